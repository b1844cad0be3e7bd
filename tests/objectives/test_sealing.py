"""The daily seal: which days get one, what it covers, and what becomes of transactions that commit late."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from threading import Event, Thread

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from objectives.actions import sealing
from objectives.models import AuditEvent, AuditSeal, AuditSealPart
from objectives.queries.audit_chain import canonical
from tests import factories
from tests.objectives.audit import NOON, events_of, seal_up_to, verified

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(time_machine):
    return time_machine


def ranges():
    return [(one.day.day, one.first_id, one.last_id, one.number) for one in AuditSeal.objects.order_by("day")]


def test_every_finished_day_gets_one_seal_also_missed_days_and_days_without_events(administrator, clock):
    first = events_of(1, 2, by=administrator, clock=clock)
    last = events_of(4, 3, by=administrator, clock=clock)
    events_of(5, 1, by=administrator, clock=clock)

    seal_up_to(4)

    end = first[-1].pk
    assert ranges() == [(1, 1, end, 2), (2, end + 1, end, 0), (3, end + 1, end, 0), (4, end + 1, last[-1].pk, 3)]


def test_the_same_day_is_sealed_once(administrator, clock):
    events_of(1, 2, by=administrator, clock=clock)

    assert [len(seal_up_to(1)), len(seal_up_to(1)), AuditSeal.objects.count()] == [1, 0, 1]


def test_without_any_event_there_is_nothing_to_seal(db):
    assert seal_up_to(9) == []


def test_a_day_is_sealed_when_the_clocks_of_all_machines_agree_that_it_is_over(administrator, clock):
    events_of(1, 1, by=administrator, clock=clock)
    midnight = datetime(2026, 9, 2, tzinfo=UTC)

    assert sealing.seal_finished_days(now=midnight + timedelta(minutes=9, seconds=59)) == []
    assert len(sealing.seal_finished_days(now=midnight + timedelta(minutes=10))) == 1


def test_a_seal_is_what_the_reference_says_it_is(administrator, clock):
    """docs/reference/audit.md, computed by hand."""
    (event,) = events_of(1, 1, by=administrator, clock=clock)
    (seal,) = seal_up_to(1)

    row = canonical(
        {
            "id": event.pk,
            "at": "2026-09-01T12:00:00.000000Z",
            "by_id": administrator.pk,
            "action": "person.note",
            "object_type": "accounts.user",
            "object_id": str(administrator.pk),
            "object_label": "Administrator",
            "before": {"note": "é"},
            "after": {"note": "1.0", "n": 0},
        }
    )
    assert row.startswith(b'{"action":"person.note","after":{"n":0,"note":"1.0"},"at":"2026')
    assert b'"before":{"note":"\\u00e9"}' in row
    state = sha256(b"\n2026-09-01\n").digest()
    state = sha256(state + sha256(row).digest()).digest()
    said = (
        f'{{"day":"2026-09-01","first_id":1,"last_id":{event.pk},"made_at":"{seal.made_at:%Y-%m-%dT%H:%M:%S.%fZ}",'
        '"number":1,"previous_digest":""}'
    )
    assert seal.digest == sha256(state + said.encode()).hexdigest()


def test_marks_are_kept_in_parts(administrator, clock, monkeypatch):
    monkeypatch.setattr("objectives.queries.audit_chain.BATCH", 2)
    events_of(1, 5, by=administrator, clock=clock)

    seal_up_to(1)

    assert [len(bytes(part.marks)) for part in AuditSealPart.objects.order_by("position")] == [80, 80, 40]
    assert verified()[0] == 0


def test_an_event_of_the_day_that_comes_after_its_seal_belongs_to_the_next(administrator, clock):
    events_of(1, 1, by=administrator, clock=clock)
    seal_up_to(1)
    clock.move_to(datetime(2026, 9, 1, 23, 55, tzinfo=UTC), tick=False)
    late = AuditEvent.objects.record(by=administrator, action="person.late", on=administrator)
    of_next_day = events_of(2, 1, by=administrator, clock=clock)

    seal_up_to(2)

    assert ranges()[1] == (2, late.pk, of_next_day[0].pk, 2)
    assert verified()[0] == 0


def test_two_workers_at_once_make_one_seal(administrator, clock, monkeypatch):
    events_of(1, 1, by=administrator, clock=clock)
    read, raced = sealing.batches, []

    def while_reading(after, last):
        if not raced:
            raced.append(True)
            seal_up_to(1)
        yield from read(after, last)

    monkeypatch.setattr(sealing, "batches", while_reading)

    assert seal_up_to(1) == []
    assert AuditSeal.objects.count() == 1
    assert verified()[0] == 0


@pytest.mark.parametrize("table", ["auditseal", "auditsealpart"])
@pytest.mark.parametrize("statement", ["UPDATE objectives_{} SET id = id + 1", "DELETE FROM objectives_{}"])
def test_the_database_refuses_to_change_a_seal(administrator, clock, table, statement):
    events_of(1, 1, by=administrator, clock=clock)
    seal_up_to(1)

    with pytest.raises(DatabaseError, match="audit seals are append-only"), transaction.atomic():
        connection.cursor().execute(statement.format(table))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize(
    ("table", "refusal"),
    [("auditevent", "audit events"), ("auditseal", "audit seals"), ("auditsealpart", "audit seals")],
)
def test_the_database_refuses_to_empty_the_audit(administrator, clock, table, refusal):
    events_of(1, 1, by=administrator, clock=clock)
    seal_up_to(1)

    with pytest.raises(DatabaseError, match=f"{refusal} are append-only"), transaction.atomic():
        connection.cursor().execute(f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE objectives_{table} CASCADE")


def test_the_database_refuses_an_event_with_a_number_that_is_sealed(administrator, clock):
    event = events_of(1, 2, by=administrator, clock=clock)[1]
    factories.UserFactory()
    with transaction.atomic():
        seal_up_to(1)
        columns = "at, by_id, action, object_type, object_id, object_label"

    with pytest.raises(IntegrityError, match="audit events of this number are sealed"), transaction.atomic():
        connection.cursor().execute(
            f"INSERT INTO objectives_auditevent (id, {columns}) SELECT -7, {columns} FROM objectives_auditevent "
            "WHERE id = %s",
            [event.pk],
        )


def test_every_trigger_is_there():
    """A migration that lets SQLite build a table anew would lose them without a word."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        names = {name for (name,) in cursor.fetchall()}

    tables = ("objectives_auditseal", "objectives_auditsealpart", "objectives_assessmentversion")
    expected = (
        {"audit_is_append_only", "audit_is_not_emptied", "audit_refuses_sealed_number"}
        | {f"{table}_is_{end}" for table in tables for end in ("append_only", "not_emptied")}
        if connection.vendor == "postgresql"
        else {"audit_refuses_update", "audit_refuses_delete", "audit_refuses_sealed_number"}
        | {f"{table}_refuses_{verb}" for table in tables for verb in ("update", "delete")}
        | {f"standings_of_a_state_do_not_overlap_on_{verb}" for verb in ("insert", "update")}
    )
    assert expected <= names


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite whoever writes is alone")
def test_while_a_transaction_writes_events_nothing_is_sealed(clock):
    """Its number is low, its commit is late: a seal made in between would be broken by it."""
    person = factories.UserFactory(role="administrator")
    events_of(1, 1, by=person, clock=clock)
    written, may_commit = Event(), Event()

    def write_slowly():
        with transaction.atomic():
            AuditEvent.objects.record(by=person, action="person.slow", on=person)
            written.set()
            may_commit.wait(20)
        connection.close()

    thread = Thread(target=write_slowly)
    thread.start()
    written.wait(20)
    events_of(1, 1, by=person, clock=clock)
    during = seal_up_to(1)
    may_commit.set()
    thread.join()
    after = seal_up_to(1)

    assert (during, [one.number for one in after]) == ([], [3])
    assert verified()[0] == 0


def test_the_tick_seals(administrator, clock):
    events_of(1, 1, by=administrator, clock=clock)
    clock.move_to(NOON + timedelta(days=1), tick=False)

    sealing.tick()

    assert AuditSeal.objects.get().day == date(2026, 9, 1)
