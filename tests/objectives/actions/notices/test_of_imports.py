"""A letter tells of an import in one line."""

import pytest

from objectives.actions import evidence as actions
from objectives.actions.notices import choose, write_digests
from objectives.models import Evidence, ReviewNotice
from tests.objectives import sheets
from tests.objectives.actions.notices.letters import deliver

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(framework, recorder, reviewer, period, nairobi):
    """An import of three entries that wait for a reviewer."""
    return sheets.imported(
        framework, sheets.xlsx(*(sheets.sound(number) for number in (1, 2, 3))), by=recorder, landing="submitted"
    )


def test_a_letter_tells_of_an_import_in_one_line_with_a_link_to_all_that_waits(imported, queued, time_machine):
    time_machine.move_to("2026-09-21T18:00:00+00:00")
    write_digests()
    (letter,) = deliver(queued)

    assert "Recorder imported 3 entries that wait for your review" in letter.body
    assert "https://strategy.example.org/review/" in letter.body


def test_of_an_import_nothing_is_said_once_all_of_it_is_decided(imported, reviewer, queued, time_machine):
    for evidence in Evidence.objects.all():
        actions.accept(evidence=evidence, by=reviewer)
    ReviewNotice.objects.exclude(kind="review").delete()
    time_machine.move_to("2026-09-21T18:00:00+00:00")

    write_digests()

    assert not ReviewNotice.objects.exists()


def test_of_an_import_is_told_while_any_of_it_waits(imported, reviewer, queued, time_machine):
    actions.accept(evidence=Evidence.objects.earliest("pk"), by=reviewer)
    time_machine.move_to("2026-09-21T18:00:00+00:00")

    write_digests()

    assert ReviewNotice.objects.get(kind="review").digest is not None


def test_who_wants_to_hear_of_entries_at_once_hears_so_of_an_import(
    framework, recorder, reviewer, period, nairobi, queued
):
    choose(times={"review": "at_once"}, by=reviewer)
    sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder, landing="submitted")

    assert [letter.to for letter in deliver(queued)] == [[reviewer.email]]
