"""Many entries read in an order: the same, whether an index leads to them, stops short of them, or all are gathered."""

import itertools
from copy import copy
from datetime import date

import pytest
from django.db import connection
from django.db.models import Q
from django.http import QueryDict

from objectives.enums import EvidenceStatus
from objectives.filters import EvidenceFilter, evidence_reading
from objectives.models import Evidence, Office
from objectives.queries import found, pool
from objectives.queries.found import Wanted, find
from objectives.searching.index import index_records
from tests import factories
from tests.objectives.queries.test_found import in_order

pytestmark = pytest.mark.django_db
SORTS = (
    "-ends_on", "ends_on", "title", "status", "-status", "office", "-programme", "period",
    "submitted_at", "-submitted_at",
)  # fmt: skip


def day_of(number):
    return date(2026, 7, 1 + number % 9) if number % 4 else None


@pytest.fixture
def entries(framework, period, recorder, colleague, outsider, nairobi, bogota, kenya, elements, monkeypatch):
    """Twenty-two entries of three people in two offices; a third serve O1 and a fourth are of Kenya."""
    monkeypatch.setattr(found, "PER_PAGE", 4)
    monkeypatch.setattr(found, "FEW", 3)
    programme = factories.ProgrammeFactory(title="Zeta")
    made = [
        factories.EvidenceFactory(
            framework=framework,
            period=period,
            title=f"{'Course' if number % 2 else 'Talk'} {number % 5}",
            starts_on=day_of(number),
            ends_on=day_of(number),
            office=nairobi if number % 3 else bogota,
            programme=programme if number % 2 else None,
            author=(recorder, colleague, outsider)[number % 3],
            accepted=number % 4 != 0 and number % 5 == 0,
        )
        for number in range(22)
    ]
    for number, one in enumerate(made):
        if number % 3 == 0:
            factories.ContributionFactory(evidence=one, element=elements["O1"])
        if number % 4 == 1:
            one.countries.add(kenya)
    index_records(one.pk for one in made)
    return made


class Asked:
    """A request, as a filter knows it."""

    def __init__(self, user):
        self.user = user


def read_through(person, query, sort):
    """All pages of a list from the first on, and all from the last back."""
    filterset = EvidenceFilter(QueryDict(query), queryset=Evidence.objects.visible_to(person), request=Asked(person))

    def turn(**place):
        words = filterset.words
        in_this_order = lambda column: filterset.in_order(person, column)  # noqa: E731
        return find(filterset.qs, in_this_order, Wanted(sort=sort, **place), words, filterset.ways(person))

    ahead, shown = [], turn()
    ahead.append([one.pk for one in shown.entries])
    while shown.has_next:
        shown = turn(after=shown.end)
        ahead.append([one.pk for one in shown.entries])
    back, shown = [], turn(last=True)
    back.append([one.pk for one in shown.entries])
    while shown.has_previous:
        shown = turn(before=shown.first)
        back.append([one.pk for one in shown.entries])
    return list(itertools.chain(*ahead)), set(itertools.chain(*back))


def fitting(person, **conditions):
    """The same by the database's plainest means, put in order by Python."""
    rows = Evidence.objects.visible_to(person).filter(**conditions).distinct()
    return list(rows.select_related("office", "programme", "period", "author"))


CASES = {
    "": {},
    "element=O1": {"contributions__element__code": "O1"},
    "country=KE": {"countries__iso": "KE"},
    "text=course": {"title__startswith": "Course"},
    "office=NBO": {"office__code": "NBO"},
    "period={period}": {},
    "status=accepted": {"status": EvidenceStatus.ACCEPTED},
    "office=NBO&element=O1": {"office__code": "NBO", "contributions__element__code": "O1"},
    "since=2026-07-03&until=2026-07-08": {"ends_on__range": ("2026-07-03", "2026-07-08")},
    "files=no&sensitivity=shareable": {},
    "author={author}": {"author__email__startswith": "colleague"},
}


@pytest.mark.parametrize("query", CASES)
@pytest.mark.parametrize("who", ["reviewer", "recorder"])
def test_a_list_is_read_through_whatever_it_is_narrowed_by(
    entries, period, colleague, request, monkeypatch, who, query
):
    monkeypatch.setattr(pool, "WALKED", 3)
    monkeypatch.setattr(evidence_reading, "TRIED", 2)
    person = request.getfixturevalue(who)
    expected = fitting(person, **CASES[query])

    for sort in SORTS:
        ahead, back = read_through(person, query.format(period=period.pk, author=colleague.email), sort)

        assert ahead == in_order(expected, sort), sort
        assert back == {one.pk for one in expected}, sort


def test_what_was_never_handed_in_comes_last_for_staff_too_however_much_of_it_is_theirs(entries, recorder, monkeypatch):
    monkeypatch.setattr(pool, "FEW", 1)
    expected = fitting(recorder)

    ahead, back = read_through(recorder, "", "-submitted_at")

    drafts = [one.pk for one in expected if one.submitted_at is None]
    assert len(drafts) > 1
    assert ahead == in_order(expected, "-submitted_at")
    assert set(ahead[-len(drafts) :]) == set(drafts)
    assert back == {one.pk for one in expected}


def steps_of(work):
    """How many steps SQLite takes for a piece of reading."""
    taken = itertools.count()
    connection.connection.set_progress_handler(lambda: next(taken) and None, 1)
    try:
        work()
    finally:
        connection.connection.set_progress_handler(None, 1)
    return next(taken)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite tells its steps")
@pytest.mark.parametrize("rising", [True, False])
def test_sqlite_reads_no_more_in_the_order_of_offices_the_more_there_is(
    framework, period, recorder, nairobi, bogota, monkeypatch, rising
):
    monkeypatch.setattr(pool, "WALKED", 20)
    one = factories.EvidenceFactory(framework=framework, period=period, author=recorder, office=nairobi)
    rows = Evidence.objects.all()
    in_order = pool.Pool(rows, rows, [~Q(status=EvidenceStatus.DISCARDED)])

    def read():
        return in_order.take_by_groups("office_id", Office.objects.all(), "name", rising=rising, most=5)

    def add(number):
        copies = [copy(one) for _number in range(number)]
        for at, each in enumerate(copies):
            each.pk, each.reference, each.office = None, f"EV-{number}-{at}", (nairobi, bogota)[at % 2]
        Evidence.objects.bulk_create(copies)

    add(60)
    few = steps_of(read)
    add(600)

    assert len(read()) == 5
    assert steps_of(read) < 1.5 * few
