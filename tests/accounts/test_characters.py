"""Which signs a text may hold: those of every writing, and none that turns the writing round."""

import pytest

from iomtrack.accounts.characters import unfit

SOUND = [
    "co\u00adoperation",
    "👩\u200d🏫",
    "می\u200cخواهم",
    "שלום \u200f!",
    "क्\u200dष",
    "to \u2068أحمد\u2069 and \u2067עמית\u2069",
]


@pytest.mark.parametrize("text", SOUND)
def test_writings_of_all_kinds_are_taken(text: str) -> None:
    assert unfit(text) == ""


@pytest.mark.parametrize("text", ["a\u202eb", "a\u2066b", "a\u2069b", "\u2068a\u202eb\u2069", "\u2066\u2067a\u2069"])
def test_what_turns_the_writing_round_is_not(text: str) -> None:
    assert "hidden mark in it that turns the writing round" in unfit(text)


def test_where_a_sign_stands_is_told() -> None:
    assert "(U+0007, in place 4)" in unfit("abc\x07")
