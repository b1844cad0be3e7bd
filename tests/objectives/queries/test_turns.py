"""A search on SQLite by its words and by what else is asked, in turn: the same entries, at a cost that is bounded."""

from datetime import date
from functools import partial

import pytest
from django.db import connection
from django.http import QueryDict

from objectives.filters import EvidenceFilter
from objectives.models import Evidence
from objectives.queries import found, pool, turns
from objectives.queries.found import Wanted, find
from objectives.searching.index import index_records
from tests import factories
from tests.objectives.queries.test_pool import Asked, read_through, steps_of

pytestmark = pytest.mark.django_db
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL chooses the way by itself")


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch):
    monkeypatch.setattr(found, "PER_PAGE", 4)
    monkeypatch.setattr(found, "PATIENCE", 60_000)
    monkeypatch.setattr(turns, "TURN", 3)


@pytest.fixture
def add(framework, period, recorder, nairobi, bogota, elements):
    """So many entries with the word "course", or others: a third in Bogotá, a fourth accepted; each tenth serves O1."""

    def add_entries(number, title="Course on travel documents"):
        made = [
            factories.EvidenceFactory(
                framework=framework,
                period=period,
                title=f"{title} {at}",
                starts_on=date(2026, 7, 1 + at % 20),
                ends_on=date(2026, 7, 1 + at % 20),
                office=nairobi if at % 3 else bogota,
                author=recorder,
                accepted=at % 4 == 0,
            )
            for at in range(number)
        ]
        for one in made[::10]:
            factories.ContributionFactory(evidence=one, element=elements["O1"])
        index_records(one.pk for one in made)
        return made

    return add_entries


def asked_for(person, query):
    return EvidenceFilter(QueryDict(query), queryset=Evidence.objects.visible_to(person), request=Asked(person))


def page(person, query, **wanted):
    filterset = asked_for(person, query)
    in_order = partial(filterset.in_order, person)
    return find(filterset.qs, in_order, Wanted(**wanted), filterset.words, filterset.ways(person))


@pytest.mark.parametrize("number", [9, 10, 11, 29, 30, 31])
@pytest.mark.parametrize("query", ["text=course", "text=course&period={period}", "text=%22course+on+trav*%22"])
def test_counts_and_pages_are_the_same_beside_each_bound(add, reviewer, period, monkeypatch, number, query):
    monkeypatch.setattr(found, "FEW", 10)
    add(5, "Talk")
    made = add(number)
    query = query.format(period=period.pk)

    shown = page(reviewer, query)
    ahead, back = read_through(reviewer, query, "ends_on")

    assert (shown.count.number, shown.count.is_exact) == (min(number, 10), number <= 10)
    assert (shown.is_ranked, shown.too_many_to_rank) == (number <= 10, number > 10)
    assert ahead == [one.pk for one in sorted(made, key=lambda one: (one.ends_on, one.pk))]
    assert back == set(ahead)


@pytest.mark.parametrize("who", ["reviewer", "outsider", "recorder"])
@pytest.mark.parametrize(
    "query",
    ["text=course", "text=course&office=BOG", "text=course+documents&element=O1", "text=talk&author=me", "text=zebra"],
)
def test_each_way_finds_the_same_entries(add, request, who, query):
    person = request.getfixturevalue(who)
    add(5, "Talk")
    add(12)
    filterset = asked_for(person, query)

    for way in filterset.ways(person):
        alone = turns.in_turn([way], few=100)

        assert alone.is_done
        assert set(alone.keys) == set(way.fitting.values_list("pk", flat=True))
        assert set(alone.keys) == set(filterset.qs.values_list("pk", flat=True))


@on_sqlite
def test_what_is_short_leads_be_it_the_words_or_the_rest(add, reviewer):
    add(60)
    add(1, "Zebra")

    rare_word, rare_rest = (
        asked_for(reviewer, "text=zebra&author=Recorder"),
        asked_for(reviewer, "text=course&office=X"),
    )
    by_words = turns.in_turn(rare_word.ways(reviewer), few=10)
    by_rest = turns.in_turn(asked_for(reviewer, "text=course&element=O1").ways(reviewer), few=10)

    assert len(by_words.keys) == 1
    assert len(by_rest.keys) == 6
    assert len(rare_rest.ways(reviewer)) == 1  # an office that is not known narrows nothing


@on_sqlite
@pytest.mark.parametrize("query", ["text=course", "period={period}"])
def test_counting_ends_where_more_than_a_few_are_found(add, reviewer, period, monkeypatch, query):
    monkeypatch.setattr(found, "FEW", 10)
    add(40)

    shown = page(reviewer, query.format(period=period.pk))

    assert (shown.count.number, shown.count.is_exact, shown.count.about) == (10, False, 0)
    assert len(shown.entries) == 4


@on_sqlite
def test_a_page_takes_no_more_the_more_entries_hold_the_word(add, reviewer, period, monkeypatch):
    monkeypatch.setattr(found, "FEW", 10)
    monkeypatch.setattr(pool, "WALKED", 30)
    queries = ("text=course", "text=%22course+on%22", f"text=docume&period={period.pk}", "text=course&office=BOG")

    def steps():
        return {
            (query, sort, last): steps_of(lambda: page(reviewer, query, sort=sort, last=last))  # noqa: B023 it is called at once, within the round
            for query in queries
            for sort in ("", "title")
            for last in (False, True)
        }

    add(40)
    few = steps()
    add(200)

    assert [(name, taken, few[name]) for name, taken in steps().items() if taken > 2 * few[name]] == []
