"""Dates and figures as pages say them."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from objectives.enums import EvidenceStatus
from objectives.models import Dimension, Evidence, Indicator, Target
from objectives.queries.figures import Value
from objectives.queries.overview import IndicatorRow
from objectives.queries.parts import Mismatch
from objectives.templatetags import words
from objectives.validators import miss_text


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "1 draft: 2 accepted"), ("fr", "1 brouillon\u00a0: 2 acceptées"), ("es", "1 borrador: 2 aceptados")],
)
def test_what_entries_are_agrees_with_their_number_and_a_colon_stands_as_the_language_has_it(language, text):
    with override(language):
        first, second = words.entries_are(1, "draft"), words.entries_are(2, "accepted")
        assert f"1 {first}{words.colon()}2 {second}" == text


@pytest.mark.parametrize("status", EvidenceStatus.values)
def test_entries_of_every_status_have_words(status):
    assert words.entries_are(3, status)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "precision", "text"),
    [
        (date(2026, 9, 12), date(2026, 9, 12), "day", "12 Sep 2026"),
        (date(2026, 9, 12), date(2026, 9, 14), "day", "12–14 Sep 2026"),
        (date(2026, 8, 31), date(2026, 9, 2), "day", "31 Aug – 2 Sep 2026"),
        (date(2025, 12, 31), date(2026, 1, 2), "day", "31 Dec 2025 – 2 Jan 2026"),
        (None, date(2026, 9, 12), "day", "12 Sep 2026"),
        (date(2026, 9, 12), None, "day", "12 Sep 2026"),
        (None, None, "day", "–"),
        (date(2002, 6, 1), date(2002, 6, 30), "month", "June 2002"),
        (date(1996, 1, 1), date(1996, 12, 31), "year", "1996"),
        (date(1995, 11, 29), date(2004, 11, 4), "period", "1995–2004"),
    ],
)
def test_days_are_no_more_precise_than_their_source(starts_on, ends_on, precision, text):
    assert words.days(Evidence(starts_on=starts_on, ends_on=ends_on, date_precision=precision)) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (None, 0, "–"),
        (Decimal(0), 0, "0"),
        (Decimal("4100.0000"), 0, "4,100"),
        (Decimal("1234567.5"), 1, "1,234,567.5"),
        (Decimal("12.5"), 2, "12.50"),
        (Decimal("66.67"), 0, "67"),
        (Decimal("0.96"), 1, "1.0"),
        (Decimal("-3"), 0, "-3"),
        (Decimal("-1234.56"), 1, "-1,234.6"),
    ],
)
def test_an_amount_is_rounded_and_its_thousands_are_parted(value, decimals, text):
    assert words.amount(value, decimals) == text


@pytest.mark.parametrize(("qualifier", "text"), [("exact", "4,100"), ("over", "over 4,100"), ("about", "about 4,100")])
def test_a_figure_is_as_exact_as_its_source(qualifier, text):
    assert words.qualified(Decimal(4100), qualifier, 0) == text


def test_what_is_not_there_is_a_dash():
    assert (words.reported(None, Indicator()), words.baseline(Indicator())) == ("–", "–")


def row(value=None, target=None, baseline=None, direction="increase", **parts):
    return IndicatorRow(
        Indicator(decimals=0, direction=direction, baseline=None if baseline is None else Decimal(baseline)),
        None if value is None else Value(Decimal(value), "exact", ()),
        None if target is None else Target(value=Decimal(target)),
        **parts,
    )


@pytest.mark.parametrize(
    ("indicator_row", "bar"),
    [
        (row(), ("", "", None, 0, "not reported")),
        (row(target=10), ("", "", None, 0, "not reported")),
        (row(not_applicable=True), ("", "", None, 0, "not applicable")),
        (row(8410), ("8,410", "8,410", None, 0, "no target")),
        (row(5, 0), ("5", "5 of 0", None, 0, "target reached")),
        (row(0, 12), ("0", "0 of 12, 0 per cent", 0, 0, "target not reached")),
        (row(8410, 12000), ("8,410", "8,410 of 12,000, 70 per cent", 70, 88.3, "target not reached")),
        (row(12, 12), ("12", "12 of 12, 100 per cent", 100, 126, "target reached")),
        (row(120, 12), ("120", "120 of 12, 1000 per cent", 1000, 140, "target reached")),
        (row(996, 1000), ("996", "996 of 1,000, 99 per cent", 99, 125.5, "target not reached")),
        (row(60, 100, 20), ("60", "60 of 100, 50 per cent of the way", 50, 63, "moved towards the target")),
        (row(274, 144, 140), ("274", "274 of 144", 3350, 140, "target reached")),
        (row(10, 100, 20), ("10", "10 of 100", None, 0, "behind the baseline")),
        (
            row(60, 30, 90, "decrease"),
            ("60", "60, target 30, 50 per cent of the way", 50, 63, "moved towards the target"),
        ),
        (row(60, 30, None, "decrease"), ("60", "60, target 30", None, 0, "target not reached")),
        (row(60, 30, 90, "none"), ("60", "60, target 30", None, 0, "no direction set")),
    ],
)
def test_a_bar_is_drawn_and_said(indicator_row, bar):
    drawn = words.bar(indicator_row)

    assert (drawn.value_text, drawn.label, drawn.percent, drawn.width, drawn.word) == bar


def test_a_negative_value_draws_no_bar():
    assert words.bar(row(-5, 10)).width == 0


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        (16, "By age group, the parts add up to 198: 16 less than the total of 214."),
        (-100, "By age group, the parts add up to 198: 100 more than the total of 98."),
    ],
)
def test_parts_that_do_not_add_up_are_told_by_how_much(missing, sentence):
    found = Mismatch(Dimension(name="Age group"), Decimal(198), Decimal(missing))

    assert miss_text(found, 0) == sentence
