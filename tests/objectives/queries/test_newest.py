"""The newest entries of an office, a programme or an element, however they are sought."""

from datetime import date, timedelta

import pytest

from objectives.models import Evidence, Office, Period
from objectives.queries import framework as of_elements
from objectives.queries import pool
from objectives.queries.doings import NEWEST, doings_of_office
from objectives.queries.framework import FEW, ON_ELEMENT_PAGE, latest_for
from tests import factories

pytestmark = pytest.mark.django_db
BEGIN = date(2026, 7, 1)


@pytest.fixture
def absorbed(nairobi: Office) -> Office:
    """An office that was merged into Nairobi's."""
    return factories.OfficeFactory(merged_into=nairobi, retired_on=date(2026, 1, 1), retired_reason="Merged.")


def make(number: int, office: Office, period: Period, **fields: object) -> Evidence:
    day = BEGIN + timedelta(days=number)
    people = {"framework": period.framework, "period": period, "office": office, "accepted": True}
    return factories.EvidenceFactory(starts_on=day, ends_on=day, **people, **fields)


def test_an_office_shows_its_newest_among_those_of_what_was_merged_into_it(nairobi, absorbed, bogota, period, reviewer):
    entries = [make(number, (nairobi, absorbed)[number % 2], period) for number in range(NEWEST + 3)]
    make(40, bogota, period)

    newest = doings_of_office(nairobi, [absorbed], reviewer).newest

    assert newest == entries[::-1][:NEWEST]


@pytest.mark.parametrize(
    ("few", "walked"), [(FEW, 4_000), (0, 4_000), (0, 3)], ids=["gathered", "met on the way", "gathered after a way"]
)
def test_an_element_shows_its_newest_accepted_entries_of_a_period(
    few, walked, nairobi, period, elements, reviewer, monkeypatch
):
    monkeypatch.setattr(of_elements, "FEW", few)
    monkeypatch.setattr(pool, "WALKED", walked)
    entries = [make(number, nairobi, period) for number in range(ON_ELEMENT_PAGE + 2)]
    for entry in entries:
        factories.ContributionFactory(evidence=entry, element=elements["O1"])
    make(50, nairobi, period)
    submitted = factories.EvidenceFactory(framework=period.framework, period=period, office=nairobi, submitted=True)
    factories.ContributionFactory(evidence=submitted, element=elements["O1"])

    assert latest_for(elements["O1"], period, reviewer, len(entries)) == entries[::-1][:ON_ELEMENT_PAGE]


def test_nothing_is_sought_where_there_is_none(elements, period, reviewer, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert latest_for(elements["O1"], period, reviewer, 0) == []
