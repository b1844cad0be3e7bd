"""Files of many activities: what they ask of the database does not grow with their number."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from objectives.models import AuditEvent, Programme
from tests.objectives.exchange.iati.files import ACTIVITY, document, load

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

MORE = 10  # statements, where one holds only so many rows


def many(number, *, start=0, parent="", status="2"):
    told = ACTIVITY.replace('status code="2"', f'status code="{status}"')
    if parent:
        told = told.replace("<sector", f'<related-activity type="1" ref="{parent}"/><sector')
    return document(*(told.replace("RET-1<", f"RET-{start + one}<") for one in range(number)))


def asked(data, by):
    with CaptureQueriesContext(connection) as queries:
        outcome = load(data, by)
    assert outcome.is_sound
    return len(queries), outcome


def test_sixty_new_programmes_ask_no_more_than_three(administrator):
    few, _outcome = asked(many(3), administrator)
    lots, outcome = asked(many(60, start=100, parent="XM-DAC-47066-RET-0"), administrator)

    assert len(outcome.added) == 60
    assert lots <= few + MORE
    assert Programme.objects.get(code="RET-0").children.count() == 60
    events = AuditEvent.objects.filter(action="programme.add")
    assert (events.count(), events.latest("pk").after["parent"]) == (63, "RET-0")


def test_the_same_and_what_is_new_of_them_asks_no_more_either(administrator):
    load(many(3), administrator)
    load(many(60, start=100), administrator)
    few, _outcome = asked(many(3), administrator)
    same, outcome = asked(many(60, start=100), administrator)
    assert (same, len(outcome.unchanged)) == (few, 60)

    few, _outcome = asked(many(3).replace(b"1000.5", b"2000"), administrator)
    lots, outcome = asked(many(60, start=100).replace(b"1000.5", b"2000"), administrator)

    assert (lots, len(outcome.changed)) == (few, 60)
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.before["budgets"][0][2], event.after["budgets"][0][2]) == (
        "programme.change",
        "1000.50",
        "2000.00",
    )


def test_what_is_over_is_retired_all_at_once(administrator):
    few, _outcome = asked(many(3, status="4"), administrator)

    lots, outcome = asked(many(60, start=100, status="5"), administrator)

    assert len(outcome.retired) == len(outcome.added) == 60
    assert lots <= few + MORE
    assert AuditEvent.objects.filter(action="programme.retire").count() == 63
    assert load(many(60, start=100, status="5"), administrator).retired == []
