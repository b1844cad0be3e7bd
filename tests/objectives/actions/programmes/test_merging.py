"""Programmes are merged, and stand in few levels."""

from dataclasses import replace

import pytest

from iomtrack.accounts.errors import ActionError
from objectives.actions import programmes as actions
from objectives.actions.merging import merge_programmes
from objectives.hierarchy import MOST_LEVELS
from objectives.models import AuditEvent, Evidence, Programme
from tests import factories
from tests.objectives.actions.programmes.content import CONTENT, TITLED

pytestmark = pytest.mark.django_db


def test_a_proposal_is_merged_into_the_one_that_it_is(proposed, programme, administrator):
    draft = factories.EvidenceFactory(programme=proposed)
    accepted = factories.EvidenceFactory(programme=proposed, accepted=True)

    merge_programmes(programme=proposed, into=programme, by=administrator)

    proposed.refresh_from_db()
    assert (proposed.status, proposed.merged_into) == ("retired", programme)
    assert Evidence.objects.get(pk=draft.pk).programme == programme
    assert Evidence.objects.get(pk=accepted.pk).programme == proposed
    assert set(Programme.objects.counted_with(programme)) == {programme, proposed}


def test_merging_adds_up_no_budget(programme, administrator):
    other = actions.add(code="RET-2", content=replace(CONTENT, donors=()), by=administrator)

    merge_programmes(programme=other, into=programme, by=administrator)

    assert (programme.budgets.count(), other.budgets.count()) == (1, 1)


def test_nothing_is_merged_into_a_proposed_or_retired_one(programme, proposed, administrator):
    with pytest.raises(ActionError, match="is not in use"):
        merge_programmes(programme=programme, into=proposed, by=administrator)


def test_a_merged_one_that_is_restored_stands_for_itself_again(programme, proposed, administrator):
    merge_programmes(programme=proposed, into=programme, by=administrator)

    restored = actions.restore(programme=proposed, by=administrator)

    assert (restored.status, restored.merged_into, restored.retired_reason) == ("active", None, "")
    assert AuditEvent.objects.latest("id").before["merged_into"] == "RET-1"


def test_programmes_stand_in_few_levels(administrator):
    above = None
    for number in range(MOST_LEVELS):
        above = actions.add(code=f"L{number}", content=replace(TITLED, parent=above), by=administrator)
    top = factories.ProgrammeFactory()

    with pytest.raises(ActionError, match="at most 8 levels"):
        actions.add(code="DEEP", content=replace(TITLED, parent=above), by=administrator)
    with pytest.raises(ActionError, match="at most 8 levels"):
        actions.change(
            programme=Programme.objects.get(code="L0"), content=replace(TITLED, parent=top), by=administrator
        )


def test_a_merge_that_would_make_too_many_levels_is_refused(administrator):
    tops = [factories.ProgrammeFactory(code="A"), factories.ProgrammeFactory(code="B")]
    lines = [list(tops), list(tops)]
    for low in range(MOST_LEVELS - 3):
        for number, line in enumerate(lines):
            line.append(
                factories.ProgrammeFactory(code=f"{'AB'[number]}{low}", parent=line[-1] if low else tops[number])
            )

    with pytest.raises(ActionError, match="more than 8 levels"):
        merge_programmes(programme=tops[0], into=lines[1][-1], by=administrator)
    assert merge_programmes(programme=tops[0], into=tops[1], by=administrator) == tops[1]


def test_one_that_stands_below_takes_the_place_of_what_is_merged_into_it(administrator):
    """A stands above B above C. C is to stay: no circle on the way."""
    a = factories.ProgrammeFactory(code="A")
    b = factories.ProgrammeFactory(code="B", parent=a)
    c = factories.ProgrammeFactory(code="C", parent=b)

    merge_programmes(programme=a, into=c, by=administrator)

    assert [one.parent for one in Programme.objects.filter(code__in="BC").order_by("code")] == [c, None]


def test_what_is_counted_below_takes_in_merged_ones_and_leaves_out_what_was_merged_elsewhere(programme, administrator):
    child = factories.ProgrammeFactory(code="CHILD", parent=programme)
    low = factories.ProgrammeFactory(code="LOW", parent=child)
    merged = factories.ProgrammeFactory(code="MERGED", retired=True, merged_into=low)
    away = factories.ProgrammeFactory(code="AWAY", parent=child)
    merge_programmes(programme=away, into=factories.ProgrammeFactory(code="OTHER"), by=administrator)

    assert Programme.objects.keys_below(programme) == [one.pk for one in (programme, child, low, merged)]
