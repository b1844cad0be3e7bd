"""Only letters that the fonts can draw."""

import pytest

from reports.document.letters import loses_letters, printable


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Привет, Ελλάδα, naïve – “x” 100%", "Привет, Ελλάδα, naïve – “x” 100%"),
        ("e\N{COMBINING ACUTE ACCENT}", "é"),
        ("4\N{NARROW NO-BREAK SPACE}100", "4\N{NO-BREAK SPACE}100"),
        ("abc\N{RIGHT-TO-LEFT OVERRIDE}def\N{ZERO WIDTH SPACE}\x07", "abcdef"),
        ("日本 😀", "◊◊ ◊"),
    ],
)
def test_what_cannot_be_drawn_is_replaced_and_what_is_invisible_is_left_out(typed, printed):
    assert printable(typed) == printed


def test_only_a_letter_that_is_replaced_counts_as_lost():
    assert (loses_letters("abc\N{RIGHT-TO-LEFT OVERRIDE}"), loses_letters("日")) == (False, True)
