"""Names are compared without capitals, accents, kinds of apostrophes and hyphens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objectives.folding import Asked, folded


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("BOGOTA", "Bogotá"),
        ("cote d'ivoire", "Côte d’Ivoire"),
        ("Co\u0302te d\u02bcIvoire", "Côte d’Ivoire"),
        ("guinea bissau", "Guinea-Bissau"),
        ("guinea\u2011bissau", "Guinea-Bissau"),
        ("  lodz ", "Łódź"),
        ("aero", "Ærø"),
        ("strasse", "Straße"),
    ],
)
def test_these_are_one_name(typed, name):
    assert folded(typed) == folded(name)


@given(st.text())
def test_what_is_folded_stays_as_it_is(text):
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [("cote", True), ("cote d", True), ("ivoire cote", True), ("d'iv", True), ("cote dor", False), ("RET-1", False)],
)
def test_each_word_is_looked_for_and_a_code_stays_together(typed, is_found):
    assert Asked.of(typed).all_in(["CI", "Côte d’Ivoire, return 1"]) is is_found
