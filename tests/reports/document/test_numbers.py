"""Figures and dates as a language writes them."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from reports.content.facts import Amount
from reports.document.numbers import amount, baseline_when, dated, figure, long_range, with_unit
from tests.reports.document.papers import entry


@pytest.mark.parametrize(
    ("precision", "first", "last", "text"),
    [
        ("day", date(1999, 3, 5), date(1999, 3, 5), "5 March 1999"),
        ("day", date(2001, 11, 27), date(2001, 11, 29), "27–29 November 2001"),
        ("day", date(2001, 11, 27), date(2001, 12, 2), "27 November – 2 December 2001"),
        ("day", date(1995, 11, 29), date(2004, 11, 4), "29 November 1995 – 4 November 2004"),
        ("month", date(2002, 6, 1), date(2002, 6, 30), "June 2002"),
        ("month", date(2002, 6, 1), date(2002, 8, 31), "June – August 2002"),
        ("year", date(1996, 1, 1), date(1996, 12, 31), "1996"),
        ("period", date(1995, 11, 29), date(2004, 11, 4), "1995–2004"),
    ],
)
def test_a_date_is_as_precise_as_its_source(precision, first, last, text):
    written = dated(entry("EV-1", "x", first, (), last=last, precision=precision), "en")
    assert written.replace("\N{THIN SPACE}", " ") == text


def test_a_range_is_written_in_the_language_of_the_document():
    assert long_range(date(2001, 11, 27), date(2001, 11, 29), "fr") == "27–29 novembre 2001"


@pytest.mark.parametrize(
    ("value", "places", "language", "text"),
    [
        ("4100", 0, "en", "4,100"),
        ("0", 0, "en", "0"),
        ("12.5", 2, "en", "12.50"),
        ("4100.5", 1, "fr", "4\N{NARROW NO-BREAK SPACE}100,5"),
    ],
)
def test_a_figure_has_its_decimals_and_the_separators_of_the_language(value, places, language, text):
    assert figure(Decimal(value), places, language) == text


@pytest.mark.parametrize(("qualifier", "text"), [("exact", "4,100"), ("over", "over 4,100"), ("about", "about 4,100")])
def test_a_qualifier_is_said_in_words(qualifier, text):
    with override("en"):
        assert amount(Amount(Decimal(4100), qualifier), 0, "en") == text


def test_a_percent_sign_stands_at_its_figure():
    assert (with_unit("12.5", "%"), with_unit("3", "offices")) == ("12.5%", "3 offices")


@pytest.mark.parametrize(
    ("typed", "text"),
    [("1995", "in 1995"), ("2025-06-30", "on 30 June 2025"), ("mid-1995", "(mid-1995)")],
)
def test_the_date_of_a_baseline_fits_into_its_sentence(typed, text):
    with override("en"):
        assert baseline_when(typed, "en") == text
