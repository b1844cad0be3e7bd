"""Words of the audit are found beyond the nearest events too, in either direction and within bounds."""

from __future__ import annotations

import pytest

from objectives import audit_words
from objectives.audit_words import numbers_found
from objectives.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def numbers(monkeypatch):
    """The numbers of twelve events, of which each third names Xanadu; only the two nearest are tried one by one."""
    monkeypatch.setattr(audit_words, "TRIED", 2)
    by = factories.UserFactory()
    before = max(AuditEvent.objects.values_list("pk", flat=True), default=0)
    events = AuditEvent.objects.bulk_create(
        AuditEvent(by=by, action="evidence.save", object_type="x", object_id=str(number), object_label=label, after={})
        for number, label in enumerate(["In Xanadu", "In Geneva", "In Manila"] * 4)
    )
    audit_words.index_events(before)
    return [event.pk for event in events]


@pytest.mark.parametrize("most", [1, 2, 3, 4, 9])
def test_the_nearest_come_first_however_far_they_are(numbers, most):
    of_xanadu = numbers[::3]

    def found(**bounds):
        asked = {"beyond": None, "newer": False, "up_to": None} | bounds
        return numbers_found([("xanadu*",)], most=most, **asked)

    assert found() == of_xanadu[::-1][:most]
    assert found(newer=True) == of_xanadu[:most]
    assert found(beyond=of_xanadu[2]) == of_xanadu[1::-1][:most]
    assert found(beyond=of_xanadu[1], newer=True) == of_xanadu[2:][:most]
    assert found(up_to=of_xanadu[2]) == of_xanadu[2::-1][:most]


def test_two_conditions_hold_together_and_a_word_of_none_finds_none(numbers):
    asked = {"beyond": None, "newer": False, "up_to": None, "most": 9}

    assert numbers_found([("xanadu*",), ("in*",)], **asked) == numbers[::3][::-1]
    assert numbers_found([("xanadu*",), ("geneva*",)], **asked) == []
    assert numbers_found([("zebra*",)], **asked) == []
