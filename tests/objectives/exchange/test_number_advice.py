"""What is said of a number in a file that cannot be read: it quotes the file, and what it advises is taken."""

import re
from decimal import Decimal
from itertools import product

import pytest
from django.conf import settings
from django.utils.translation import override

from objectives.exchange.spreadsheets.cells import Unread
from objectives.exchange.spreadsheets.numbers import figure, number

CHOOSE = (
    "\nIf this file has commas before its decimals, upload the whole of it again on the page “Upload a spreadsheet”, "
    "and choose “With a comma” there, below “How it is written”."
)
WHOLE = " has decimals, and this is counted in whole numbers. Write 1250 or 1 250."
TWO_WAYS = (
    " can be read in more than one way. Write its decimals after a point, as this file was said to have them, and no "
    "marks between its other digits: 1250.5."
)
NO_COMMA = " is no number with a decimal comma, as this file was said to have. Write it like "
CELLS = [
    *("12,5", "12.5", "12,5x", "12.5 x", "x1.234,5y", "1250,5", "1.234.5", "1,00,000", "1,250", "1.250", "1 250,75"),
    *("12,345", "12.345", "40 personas", "casi 40", "casi 12,5", "+5", "1e5", "½", "forty", "12..5", 12.5, 12.345),
]


def said(cell, decimals, mark):
    with pytest.raises(Unread) as refused:
        figure(cell, decimals=decimals, mark=mark)
    return str(refused.value)


@pytest.mark.parametrize(
    ("cell", "decimals", "mark", "message"),
    [
        ("1250,5", 1, "point", "“1250,5”" + TWO_WAYS + CHOOSE),
        (
            "12,5",
            0,
            "point",
            "“12,5” can be read in more than one way, and this is counted in whole numbers. Write a whole number, such"
            " as 1250.",
        ),
        ("12,5", 0, "comma", "“12,5”" + WHOLE),
        ("1,250", 0, "comma", "“1,250”" + WHOLE),
        ("1.250", 0, "point", "“1.250”" + WHOLE),
        (12.5, 0, "comma", "“12,5”" + WHOLE),
        (12.5, 0, "point", "“12.5”" + WHOLE),
        ("1.5", 1, "comma", "“1.5”" + NO_COMMA + "1250,5."),
        ("1.5", 0, "comma", "“1.5”" + NO_COMMA + "1250."),
        ("12,345", 1, "comma", "Give 1 decimal place at most: “12,345” has 3."),
        ("12.345", 2, "point", "Give 2 decimal places at most: “12.345” has 3."),
        ("12,5x", 1, "point", "“12,5x” is more than a number. Write the number alone, such as 1250.5." + CHOOSE),
        ("12,5x", 0, "point", "“12,5x” is more than a number. Write the number alone, such as 1250."),
        ("12,5x", 1, "comma", "“12,5x” is more than a number. Write 12,5 alone, without “x”."),
        (
            "casi 40",
            0,
            "point",
            "“casi 40” is more than a number. Write 40 without “casi”, or “about 40” or “over 40”.",
        ),
        ("unos 12,5", 1, "point", "“unos 12,5”" + TWO_WAYS + CHOOSE),
    ],
)
def test_a_cell_is_quoted_as_it_stands_and_told_what_to_write(cell, decimals, mark, message):
    assert said(cell, decimals, mark) == message


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_what_is_advised_is_taken(language):
    """In each language: a comma of the reader's language is no comma of the file."""
    checked = 0
    for cell, decimals, mark in product(CELLS, (0, 1, 2), ("point", "comma")):
        with override(language):
            try:
                figure(cell, decimals=decimals, mark=mark)
            except Unread as unread:
                told = str(unread).partition("\n")[0]
            else:
                continue
            advice = re.sub(r"^[^“«]*(“[^”]*”|« ?[^»]* ?»)", "", told, count=1)
            for one in re.findall(r"[0-9](?:[0-9., \xa0\u202f]*[0-9])?", advice):
                if "decimal" not in told.partition("“")[0]:  # "at most 2 decimal places: it has 3" names no number
                    figure(one, decimals=decimals, mark=mark)
                    checked += 1
    assert checked > len(CELLS)


@pytest.mark.parametrize(
    ("cell", "figure_of_it"),
    [
        ("unos 40", (Decimal(40), "about", "value")),
        ("alrededor de 40", (Decimal(40), "about", "value")),
        ("environ 1 200", (Decimal(1200), "about", "value")),
        ("~40", (Decimal(40), "about", "value")),
        ("Más de 40", (Decimal(40), "over", "value")),
        ("plus de 40", (Decimal(40), "over", "value")),
        ("40+", (Decimal(40), "over", "value")),
        ("No comunicado", (None, "exact", "not_reported")),
        ("non communiqué", (None, "exact", "not_reported")),
        ("sans objet", (None, "exact", "not_applicable")),
        ("No aplicable", (None, "exact", "not_applicable")),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_figure_says_how_exact_it_is_in_any_language_of_the_site(language, cell, figure_of_it):
    with override(language):
        assert figure(cell, decimals=0, mark="comma") == figure_of_it


def test_marks_that_are_not_seen_do_not_change_how_a_number_is_read():
    assert number("\u200e1,25", decimals=2, mark="comma") == Decimal("1.25")
