"""A spreadsheet is checked whole, and says what it would change before anything is written."""

from datetime import date

import pytest
from django.utils.translation import get_language

from iomtrack.accounts.models import User
from objectives.actions import evidence as evidence_actions
from objectives.models import Evidence, Framework, ImportRow
from tests.objectives import sheets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "nairobi", "elements")]


def test_a_checked_file_says_what_it_would_change_and_writes_nothing(framework: Framework, recorder: User) -> None:
    batch = sheets.checked(framework, sheets.xlsx(sheets.sound(1), sheets.sound(2)), by=recorder)

    assert (batch.state, batch.new, batch.total) == ("ready", 2, 2)
    assert [row.line for row in batch.rows.all()] == [2, 3]
    assert not Evidence.objects.exists()


def test_a_file_for_review_has_to_be_complete_as_the_form_asks(framework: Framework, recorder: User) -> None:
    row = sheets.sound(title="", office="", how_1="", citation_1="", ends_on=date(2026, 9, 25))
    data = sheets.xlsx(row, names=list(sheets.SOUND))

    batch = sheets.checked(framework, data, by=recorder, landing="submitted")

    assert (batch.state, batch.refused) == ("faulty", 1)
    assert sheets.said(batch) == [
        "2 title: Say in one line what was done.",
        "2 office: Choose the office that did it.",
        "2 ends_on: The last day is in the future. Log what is done when it is done.",
        "2 how_1: Say in one line how it served O1.",
        "2 citation_1: Give a source: a document, or an address where it can be checked.",
    ]


@pytest.mark.parametrize("status", ["submitted", "accepted"])
def test_what_is_past_editing_is_not_changed(framework: Framework, recorder: User, reviewer: User, status: str) -> None:
    sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder, landing="submitted")
    if status == "accepted":
        evidence_actions.accept(evidence=Evidence.objects.get(), by=reviewer)

    batch = sheets.checked(framework, sheets.xlsx(sheets.sound(title="Another")), by=recorder)

    words = {"submitted": "awaiting review", "accepted": "accepted"}[status]
    assert sheets.said(batch) == [
        f"2 external_reference: EV-2026-0001 says something else and can no longer be changed: it is {words}. "
        "Take the row out, or ask its reviewer to return it first."
    ]


def test_anothers_reference_is_refused_without_a_word_of_what_it_names(
    framework: Framework, recorder: User, outsider: User
) -> None:
    sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder)

    batch = sheets.checked(framework, sheets.xlsx(sheets.sound()), by=outsider)

    assert sheets.said(batch) == [
        "2 external_reference: This reference is taken by an entry that is not yours. Give yours another, such as one "
        "that begins with the code of your office."
    ]
    assert batch.rows.get().evidence is None


def test_a_worker_writes_in_the_language_of_the_person_who_uploaded(framework: Framework, recorder: User) -> None:
    recorder.language = "fr"
    recorder.save()
    row = sheets.sound(title="x" * 1300)

    batch = sheets.checked(framework, sheets.xlsx(row), by=recorder)

    (message,) = sheets.said(batch)
    assert "1\u202f100" in message.replace("\xa0", "\u202f")  # as numbers are written in French
    assert get_language() == "en"


def test_a_check_that_was_cut_off_begins_anew(framework: Framework, recorder: User) -> None:
    batch = sheets.upload(framework, sheets.xlsx(sheets.sound(1), sheets.sound(2)), by=recorder)
    ImportRow.objects.create(batch=batch, source=batch, position=0, line=2, outcome="refused", problems=[["", "", "?"]])

    batch = sheets.worked(batch)

    assert (batch.state, batch.rows.count()) == ("ready", 2)


def test_the_corrected_rows_take_the_place_of_the_refused_ones(framework: Framework, recorder: User) -> None:
    rows = [sheets.sound(1), sheets.sound(2, office="XXX"), sheets.sound(3)]
    batch = sheets.checked(framework, sheets.xlsx(*rows), by=recorder)
    assert (batch.state, batch.refused) == ("faulty", 1)

    again = sheets.imported(framework, sheets.as_csv(sheets.sound(2)), by=recorder, corrects=batch)

    assert again.new == 3
    assert sorted(Evidence.objects.values_list("external_reference", flat=True)) == ["NBO-1", "NBO-2", "NBO-3"]
