"""Programmes are proposed while one logs, and confirmed."""

import pytest

from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions import programmes as actions
from objectives.models import Programme
from tests import factories
from tests.objectives.actions.programmes.content import TITLED
from tests.objectives.entries import audited

pytestmark = pytest.mark.django_db


def test_staff_propose_and_log_under_it_at_once(recorder, proposed):
    assert (proposed.status, proposed.proposed_by, proposed.code) == ("proposed", recorder, f"PROPOSED-{proposed.pk}")
    assert proposed in Programme.objects.on_offer()


def test_a_proposal_from_a_draft_puts_it_under_the_programme(recorder):
    entry = factories.EvidenceFactory(author=recorder)

    made = actions.propose(content=TITLED, by=recorder, entry=entry)

    entry.refresh_from_db()
    assert entry.programme == made
    assert audited() == ["programme.propose", "evidence.save"]


@pytest.mark.parametrize("traits", [{"submitted": True}, {}])
def test_nobody_puts_anothers_or_a_submitted_entry_under_it(traits, recorder, outsider):
    entry = factories.EvidenceFactory(author=recorder if traits else outsider, **traits)

    with pytest.raises(ActionError, match="can no longer be changed"):
        actions.propose(content=TITLED, by=recorder, entry=entry)

    assert not Programme.objects.exists()


def test_a_proposed_programme_is_confirmed_under_its_code(proposed, administrator):
    confirmed = actions.confirm(programme=proposed, code="RET-9", by=administrator)

    assert (confirmed.pk, confirmed.code, confirmed.status) == (proposed.pk, "RET-9", "active")
    with pytest.raises(ActionError, match="confirmed already"):
        actions.confirm(programme=proposed, code="RET-9", by=administrator)


def test_a_code_that_another_has_is_refused(programme, proposed, administrator):
    with pytest.raises(ActionError, match="RET-1 Safe return has this code"):
        actions.confirm(programme=proposed, code="ret-1", by=administrator)


def test_a_proposal_without_a_code_takes_the_next_number_that_is_free(proposed, recorder):
    for ahead in (1, 2):  # as could be typed by hand once
        factories.ProgrammeFactory(code=f"Proposed-{proposed.pk + 2 + ahead}")

    made = [actions.propose(content=TITLED, by=recorder) for _number in range(2)]

    assert [one.code for one in made] == [f"PROPOSED-{proposed.pk + number}" for number in (5, 6)]


@pytest.mark.parametrize("code", ["PROPOSED-19", "proposed-x"])
def test_nobody_types_a_code_that_proposals_are_given(code, proposed, recorder, administrator):
    for give in (
        lambda: actions.propose(code=code, content=TITLED, by=recorder),
        lambda: actions.add(code=code, content=TITLED, by=administrator),
        lambda: actions.confirm(programme=proposed, code=code, by=administrator),
    ):
        with pytest.raises(ActionError, match="Codes that begin with “PROPOSED-” are given to proposals"):
            give()


@pytest.mark.parametrize("who", ["auditor", "delegate"])
def test_who_does_not_log_proposes_nothing(who, request):
    with pytest.raises(NotPermitted):
        actions.propose(content=TITLED, by=request.getfixturevalue(who))
