"""Values of the audit as people read them."""

import pytest
from django.utils.translation import override

from objectives.models import AuditEvent
from objectives.templatetags.audit import action_words, beyond_short, changes, field_label, in_short, shortened, text_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        ([], ""),
        ({}, ""),
        (0, "0"),
        (1.5, "1.5"),
        (True, "yes"),
        (False, "no"),
        ("2026-09-01", "2026-09-01"),
        (["KE", "CO"], "KE\nCO"),
        ([["O1", "It served it."], ["R1", ""]], "O1 · It served it.\nR1"),
        ({"en": "ab", "fr": None}, "English: ab\nFrench: –"),
        ([{"code": "O1", "xyz": [1, 2]}], "code: O1 · xyz: 1 · 2"),
    ],
)
def test_a_value_is_said_in_text_and_nothing_is_not_zero(value, text):
    assert text_of(value) == text


def test_a_field_has_the_models_word_or_its_own_name():
    assert field_label("objectives.evidence", "starts_on") == "First day"
    assert field_label("objectives.evidence", "no_such_field") == "No such field"
    assert field_label("gone.thing", "title") == "Title"


def test_an_action_is_said_in_words():
    assert (
        action_words(AuditEvent(action="evidence.returned", object_type="objectives.evidence")) == "Evidence returned"
    )
    assert action_words(AuditEvent(action="thing.un_do", object_type="gone.thing")) == "gone.thing un do"


@pytest.mark.parametrize(
    ("language", "action", "kind", "words"),
    [
        ("en", "evidence.returned", "evidence", "Evidence returned"),
        ("fr", "evidence.returned", "evidence", "Données probantes\u00a0: renvoi"),
        ("es", "evidence.returned", "evidence", "Evidencia: devolución"),
        ("fr", "period.close", "period", "Période\u00a0: clôture"),
        ("es", "period.close", "period", "Período: cierre"),
        ("fr", "element.set_focal_points", "element", "Élément\u00a0: désignation de points focaux"),
    ],
)
def test_an_action_is_said_without_having_to_agree_with_its_object(language, action, kind, words):
    with override(language):
        assert action_words(AuditEvent(action=action, object_type=f"objectives.{kind}")) == words


def test_changed_fields_stand_first_and_a_row_shows_them_in_a_few_words():
    event = AuditEvent(
        object_type="accounts.user",
        before={"a": 1, "b": 1, "c": 1, "d": "x" * 200},
        after={"a": 1, "b": 2, "d": "y" * 200, "e": 3},
    )

    assert [(one.label, one.is_changed) for one in changes(event)] == [
        ("B", True),
        ("D", True),
        ("E", True),
        ("C", True),
        ("A", False),
    ]
    assert [(one.label, len(one.before), len(one.after)) for one in in_short(event)] == [
        ("B", 1, 1),
        ("D", 140, 140),
        ("E", 0, 1),
        ("C", 1, 0),
    ]
    assert beyond_short(event) == []


def test_fields_beyond_those_that_a_row_shows_are_named():
    after = {f"f{number}": number for number in range(1, 9)}
    event = AuditEvent(object_type="accounts.user", before={}, after=after)

    assert [one.label for one in in_short(event)] == ["F1", "F2", "F3", "F4", "F5", "F6"]
    assert beyond_short(event) == ["F7", "F8"]


SAME = "Forty officials of the Province were trained in the new law on residence, and an account of it was given."


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("1 May", "2 May", ("1 May", "2 May")),
        (f"{SAME} {SAME} In May.", f"{SAME} {SAME} In June.", ("… it was given. In May.", "… it was given. In June.")),
        (f"{SAME} {SAME}", f"{SAME} {SAME} And more.", ("… of it was given.", "… of it was given. And more.")),
        ("", f"{SAME} {SAME}", ("", f"{SAME} {SAME}"[:139] + "…")),
        (SAME, f"{SAME} {SAME}", ("… of it was given.", f"… of it was given. {SAME}")),
    ],
    ids=["short", "one word far on", "longer at its end", "new", "twice as long"],
)
def test_of_a_long_text_a_row_shows_what_differs(before, after, shown):
    assert shortened(before, after) == shown


def test_a_record_that_is_no_set_of_fields_is_one_value():
    (change,) = changes(AuditEvent(object_type="accounts.user", after="loaded"))

    assert (change.label, change.before, change.after) == ("Value", "", "loaded")
