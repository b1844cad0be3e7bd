"""Text that no spreadsheet takes for a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objectives.exchange.formulas import safe, unescaped


@pytest.mark.parametrize("text", ["=1+1", "+41 22", "-5", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "'=1"])
def test_what_begins_like_a_formula_gets_an_apostrophe(text):
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "1+1", "a=b", "'tis so", "O'Brien", "“=1”"])
def test_other_text_stays_as_it_is(text):
    assert safe(text) == text


@given(st.text(alphabet="'=+-@\t\r\n＝a1 ", max_size=6) | st.text())
def test_whatever_was_made_safe_can_be_had_back(text):
    assert unescaped(safe(text)) == text
