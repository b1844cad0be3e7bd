"""Discarding a draft, pressed twice."""

import pytest

from objectives.actions.discarding import discard
from objectives.models import Evidence
from tests import factories, pages
from tests.objectives.entries import audited

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_who_presses_twice_is_told_that_it_is_discarded(client_for, recorder):
    draft = factories.EvidenceFactory(author=recorder)

    answers = [client_for(recorder).post(f"{draft.get_absolute_url()}discard/", follow=True) for _ in range(2)]

    assert [one.redirect_chain for one in answers] == [[("/evidence/", 302)]] * 2
    assert pages.messages(answers[0]) == [f"{draft.reference} is discarded."]
    assert pages.messages(answers[1]) == [f"“{draft.reference}” is gone already."]
    assert (Evidence.objects.count(), audited()) == (0, ["evidence.discard"])


def test_two_presses_at_the_same_moment_discard_it_once(recorder):
    draft = factories.EvidenceFactory(author=recorder)
    read_before = Evidence.objects.get(pk=draft.pk)
    discard(evidence=draft, by=recorder)

    discard(evidence=read_before, by=recorder)

    assert audited() == ["evidence.discard"]


def test_somebody_else_is_told_nothing_of_it(client_for, recorder, colleague):
    draft = factories.EvidenceFactory(author=recorder)
    discard(evidence=draft, by=recorder)

    assert client_for(colleague).post(f"/evidence/{draft.reference}/discard/").status_code == 404
