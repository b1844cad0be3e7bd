"""An edition says what was adopted on its day, whatever is amended afterwards."""

from datetime import date

import pytest

from objectives.actions.amendment import AmendmentInput, amend_wording
from objectives.actions.period import PeriodInput, close_period, open_period
from reports.actions.composing import compose
from reports.content.frozen import content_of
from tests.factories import EditionFactory
from tests.reports.world import make_assessment, make_evidence

pytestmark = pytest.mark.django_db


def edition_on(world, code, starts_on, ends_on):
    """A period opened, reported on, closed and composed, as it is done."""
    content = PeriodInput(code, code, starts_on, ends_on)
    world.period = open_period(framework=world.framework, content=content, by=world.administrator)
    make_evidence(world, f"EV-{code}", world.elements[:1], starts_on=starts_on, ends_on=ends_on)
    for element in world.elements:
        make_assessment(world, element)
    period = close_period(period=world.period, by=world.administrator)
    edition = EditionFactory(definition=world.definition, period=period)
    compose(pk=edition.pk)
    return edition


def quoted(edition):
    """What an edition says of O1: its wording, since when it is amended, and until when it stood."""
    edition.refresh_from_db()
    first = content_of(edition).elements[0]
    return first.wording, first.amended and first.amended.effective_on, first.amended_since


def test_an_edition_keeps_its_words_when_they_are_amended_and_the_next_one_quotes_the_new_ones(world, queued):
    type(world.framework).objects.filter(pk=world.framework.pk).update(status="in_force")
    before = edition_on(world, "2005", date(2005, 1, 1), date(2005, 12, 31))

    amend_wording(
        element=world.elements[0],
        content=AmendmentInput("en", "to serve migrants better", date(2006, 2, 1), "The Council decided so."),
        by=world.administrator,
    )
    after = edition_on(world, "2006", date(2006, 1, 1), date(2006, 12, 31))

    assert quoted(before) == ("to serve migrants in way 1", None, None)
    assert quoted(after) == ("to serve migrants better", date(2006, 2, 1), None)
    again = EditionFactory(definition=world.definition, period=before.period, revision=1)
    compose(pk=again.pk)
    assert quoted(again) == ("to serve migrants in way 1", None, date(2006, 2, 1))
