"""The checks that guard against a figure that does not agree with the register: shown what never should be."""

from datetime import date
from decimal import Decimal

import pytest

from objectives.models import Element, Indicator
from objectives.queries.figures import Value
from objectives.queries.overview import ElementRow, IndicatorRow
from objectives.queries.report import RegisterRow
from reports.content import checks

DAY = date(2004, 1, 1)


def entry(reference, *codes):
    contributions = tuple((code, "how") for code in codes)
    return RegisterRow(reference, "Title", "Text", DAY, DAY, "day", "HQ", False, "shareable", (), contributions, ())


def row(accepted=0, value=None):
    indicator = IndicatorRow(Indicator(pk=7, code="O1.1", aggregation="sum"), value, None)
    return ElementRow(Element(code="O1"), accepted, 0, (indicator,), None)


def test_counts_agree_when_the_register_lists_as_many_entries():
    assert checks.counts([row(accepted=2)], [entry("EV-1", "O1"), entry("EV-2", "O1", "O2")]) == []


@pytest.mark.parametrize(
    ("accepted", "message"),
    [
        (1, "1 entry is counted for O1, but the register lists 2."),
        (3, "3 entries are counted for O1, but the register lists 2."),
    ],
)
def test_a_count_that_differs_from_the_register_is_named(accepted, message):
    assert checks.counts([row(accepted=accepted)], [entry("EV-1", "O1"), entry("EV-2", "O1")]) == [message]


RECKONED = Value(Decimal(105), "exact", ("EV-1", "EV-2"))


@pytest.mark.parametrize(
    ("value", "reckoned", "agrees"),
    [
        (Value(Decimal(105), "exact"), RECKONED, True),
        (Value(Decimal("105.0000"), "exact"), RECKONED, True),
        (Value(Decimal(104), "exact"), RECKONED, False),
        (Value(Decimal(105), "over"), RECKONED, False),
        (Value(Decimal(105), "exact"), Value(Decimal(105), "exact", ("EV-1", "EV-9")), False),
        (Value(Decimal(105), "exact"), Value(Decimal(105), "exact"), False),
        (None, None, True),
        (None, RECKONED, False),
        (Value(Decimal(0), "exact"), None, False),
    ],
)
def test_a_value_must_be_what_the_figures_of_its_entries_come_to(value, reckoned, agrees):
    register = [entry("EV-1", "O1"), entry("EV-2", "O1")]

    found = checks.values([row(value=value)], register, {7: reckoned} if reckoned else {})

    assert found == ([] if agrees else ["The value of O1.1 does not agree with the entries that it rests on."])
