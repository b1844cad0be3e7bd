"""Audit rows are added and never changed."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from objectives.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(administrator):
    return AuditEvent.objects.record(by=administrator, action="account.note", on=administrator, after={"note": "first"})


def test_an_event_says_who_what_and_on_what(administrator):
    event = AuditEvent.objects.record(
        by=administrator,
        action="account.note",
        on=administrator,
        before={"day": date(2026, 9, 1)},
        after={"n": Decimal("1.50")},
    )

    kept = AuditEvent.objects.get(pk=event.pk)
    assert (kept.by, kept.action, kept.object_type, kept.object_id, kept.object_label, kept.before, kept.after) == (
        administrator,
        "account.note",
        "accounts.user",
        str(administrator.pk),
        "Administrator",
        {"day": "2026-09-01"},
        {"n": "1.50"},
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE objectives_auditevent SET action = 'nothing' WHERE id = %s",
        "UPDATE objectives_auditevent SET after = NULL WHERE id = %s",
        "DELETE FROM objectives_auditevent WHERE id = %s",
    ],
)
def test_the_database_refuses_to_change_an_event(event, statement):
    with (
        pytest.raises(DatabaseError, match="audit events are append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [event.pk])

    assert AuditEvent.objects.get(pk=event.pk).after == {"note": "first"}


@pytest.mark.parametrize("change", [lambda event: event.save(), lambda event: event.delete()])
def test_so_it_refuses_by_way_of_the_model(event, change):
    with pytest.raises(DatabaseError, match="audit events are append-only"), transaction.atomic():
        change(event)
