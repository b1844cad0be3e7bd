"""What is tampered with below the triggers is told: which day, which events, what is wrong."""

from datetime import UTC, datetime

import pytest

from objectives.models import AuditEvent, AuditSeal
from objectives.queries import audit_verification
from objectives.queries.audit_chain import Chain, batches, mark_of, pack
from tests.objectives.audit import events_of, seal_up_to, tamper, verified

pytestmark = pytest.mark.django_db

EVENTS, SEALS = "objectives_auditevent", "objectives_auditseal"
COLUMNS = "at, by_id, action, object_type, object_id, object_label, before, after"


@pytest.fixture
def days(administrator, time_machine):
    """Events of three days, by day; the third is not sealed yet."""
    made = {
        day: events_of(day, number, by=administrator, clock=time_machine) for day, number in ((1, 3), (2, 6), (3, 2))
    }
    seal_up_to(2)
    return made


def broken(*options):
    status, lines = verified(*options)
    assert status == 1
    return lines[: -2 if AuditSeal.objects.exists() else -1]


def head():
    return AuditSeal.objects.order_by("day").last()


def test_a_sound_audit_says_how_much_it_looked_at_and_the_digest_to_note(days):
    assert verified() == (
        0,
        ["2 seals, 11 events, of which 2 not sealed yet.", f"The newest seal is of 2026-09-02: {head().digest}"],
    )


def test_an_audit_without_a_seal_says_so(administrator, time_machine):
    events_of(1, 2, by=administrator, clock=time_machine)

    assert verified() == (0, ["0 seals, 2 events, of which 2 not sealed yet.", "There is no seal yet."])


@pytest.mark.parametrize(
    "change",
    [
        "at = '2026-09-02 12:00:01'",
        "by_id = (SELECT max(id) FROM accounts_user)",
        "action = 'person.other'",
        "object_type = 'accounts.other'",
        "object_id = '0'",
        "object_label = 'Somebody'",
        "before = NULL",
        """after = '{"note": "forged", "n": 0}'""",
    ],
)
def test_a_changed_event_is_told(days, recorder, change):
    changed = days[2][1]

    tamper(f"UPDATE {EVENTS} SET {change} WHERE id = %s", changed.pk)

    assert broken() == [f"2026-09-02: changed since they were sealed: events {changed.pk}"]


def test_an_event_that_can_no_longer_be_read_is_told(days, monkeypatch):
    def unreadable(row):
        if row[0] == days[2][1].pk:
            raise ValueError("no date")
        return mark_of(row)

    monkeypatch.setattr(audit_verification, "mark_of", unreadable)

    assert broken() == [f"2026-09-02: changed since they were sealed: events {days[2][1].pk}"]


def test_missing_events_are_told_as_spans(days):
    gone = [days[2][one].pk for one in (0, 2, 3, 5)]

    tamper(f"DELETE FROM {EVENTS} WHERE id IN (%s, %s, %s, %s)", *gone)

    assert broken() == [
        f"2026-09-02: missing, though they were sealed: events {gone[0]}, {gone[1]}–{gone[2]}, {gone[3]}"
    ]


def test_an_event_inserted_among_sealed_ones_is_told(days):
    free, model = days[2][2].pk, days[2][0].pk
    tamper(f"DELETE FROM {EVENTS} WHERE id IN (%s)", free)
    tamper("DELETE FROM objectives_auditsealpart")
    tamper(f"DELETE FROM {SEALS}")
    seal_up_to(2)

    tamper(f"INSERT INTO {EVENTS} (id, {COLUMNS}) SELECT %s, {COLUMNS} FROM {EVENTS} WHERE id = %s", free, model)

    assert broken() == [f"2026-09-02: inserted among what was sealed: events {free}"]


def test_an_event_inserted_below_the_first_number_is_told(days):
    tamper(f"INSERT INTO {EVENTS} (id, {COLUMNS}) SELECT -5, {COLUMNS} FROM {EVENTS} WHERE id = %s", days[1][0].pk)

    assert broken() == ["after the last seal: inserted among what was sealed: events -5"]


@pytest.mark.parametrize("sealed_since", [False, True])
def test_an_event_that_is_written_now_and_dated_back_is_told(administrator, days, time_machine, sealed_since):
    time_machine.move_to(datetime(2026, 9, 1, 15, tzinfo=UTC), tick=False)
    forged = AuditEvent.objects.record(by=administrator, action="person.forged", on=administrator)
    events_of(3, 1, by=administrator, clock=time_machine)
    if sealed_since:
        seal_up_to(3)

    day = "2026-09-03" if sealed_since else "after the last seal"
    assert broken() == [f"{day}: dated on a day that was sealed before they came: events {forged.pk}"]


def test_a_missing_seal_is_told_with_what_nothing_covers(administrator, days, time_machine):
    events_of(4, 1, by=administrator, clock=time_machine)
    seal_up_to(4)
    second = AuditSeal.objects.order_by("day")[1]
    tamper("DELETE FROM objectives_auditsealpart WHERE seal_id = %s", second.pk)

    tamper(f"DELETE FROM {SEALS} WHERE id = %s", second.pk)

    assert broken() == [
        f"2026-09-02: the seal is missing, and nothing covers events {second.first_id}–{second.last_id}"
    ]


def test_a_missing_first_seal_is_told(days):
    first = AuditSeal.objects.order_by("day")[0]
    tamper("DELETE FROM objectives_auditsealpart WHERE seal_id = %s", first.pk)

    tamper(f"DELETE FROM {SEALS} WHERE id = %s", first.pk)

    assert broken() == [f"2026-09-01: the seal is missing, and nothing covers events 1–{first.last_id}"]


@pytest.mark.parametrize(
    "change",
    ["made_at = '2026-09-09 00:00:00'", "number = 7", "digest = 'f'", "previous_digest = 'f'", "day = '2026-08-31'"],
)
def test_a_changed_seal_is_told(days, change):
    first = AuditSeal.objects.order_by("day")[0]

    tamper(f"UPDATE {SEALS} SET {change} WHERE id = %s", first.pk)

    day = "2026-08-31" if "day" in change else "2026-09-01"
    assert broken()[0] == f"{day}: the seal was changed, or its marks and its events both were"


def test_changed_marks_are_told_apart_from_changed_events(days):
    tamper("UPDATE objectives_auditsealpart SET marks = %s WHERE seal_id = %s", b"short", head().pk)

    assert broken() == ["2026-09-02: the marks of the seal were changed; its events are as they were sealed"]


def forge(seal):
    """Recompute a seal and its marks over what stands there now, as one can who writes below the database."""
    marks = [mark_of(row) for rows in batches(seal.first_id - 1, seal.last_id) for row in rows]
    chain = Chain(seal.previous_digest, seal.day)
    chain.take(marks)
    tamper("UPDATE objectives_auditsealpart SET marks = %s WHERE seal_id = %s", pack(marks), seal.pk)
    tamper(f"UPDATE {SEALS} SET digest = %s WHERE id = %s", chain.digest_for(seal), seal.pk)


def test_a_seal_that_was_made_anew_over_changed_events_does_not_fit_the_next(days):
    tamper(f"UPDATE {EVENTS} SET object_label = 'Somebody' WHERE id = %s", days[1][0].pk)

    forge(AuditSeal.objects.order_by("day")[0])

    assert broken() == ["2026-09-01: this seal is not the one that the next was made after: it was replaced"]


def test_a_chain_that_was_made_anew_to_its_end_shows_only_against_a_digest_noted_elsewhere(days):
    noted = head().digest
    tamper(f"UPDATE {EVENTS} SET object_label = 'Somebody' WHERE id = %s", days[2][0].pk)

    forge(head())

    assert verified()[0] == 0
    assert broken("--expect", noted) == [
        "The noted digest is of no seal here: the chain was made anew, or is of another database."
    ]


def test_a_noted_digest_may_be_of_an_earlier_seal_and_in_capitals(days):
    earlier = AuditSeal.objects.order_by("day")[0]

    assert verified("--expect", f" {earlier.digest.upper()} ")[0] == 0


@pytest.mark.parametrize("digest", ["", "12ab", "g" * 64, "a" * 65])
def test_what_is_no_digest_is_a_wrong_call(days, digest):
    assert verified("--expect", digest) == (2, [])


def test_it_says_how_far_it_is(days, monkeypatch, capsys):
    monkeypatch.setattr(audit_verification, "PROGRESS_EVERY", 5)
    seen = []

    audit_verification.verify(progress=seen.append)

    assert seen == [5, 10]


def test_many_scattered_events_are_counted_beyond_the_first(days):
    numbers = audit_verification.Numbers()
    for number in range(0, 240, 2):
        numbers.add(number)

    assert str(numbers).endswith("96, 98 (+70)")
