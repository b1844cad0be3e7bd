"""Days, hours and sizes, as each language writes them."""

from datetime import datetime

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

from objectives.amounts import size_text

MEGABYTE = 1024 * 1024


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
