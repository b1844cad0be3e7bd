"""What an edition froze of an entry stays when the entry is corrected; what is composed later says what it says now."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from iomtrack.accounts.enums import Role
from objectives.actions import evidence as actions
from objectives.actions.correction import content_of, correct
from objectives.actions.unlock import UnlockInput, unlock
from objectives.models import Evidence
from reports.actions.editions import create_due_editions
from reports.content.build import build
from reports.models import Edition
from tests.reports.world import make_edition, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def corrected(world):
    """An entry that an issued edition cites, corrected after the period was closed; the edition and the entry."""
    edition = make_edition(world, "issued")
    content = UnlockInput(None, "The sum was wrong.", timezone.localdate() + timedelta(days=7))
    unlock(period=world.period, content=content, by=world.administrator)
    entry = Evidence.objects.get(reference="EV-1999-0001")
    correction = correct(evidence=entry, reason="It was signed with two.", by=world.author)
    said = content_of(correction)
    figures = tuple(replace(one, value=one.value + 1) for one in said.figures)
    said = replace(said, title="Two agreements", figures=figures, sources=(("A file", "", ""),))
    actions.save(evidence=correction, content=said, by=world.author)
    correction = actions.submit(evidence=correction, by=world.author)
    return edition, actions.accept(evidence=correction, by=make_user("rita", Role.REVIEWER))


def test_an_issued_edition_keeps_what_it_froze_and_none_falls_due(world, corrected, queued):
    edition, _entry = corrected
    before = edition.content, edition.content_sha256

    made = create_due_editions(now=timezone.now(), by=world.administrator)

    edition.refresh_from_db()
    assert (made, (edition.content, edition.content_sha256), Edition.objects.count()) == ([], before, 1)
    assert "Agreement EV-1999-0001" in str(edition.content)
    assert "Two agreements" not in str(edition.content)


def test_what_is_composed_later_says_what_the_entry_says_now_and_cites_it_once(world, corrected):
    content = build(world.definition, world.period)

    assert [one.reference for one in content.evidence] == ["EV-1999-0001", "EV-1999-0002"]
    assert "Two agreements" in str(content)
    assert "Agreement EV-1999-0001" not in str(content)
