"""Days, hours and sizes, as each language writes them."""

from datetime import date, datetime

import pytest
from django.template import Context, Template
from django.utils.formats import date_format
from django.utils.translation import override

from objectives.amounts import size_text
from objectives.queries.day_words import span
from reports.document.numbers import long_date, long_range

FIRST, SECOND, LAST = date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 15)
MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("language", "name", "first", "second"),
    [
        ("fr", "DATE_FORMAT", "1er octobre 2026", "2 octobre 2026"),
        ("fr", "SHORT_DATE_FORMAT", "1er oct. 2026", "2 oct. 2026"),
        ("fr", "MONTH_DAY_FORMAT", "1er octobre", "2 octobre"),
        ("en", "DATE_FORMAT", "1 October 2026", "2 October 2026"),
        ("es", "DATE_FORMAT", "1 de octubre de 2026", "2 de octubre de 2026"),
    ],
)
def test_french_writes_the_first_of_a_month_as_an_ordinal(language, name, first, second):
    with override(language):
        assert (date_format(FIRST, name), date_format(SECOND, name)) == (first, second)
        assert Template("{{ day|date:name }}").render(Context({"day": FIRST, "name": name})) == first


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (FIRST, LAST, "1er–15 oct. 2026"),
        (date(2026, 9, 1), FIRST, "1er sept. – 1er oct. 2026"),
        (FIRST, FIRST, "1er oct. 2026"),
    ],
)
def test_so_do_spans_of_days(first, last, text):
    with override("fr"):
        assert span(first, last) == text


def test_so_do_reports():
    assert (long_date(FIRST, "fr"), long_date(SECOND, "fr")) == ("1er octobre 2026", "2 octobre 2026")
    assert long_range(FIRST, LAST, "fr").replace("\N{THIN SPACE}", "") == "1er–15 octobre 2026"
    assert (long_date(FIRST, "en"), long_date(FIRST, "es")) == ("1 October 2026", "1 de octubre de 2026")


def test_the_ordinals_of_english_stay_as_they_are():
    with override("en"):
        assert date_format(SECOND, "jS F") == "2nd October"


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_an_hour_is_written_with_24(language):
    with override(language):
        at = datetime(2026, 10, 2, 15, 5)
        assert (date_format(at, "TIME_FORMAT"), date_format(at, "DATETIME_FORMAT")[-5:]) == ("15:05", "15:05")


@pytest.mark.parametrize(
    ("language", "size", "text"),
    [
        ("en", 20 * MEGABYTE, "20\xa0MB"),
        ("en", 3 * MEGABYTE // 2, "1.5\xa0MB"),
        ("fr", 20 * MEGABYTE, "20\xa0Mio"),
        ("fr", 3 * MEGABYTE // 2, "1,5\xa0Mio"),
        ("es", 20 * MEGABYTE, "20\xa0MB"),
        ("en", 2000, "2\xa0KB"),
        ("en", 10, "10\xa0bytes"),
    ],
)
def test_a_size_has_no_zero_that_says_nothing(language, size, text):
    with override(language):
        assert size_text(size) == text
