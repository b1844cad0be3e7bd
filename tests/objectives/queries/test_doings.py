"""What the pages of offices and programmes count is what one would count by hand, whoever reads them."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from objectives.enums import EvidenceStatus
from objectives.models import Evidence
from objectives.queries.doings import PENDING, doings_of_office, doings_of_programme
from tests import factories

pytestmark = pytest.mark.django_db
REVIEWED = set(EvidenceStatus) - {EvidenceStatus.DRAFT, EvidenceStatus.SUBMITTED, EvidenceStatus.DISCARDED}
VISIBLE = [one for one in EvidenceStatus if one != EvidenceStatus.DISCARDED]


@pytest.fixture
def logged(period, elements, nairobi, bogota, recorder, reviewer):
    """Of each status some entries in each of two offices, for one programme, this period or the one before; some are
    written by the reader, and some are shared with them."""
    before = factories.PeriodFactory(
        framework=period.framework, code="before", starts_on=date(2026, 1, 1), ends_on=date(2026, 3, 31)
    )
    programme, other = factories.ProgrammeFactory(), factories.UserFactory()
    for office in (nairobi, bogota):
        for status in EvidenceStatus:
            for turn in range(4):
                entry = factories.EvidenceFactory(
                    framework=period.framework,
                    period=before if turn == 3 else period,
                    status=status,
                    office=office,
                    programme=programme,
                    author=recorder if turn == 1 else other,
                    submitted_at=None if status == EvidenceStatus.DRAFT else datetime(2026, 7, turn + 1, tzinfo=UTC),
                    reviewed_at=datetime(2026, 8, turn + 1, tzinfo=UTC) if status in REVIEWED else None,
                    reviewer=reviewer if status in REVIEWED else None,
                )
                factories.ContributionFactory(evidence=entry, element=elements["O1" if turn == 3 else "R1"])
                if turn == 2:
                    factories.CoAuthorFactory(evidence=entry, user=recorder)
    return programme


@pytest.fixture
def readers(recorder, reviewer, nairobi):
    neighbour, stranger = factories.UserFactory(), factories.UserFactory()
    factories.PostingFactory(user=neighbour, office=factories.OfficeFactory())
    return {"own": recorder, "reviewer": reviewer, "another office": neighbour, "no office": stranger}


@pytest.mark.parametrize("who", ["own", "reviewer", "another office", "no office"])
@pytest.mark.parametrize("what", ["nairobi", "bogota", "programme"])
def test_what_is_counted_is_what_a_person_may_see(who, what, readers, logged, period, elements, nairobi, bogota):
    user = readers[who]
    seen = Evidence.objects.visible_to(user).kept()
    if what == "programme":
        seen, doings = seen.filter(programme=logged), doings_of_programme([logged.pk], user)
    else:
        office = {"nairobi": nairobi, "bogota": bogota}[what]
        seen, doings = seen.filter(office=office), doings_of_office(office, [], user)

    by_hand = Counter(seen.values_list("status", flat=True))
    since = {status: min(moment(one) for one in seen.filter(status=status)) for status in PENDING if by_hand[status]}

    assert {one.status: one.number for one in doings.statuses} == {one: by_hand[one] for one in VISIBLE if by_hand[one]}
    assert {one.status: one.since for one in doings.statuses if one.since} == since
    now = Counter(seen.filter(period=period).values_list("status", flat=True))
    assert [(one.element, one.accepted, one.awaiting) for one in doings.served] == [
        (elements["R1"], now[EvidenceStatus.ACCEPTED], now[EvidenceStatus.SUBMITTED])
    ]
    told = {("own", "bogota"): None, ("another office", "programme"): []}.get((who, what), [elements["O1"]])
    is_told = who in ("own", "reviewer") or (who, what) == ("another office", "programme")
    assert doings.missing_elements == (told if is_told else None)


def moment(entry):
    """Since when an entry waits."""
    moved = {EvidenceStatus.RETURNED: entry.reviewed_at, EvidenceStatus.SUBMITTED: entry.submitted_at}
    return moved.get(entry.status) or entry.created_at
