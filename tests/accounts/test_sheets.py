"""What every form makes of the ends of lines that are pasted into it."""

import pytest
from django import forms

from iomtrack.accounts.sheets import Sheet

ENDS = ["\r\n", "\r", "\x0b", "\x0c", "\u2028", "\u2029"]


class Letter(Sheet):
    """A box of one line, one of several, and a password."""

    title = forms.CharField()
    words = forms.CharField(widget=forms.Textarea)
    secret = forms.CharField(widget=forms.PasswordInput)


@pytest.mark.parametrize("end", ENDS, ids=ascii)
def test_a_line_that_a_word_processor_broke_ends_as_every_other(end: str) -> None:
    form = Letter({"title": f"One{end}two", "words": f"One{end}two", "secret": "s"})

    assert form.errors == {}
    assert (form.cleaned_data["title"], form.cleaned_data["words"]) == ("One two", "One\ntwo")


def test_what_is_shown_again_can_be_sent_again() -> None:
    form = Letter({"title": "One\x0btwo", "words": "One\x0btwo"})

    assert (form["title"].value(), form["words"].value()) == ("One two", "One\ntwo")


def test_other_signs_that_no_text_has_are_refused_still() -> None:
    assert list(Letter({"title": "One\x07two", "words": "w", "secret": "s"}).errors) == ["title"]


def test_a_password_stays_as_it_was_typed() -> None:
    form = Letter({"title": "t", "words": "w", "secret": "one\x0btwo"})

    assert form.is_valid()
    assert form.cleaned_data["secret"] == "one\x0btwo"
