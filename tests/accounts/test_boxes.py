"""Boxes of filters, which are kept for the next who is shown the same: as Django writes them, whoever came before."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.pieces import keeper
from iomtrack.accounts.templatetags import widgets
from iomtrack.accounts.templatetags.widgets import box, options

CHOICES = [(None, "Any"), ("a&b", 'A "quoted" <b>'), (7, "Seven"), ("Group <1>", [("x", "X"), ("y", _("Yes"))])]


class Filter(forms.Form):
    text = forms.CharField(label=_("Name"), required=False, help_text=_("Yes"))
    kind = forms.ChoiceField(choices=CHOICES, required=False)
    kinds = forms.MultipleChoiceField(choices=CHOICES, required=False)
    day = forms.DateField(required=True)
    tick = forms.BooleanField(required=False)
    long = forms.CharField(widget=forms.Textarea, required=False)


TYPED: list[dict[str, Any]] = [
    {},
    {"text": "None", "day": "2026-01-31"},
    {"text": '"<x>', "kind": "7", "kinds": ["x", "7"], "day": "2026-01-31", "tick": "on", "long": "<b>"},
    {"kind": "y", "day": "31 January"},
    {"kind": "no such kind", "kinds": ["x"], "day": "2026-01-31"},
]


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(widgets, "kept_boxes", keeper(300))


def all_boxes(language: str, typed: dict[str, Any] | None, write: Any) -> list[str]:
    with translation.override(language):
        return [str(write(field)) for field in Filter(typed)]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_box_is_as_django_writes_it_whatever_was_shown_before(language: str) -> None:
    for typed in (None, *TYPED, *TYPED):
        assert all_boxes(language, typed, box) == all_boxes(language, typed, forms.BoundField.as_field_group)


def test_a_box_speaks_the_language_of_its_reader_though_it_was_kept_in_another() -> None:
    for language in ("en", "fr", "en", "es"):
        assert all_boxes(language, {}, box) == all_boxes(language, {}, forms.BoundField.as_field_group)


def test_a_box_that_says_the_same_is_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    fields: list[str] = []
    write = forms.BoundField.as_field_group

    def noted(field: forms.BoundField) -> SafeString:
        fields.append(field.name)
        return write(field)

    monkeypatch.setattr(forms.BoundField, "as_field_group", noted)
    for _turn in range(3):
        all_boxes("en", {"text": "a", "day": "2026-01-31"}, box)

    assert fields == ["text", "kind", "kinds", "day", "tick", "long", "long", "long"]  # a long text is never kept


def test_what_offers_something_else_is_another_box() -> None:
    def offering(*values: str) -> str:
        form = Filter({})
        form.fields["kind"].choices = [(one, one) for one in values]
        return str(box(form["kind"]))

    assert "Kenya" in offering("Kenya")
    assert "Kenya" not in offering("Chad")


def test_what_is_markup_is_another_than_what_only_reads_like_it() -> None:
    def option(label: str) -> str:
        return options([(None, [{"value": "a", "attrs": {}, "label": label}], 0)])

    assert [option(SafeString("<b>")), option("<b>")] == [
        '\n<option value="a"><b></option>',
        '\n<option value="a">&lt;b&gt;</option>',
    ]
