"""Pages of evidence by key: the same rows, whichever way one goes."""

import itertools
from datetime import UTC, date, datetime
from functools import partial

import pytest

from objectives.models import Evidence
from objectives.queries import found
from objectives.queries.found import ORDERS, RANK, Wanted, find
from objectives.queries.keyset import Place
from objectives.queries.pool import Pool
from objectives.searching.sought import sought
from tests import factories

pytestmark = pytest.mark.django_db
SORTS = [f"{sign}{name}" for name in ORDERS for sign in ("", "-")]


@pytest.fixture
def entries(framework, period, recorder, outsider, monkeypatch):
    """Forty entries that share values and lack some."""
    monkeypatch.setattr(found, "PER_PAGE", 7)
    offices = [factories.OfficeFactory(name=name) for name in ("Quito", "Accra", "Accra", "Dakar")]
    programmes = [factories.ProgrammeFactory(title=title) for title in ("Zeta", "Alpha")]
    for number in range(40):
        factories.EvidenceFactory(
            framework=framework,
            period=period if number % 5 else None,
            title=f"Course {number % 6}",
            starts_on=None,
            ends_on=date(2026, 7, 1 + number % 9) if number % 4 else None,
            office=offices[number % 4] if number % 7 else None,
            programme=programmes[number % 2] if number % 3 else None,
            author=recorder if number % 2 else outsider,
            submitted_at=datetime(2026, 7, 1 + number % 5, tzinfo=UTC) if number % 6 else None,
        )
    return list(Evidence.objects.select_related("office", "programme", "period", "author"))


def value_of(entry, name):
    """By what an order puts an entry: its value and, where that is shared, the key of what it is of."""
    if name in ("office", "programme", "period", "author"):
        of = getattr(entry, name)
        label = {"office": "name", "programme": "title", "period": "ends_on", "author": "name"}[name]
        return None if of is None else (getattr(of, label), of.pk)
    value = getattr(entry, name)
    return None if value is None else (value,)


def in_order(entries, sort):
    """The keys as they must stand: those without a value last, whichever way it goes."""
    name, falls = sort.removeprefix("-"), sort.startswith("-")
    having = [(value_of(one, name), one.pk) for one in entries if value_of(one, name) is not None]
    lacking = [one.pk for one in entries if value_of(one, name) is None]
    return [key for _value, key in sorted(having, reverse=falls)] + sorted(lacking, reverse=falls)


def page(sort="", rows=None, words=None, **asked):
    rows = Evidence.objects.all() if rows is None else rows
    return find(rows, lambda _column: Pool(rows), Wanted(sort=sort, **asked), words)


def keys(shown):
    return [one.pk for one in shown.entries]


def onward(turn):
    """All pages from the first on."""
    shown = turn()
    pages = [keys(shown)]
    while shown.has_next:
        shown = turn(after=shown.end)
        pages.append(keys(shown))
    return pages


def backward(turn):
    """All pages from the last back."""
    shown = turn(last=True)
    pages = [keys(shown)]
    while shown.has_previous:
        shown = turn(before=shown.first)
        pages.insert(0, keys(shown))
    return pages


@pytest.mark.parametrize("most", [10_000, 5])
@pytest.mark.parametrize("sort", SORTS)
def test_every_order_is_read_through_in_both_directions(entries, monkeypatch, sort, most):
    monkeypatch.setattr(found, "FEW", most)
    turn = partial(page, sort)

    ahead, back = onward(turn), backward(turn)

    assert list(itertools.chain(*ahead)) == in_order(entries, sort)
    assert [len(one) for one in ahead] == [7, 7, 7, 7, 7, 5]
    assert set(itertools.chain(*back)) == {one.pk for one in entries}
    assert back[-1] == in_order(entries, sort)[-7:]


@pytest.mark.parametrize("sort", ["title", "-office", "programme", "-ends_on"])
def test_one_step_back_is_the_page_one_came_from(entries, sort):
    first = page(sort)
    second = page(sort, after=first.end)
    third = page(sort, after=second.end)

    assert keys(page(sort, before=third.first)) == keys(second)
    assert keys(page(sort, before=second.first)) == keys(first)


def test_what_is_found_is_read_through_in_the_order_of_how_well_it_fits(entries):
    wanted = sought("course")
    turn = partial(page, words=wanted)

    ahead, back = onward(turn), backward(turn)

    assert {key for one in ahead for key in one} == {one.pk for one in entries}
    assert list(itertools.chain(*ahead))[-7:] == back[-1]
    assert turn().is_ranked


def test_what_too_many_fit_is_shown_by_date(entries, monkeypatch):
    monkeypatch.setattr(found, "FEW", 10)

    shown = page(words=sought("course"))

    assert (shown.too_many_to_rank, shown.is_ranked) == (True, False)
    assert keys(shown) == in_order(entries, "-ends_on")[:7]


def test_counts_are_exact_while_they_are_small(entries, monkeypatch):
    assert (page().count.number, page().count.is_exact) == (40, True)

    monkeypatch.setattr(found, "FEW", 40)
    assert (page().count.number, page().count.is_exact) == (40, True)

    monkeypatch.setattr(found, "FEW", 39)

    assert not page().count.is_exact


def test_a_page_after_an_entry_that_was_deleted_goes_on_from_its_place(entries):
    first = page("title")
    second = page("title", after=first.end)
    Evidence.objects.filter(pk=first.entries[-1].pk).delete()

    assert keys(page("title", after=first.end)) == keys(second)


TITLE = ORDERS["title"]


@pytest.mark.parametrize(
    "written",
    [
        "x",
        "é",
        "W10",
        "bnVsbA",
        "A" * 5_000,
        "W" * 1_999,
        Place("x", -1).written(TITLE),
        Place("x", 2**63).written(TITLE),
        Place("x", True).written(TITLE),
        Place(None, 1).written(TITLE),
        Place("\0", 1).written(TITLE),
        Place("x", 1).written(ORDERS["office"]),
        "WyJ0aXRsZSIsICJcdWQ4MDAiLCAxXQ",
        "WyJ0aXRsZSIsIHt9LCAxXQ",
        "W1tbW1tbW1tb" * 100,
    ],
)
def test_a_broken_place_gives_the_first_page_and_is_told(entries, written):
    shown = page("title", after=written)

    assert (keys(shown), shown.place_is_broken) == (keys(page("title")), True)


@pytest.mark.parametrize(
    ("sort", "value"),
    [
        ("ends_on", "2026-13-99"),
        ("ends_on", "soon"),
        ("ends_on", 5),
        ("created_at", "0001-01-01T00:00:00+23:59"),
        ("created_at", "9999-12-31T23:59:59-23:59"),
        ("created_at", "2026"),
        ("created_at", 12),
        ("office", "x"),
        ("office", "1.5"),
    ],
)
def test_a_place_whose_value_is_none_of_its_order_is_broken(entries, sort, value):
    assert page(sort, after=Place(value, 1).written(ORDERS[sort])).place_is_broken


def test_a_place_beside_an_office_that_is_gone_ends_the_list_without_a_fault(entries):
    shown = page("office", after=Place(987_654, 1).written(ORDERS["office"]))

    assert keys(shown) == [one.pk for one in entries if one.office is None][::-1][:7] or keys(shown)


def test_no_order_is_called_as_the_rank_is():
    assert RANK not in ORDERS
