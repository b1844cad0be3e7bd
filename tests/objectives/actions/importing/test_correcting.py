"""Corrected rows that are uploaded more than once: each takes the place of its earlier self, and is written once."""

from typing import Any

import pytest

from iomtrack.accounts.models import User
from objectives.actions import imports as actions
from objectives.models import Evidence, Framework, ImportBatch
from tests.objectives import sheets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "nairobi", "elements")]

BAD = "XXX"


def rows(*numbers: int, bad: tuple[int, ...] = (), **more: Any) -> bytes:
    """A CSV of rows by their numbers, some of which name no office that there is."""
    return sheets.as_csv(*(sheets.sound(one, **({"office": BAD} if one in bad else {}), **more) for one in numbers))


def counts(batch: ImportBatch) -> tuple[int, int, int, int]:
    return batch.new, batch.changed, batch.unchanged, batch.refused


def test_the_same_rows_again_take_the_place_of_those_before(framework: Framework, recorder: User) -> None:
    first = sheets.checked(framework, rows(*range(1, 9), bad=(2, 4, 6)), by=recorder)
    second = sheets.checked(framework, rows(2, 4, 6, bad=(4,)), by=recorder, corrects=first)
    third = sheets.checked(framework, rows(2, 4, 6), by=recorder, corrects=second)

    assert [counts(one) for one in (first, second, third)] == [(5, 0, 0, 3), (7, 0, 0, 1), (8, 0, 0, 0)]
    third = sheets.worked(actions.confirm(batch=third, by=recorder))
    assert (third.state, counts(third), Evidence.objects.count()) == ("written", (8, 0, 0, 0), 8)
    third = sheets.worked(actions.take_back(batch=third, by=recorder))
    assert (third.state, third.note, Evidence.objects.count()) == ("undone", "", 0)


def test_a_row_in_another_place_of_the_file_takes_it_too(framework: Framework, recorder: User) -> None:
    first = sheets.checked(framework, rows(1, 2, 3, bad=(1, 2, 3)), by=recorder)
    second = sheets.checked(framework, rows(1, 2, 3, bad=(3,)), by=recorder, corrects=first)
    third = sheets.checked(framework, rows(3, 2, 1), by=recorder, corrects=second)

    assert sheets.said(third) == []
    assert counts(third) == (3, 0, 0, 0)


def test_the_last_correction_is_what_is_written(framework: Framework, recorder: User) -> None:
    first = sheets.checked(framework, rows(1, 2, 3, bad=(2, 3)), by=recorder)
    second = sheets.checked(framework, rows(2, 3, bad=(3,), title="Before"), by=recorder, corrects=first)
    third = sheets.checked(framework, rows(2, 3, title="After"), by=recorder, corrects=second)
    sheets.worked(actions.confirm(batch=third, by=recorder))

    assert sheets.titles() == ["Training in Nairobi", "After", "After"]


def test_the_whole_file_can_come_instead_of_its_corrected_rows(framework: Framework, recorder: User) -> None:
    first = sheets.checked(framework, rows(1, 2, 3, 4, bad=(2,)), by=recorder)
    second = sheets.checked(framework, rows(1, 2, 3, 4), by=recorder, corrects=first)

    assert (sheets.said(second), counts(second)) == ([], (4, 0, 0, 0))


def test_a_row_that_has_the_reference_of_another_does_not_push_it_out(framework: Framework, recorder: User) -> None:
    """It was refused for that, and comes again as it was."""
    first = sheets.checked(framework, rows(1, 2, 1), by=recorder)
    second = sheets.checked(framework, sheets.as_csv(sheets.sound(1, title="Another")), by=recorder, corrects=first)

    assert counts(first) == counts(second) == (2, 0, 0, 1)
    assert "Row 2 of the file “rows.csv” has the reference “NBO-1” too." in sheets.said(second)[0]
