"""Which entries exist for whom."""

import pytest
from django.contrib.auth.models import AnonymousUser

from objectives.enums import EvidenceStatus
from objectives.models import Evidence
from objectives.queries.evidence import evidence_list, evidence_page
from objectives.queries.queue import Wanted, waiting_for
from tests import factories

pytestmark = pytest.mark.django_db

ALL = set(EvidenceStatus.values)


@pytest.fixture
def everything(entry, recorder):
    """The recorder's entries, one in each status."""
    return {status: entry(status) for status in EvidenceStatus.values}


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("recorder", ALL),
        ("colleague", ALL),
        ("outsider", {"accepted"}),
        ("reviewer", ALL),
        ("administrator", ALL),
        ("delegate", set()),
        ("inactive", set()),
        ("service", set()),
    ],
)
def test_each_sees_what_is_theirs_to_see(everything, cast, who, seen):
    assert {evidence.status for evidence in evidence_list(cast[who])} == seen


def test_a_visitor_sees_nothing(everything):
    assert list(Evidence.objects.visible_to(AnonymousUser())) == []


def test_staff_without_an_office_see_their_own_and_what_was_accepted(everything):
    author = factories.UserFactory()
    own = factories.EvidenceFactory(author=author, office=None)

    accepted = set(Evidence.objects.filter(status="accepted"))
    assert everything["accepted"] in accepted
    assert set(evidence_list(author)) == {own, *accepted}


def test_an_author_sees_an_entry_of_another_office(outsider, nairobi):
    own = factories.EvidenceFactory(author=outsider, office=nairobi)

    assert list(evidence_list(outsider)) == [own]


def test_a_page_of_what_one_may_not_see_does_not_exist(everything, outsider):
    assert evidence_page(outsider, everything["draft"].reference) is None
    assert evidence_page(outsider, everything["accepted"].reference) == everything["accepted"]


def test_the_queue_holds_what_is_submitted_and_not_ones_own(everything, reviewer, administrator):
    factories.EvidenceFactory(author=reviewer, submitted=True)

    assert list(waiting_for(reviewer, Wanted("all"))[0]) == [everything["submitted"]]
    assert waiting_for(administrator, Wanted("all"))[0].count() == 2


def test_only_what_is_accepted_counts(everything):
    assert {one.status for one in Evidence.objects.counted()} == {"accepted"}
    assert everything["accepted"] in Evidence.objects.counted()
