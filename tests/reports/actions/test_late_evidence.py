"""What comes late belongs to the record, and changes nothing that was issued."""

from datetime import timedelta

import pytest
from django.utils import timezone

from iomtrack.accounts.enums import Role
from objectives.actions import evidence as actions
from objectives.actions.evidence import EvidenceInput
from objectives.actions.unlock import UnlockInput, unlock
from reports.actions.editions import create_due_editions
from reports.content.build import build
from reports.models import Edition
from tests.reports.world import make_edition, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def came_late(world):
    """An entry of the closed period that was submitted and accepted under an unlock, its edition being issued."""
    edition = make_edition(world, "issued")
    content = UnlockInput(None, "A file was found.", timezone.localdate() + timedelta(days=7))
    unlock(period=world.period, content=content, by=world.administrator)
    typed = EvidenceInput(
        title="An agreement that was found later",
        description="Signed with a partner.",
        starts_on=world.period.ends_on,
        ends_on=world.period.ends_on,
        office=world.office,
        contributions=((world.elements[0], "It helped."),),
        sources=(("A file", "", ""),),
    )
    entry = actions.create(framework=world.framework, content=typed, by=world.author)
    entry = actions.submit(evidence=entry, by=world.author)
    actions.accept(evidence=entry, by=make_user("rita", Role.REVIEWER))
    return edition, entry


def test_an_issued_edition_stays_as_it_is_and_none_falls_due(world, came_late, queued):
    edition, entry = came_late
    before = edition.content_sha256

    made = create_due_editions(now=timezone.now(), by=world.administrator)

    edition.refresh_from_db()
    assert (made, edition.content_sha256, Edition.objects.count()) == ([], before, 1)
    assert entry.reference not in str(edition.content)


def test_the_record_has_it_for_whatever_is_composed_later(world, came_late):
    _edition, entry = came_late

    assert entry.reference in [one.reference for one in build(world.definition, world.period).evidence]
