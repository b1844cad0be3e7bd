"""A programme's budget: a revision replaces, and is never added."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objectives.queries.budgets import Money, budget_of, in_force
from tests import factories


@dataclass(frozen=True)
class Row:
    kind: str
    starts_on: date
    ends_on: date
    amount: int


def year(number):
    return date(2020 + number, 1, 1), date(2020 + number, 12, 31)


@st.composite
def rows(draw):
    """At most one original and one revised budget of each year, in any order: as the database keeps them."""
    found = []
    for number in range(draw(st.integers(0, 6))):
        for kind in ("original", "revised"):
            if draw(st.booleans()):
                found.append(Row(kind, *year(number), draw(st.integers(0, 1000))))
    return draw(st.permutations(found))


@given(rows())
def test_each_year_counts_once_and_the_revised_one_where_there_is_one(budgets):
    counted = in_force(budgets)

    years = {one.starts_on for one in budgets}
    assert sorted(one.starts_on for one in counted) == sorted(years)
    for one in counted:
        revised = [other for other in budgets if other.starts_on == one.starts_on and other.kind == "revised"]
        assert one == (revised[0] if revised else one)
        assert one.kind == ("revised" if revised else "original")


@given(rows(), st.randoms())
def test_the_order_in_which_they_are_kept_changes_nothing(budgets, random):
    other = list(budgets)
    random.shuffle(other)

    assert set(in_force(budgets)) == set(in_force(other))


@pytest.mark.django_db
def test_totals_are_by_currency_and_a_revision_may_be_in_another():
    programme = factories.ProgrammeFactory()
    for kind, currency, amount, number in (
        ("original", "USD", "100.50", 0),
        ("original", "USD", 200, 1),
        ("revised", "EUR", 150, 1),
        ("original", "EUR", 1, 2),
    ):
        starts_on, ends_on = year(number)
        factories.ProgrammeBudgetFactory(
            programme=programme,
            kind=kind,
            currency=currency,
            amount=Decimal(amount),
            starts_on=starts_on,
            ends_on=ends_on,
        )

    assert budget_of(programme) == (Money("EUR", Decimal(151)), Money("USD", Decimal("100.50")))


@pytest.mark.django_db
def test_no_budget_is_not_zero():
    programme = factories.ProgrammeFactory()

    assert budget_of(programme) == ()
    factories.ProgrammeBudgetFactory(programme=programme, amount=0)
    assert budget_of(programme) == (Money("USD", Decimal(0)),)


@pytest.mark.django_db
def test_what_stands_below_has_budgets_of_its_own():
    programme = factories.ProgrammeFactory()
    factories.ProgrammeBudgetFactory(programme__parent=programme)

    assert budget_of(programme) == ()
