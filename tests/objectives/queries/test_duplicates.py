"""What may be logged twice: entries, and never what corrects one."""

from dataclasses import replace
from datetime import date

import pytest

from objectives.actions import evidence as actions
from objectives.actions.correction import correct
from objectives.queries.duplicates import likely_duplicates
from tests import factories
from tests.objectives import entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def accepted(content, recorder, reviewer):
    return entries.in_status("accepted", content, by=recorder, reviewer=reviewer)


@pytest.fixture
def correction(accepted, content, recorder):
    begun = correct(evidence=accepted, reason="A slip of the hand in the date.", by=recorder)
    actions.save(evidence=begun, content=replace(content, beneficiaries="Forty officials"), by=recorder)
    return begun


def test_a_correction_is_not_compared_with_what_it_corrects(accepted, correction, recorder):
    assert likely_duplicates(correction, recorder) == []
    assert likely_duplicates(accepted, recorder) == []


def test_what_was_taken_over_is_nowhere_a_duplicate(accepted, correction, content, recorder, reviewer):
    actions.submit(evidence=correction, by=recorder)
    actions.accept(evidence=correction, by=reviewer)
    other = entries.draft(content, by=recorder)

    assert likely_duplicates(accepted, recorder) == [other]
    assert likely_duplicates(other, recorder) == [accepted]


def test_another_entry_is_still_found_beside_a_correction(correction, content, recorder):
    other = entries.draft(content, by=recorder)

    assert likely_duplicates(correction, recorder) == [other]


def test_what_was_discarded_is_none(content, recorder):
    other = entries.draft(content, by=recorder)
    factories.EvidenceFactory(
        framework=other.framework, office=other.office, title=other.title, author=recorder, status="discarded",
        starts_on=other.starts_on, ends_on=other.ends_on,
    )  # fmt: skip

    assert likely_duplicates(other, recorder) == []


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_have_near_days_too(day, content, recorder):
    one, other = (entries.draft(replace(content, starts_on=day, ends_on=day), by=recorder) for _ in range(2))

    assert likely_duplicates(one, recorder) == [other]
