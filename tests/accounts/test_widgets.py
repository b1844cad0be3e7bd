"""Form widgets as Django writes them, though their attributes and options are not templates of their own."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from lxml import html

CHOICES = [
    ("", "Any"),
    ("a&b", 'A "quoted" <b>'),
    (7, "Seven"),
    ("Group <1>", [("x", "X"), ("y", "Y & Z")]),
]
WIDGETS = {
    "text": (forms.TextInput({"maxlength": 250, "autocomplete": "off"}), 'a "b" <c>'),
    "nothing typed": (forms.TextInput(), None),
    "zero": (forms.NumberInput({"min": 0}), 0),
    "true and false": (forms.TextInput({"required": True, "disabled": False, "data-x": "<&>"}), "x"),
    "a day": (forms.DateInput({"aria-describedby": "hint"}), "2026-01-31"),
    "a file": (forms.FileInput({"accept": ".csv"}), None),
    "a tick": (forms.CheckboxInput({"id": "tick"}), True),
    "a long text": (forms.Textarea({"rows": 3}), "<script>\nalert(1)</script>"),
    "one of a list": (forms.Select({"id": "list"}, CHOICES), "a&b"),
    "a number of a list": (forms.Select({}, CHOICES), 7),
    "one under a heading": (forms.Select({}, CHOICES), "y"),
    "several of a list": (forms.SelectMultiple({}, CHOICES), ["x", "7"]),
    "ticks": (forms.CheckboxSelectMultiple({"id": "ticks"}, CHOICES), ["x"]),
    "one of some": (forms.RadioSelect({}, CHOICES), "y"),
}


def parts(text: str) -> list[tuple[str, dict[str, str], str]]:
    found = html.fragment_fromstring(text, create_parent="div").iter()
    return [(one.tag, dict(one.attrib), " ".join((one.text or "").split())) for one in found]


@pytest.mark.parametrize("name", WIDGETS)
def test_a_widget_is_as_django_writes_it(name: str) -> None:
    widget, value = WIDGETS[name]

    ours = widget.render("field", value, renderer=TemplatesSetting())

    assert parts(ours) == parts(widget.render("field", value, renderer=DjangoTemplates()))
