"""Values of the audit as people read them."""

import pytest
from django.utils.translation import override

from objectives.models import AuditEvent
from objectives.templatetags.audit import action_words, changes, field_label, in_short, text_of


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
        ({"en": "ab", "fr": None}, "en: ab\nfr: –"),
        ([{"code": "O1", "of": [1, 2]}], "code: O1 · of: 1 · 2"),
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


def test_changed_fields_stand_first_and_a_row_shows_two_in_a_few_words():
    event = AuditEvent(
        object_type="accounts.user",
        before={"a": 1, "b": 1, "c": 1, "d": "x" * 100},
        after={"a": 1, "b": 2, "d": "y" * 100, "e": 3},
    )

    assert [(one.label, one.is_changed) for one in changes(event)] == [
        ("B", True),
        ("D", True),
        ("E", True),
        ("C", True),
        ("A", False),
    ]
    assert [(one.label, len(one.after)) for one in in_short(event)] == [("B", 1), ("D", 48)]


def test_a_record_that_is_no_set_of_fields_is_one_value():
    (change,) = changes(AuditEvent(object_type="accounts.user", after="loaded"))

    assert (change.label, change.before, change.after) == ("Value", "", "loaded")
