"""The daily seal of the audit: one for every UTC day that is over, also for missed days and days without events.

Late transactions. An event gets its number when it is written, and shows when its transaction commits: without care a
number below the last sealed one could appear after the seal. So the numbers are cut off at a moment when no
transaction holds an uncommitted event, and the seal of a day ends with the last event dated on it. Whatever has a later
number belongs to a later seal, whatever its date.
"""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, time, timedelta

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import F, Max
from django.utils import timezone

from objectives.models import AuditEvent, AuditSeal, AuditSealPart
from objectives.queries.audit_chain import GRACE, Chain, batches, mark_of, pack

logger = logging.getLogger(__name__)
DAY = timedelta(days=1)
LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's code for a lock that was not had in time


def tick() -> None:
    """Seal what is over. For the tick."""
    seal_finished_days(now=timezone.now())


def seal_finished_days(*, now: datetime) -> list[AuditSeal]:
    """Make the seal of every finished day that has none, oldest first. Each stands by itself, whatever comes after.

    It may run twice at once: the database keeps one seal for a day. Where a long transaction is still writing
    events, nothing is sealed, and the next tick tries again.
    """
    days = _days_to_seal(now)
    if not days:
        return []
    final = _last_final_id()
    if final is None:
        logger.info("The audit is not sealed yet: a transaction is still writing events")
        return []
    made = []
    for day in days:
        seal = _seal(day, final)
        if seal is None:
            break
        logger.info("The audit is sealed up to the end of %s: %s events, %s", seal.day, seal.number, seal.digest)
        made.append(seal)
    return made


def _days_to_seal(now: datetime) -> list[date]:
    """The finished days since the last seal, or since the first event where there is no seal yet."""
    last_day = (now - GRACE).astimezone(UTC).date() - DAY
    sealed = AuditSeal.objects.order_by("-day").values_list("day", flat=True).first()
    if sealed is None:
        first_at = AuditEvent.objects.order_by("id").values_list("at", flat=True).first()
        first_day = first_at.astimezone(UTC).date() if first_at else last_day + DAY
    else:
        first_day = sealed + DAY
    return [first_day + DAY * number for number in range((last_day - first_day).days + 1)]


def _last_final_id() -> int | None:
    """The newest event's number at a moment when none with a lower one can still appear; None if there is no such now.

    Whoever writes an event holds a lock that this one excludes (PostgreSQL), or the only right to write (SQLite).
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL lock_timeout = '1s'")
                cursor.execute(f"LOCK TABLE {AuditEvent._meta.db_table} IN SHARE MODE")
            return int(AuditEvent.objects.aggregate(last=Max("id"))["last"] or 0)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) == LOCK_NOT_AVAILABLE:
            return None
        raise


def _seal(day: date, final: int) -> AuditSeal | None:
    """The seal of a day after the newest one; None where another worker has made it meanwhile.

    The rows are read before the transaction begins: they are final, and nobody waits for the reading. What is kept in
    memory of each is its mark, 40 bytes.
    """
    before = AuditSeal.objects.order_by("-day").first()
    first_id = before.last_id + 1 if before else 1
    seal = AuditSeal(
        day=day,
        first_id=first_id,
        last_id=max(_last_id_dated(day, final), first_id - 1),
        previous_digest=before.digest if before else "",
        made_at=timezone.now(),
    )
    chain = Chain(seal.previous_digest, day)
    parts: list[AuditSealPart] = []
    for rows in batches(first_id - 1, seal.last_id):
        marks = [mark_of(row) for row in rows]
        chain.take(marks)
        parts.append(AuditSealPart(seal=seal, position=len(parts), marks=pack(marks)))
    seal.number = chain.number
    seal.digest = chain.digest_for(seal)
    try:
        with transaction.atomic():
            seal.save(force_insert=True)
            AuditSealPart.objects.bulk_create(parts)
    except IntegrityError:
        if not AuditSeal.objects.filter(day=day).exists():
            raise
        return None
    return seal


def _last_id_dated(day: date, final: int) -> int:
    """The highest final number among the events dated on a UTC day; 0 where there is none."""
    begins = datetime.combine(day, time.min, UTC)
    dated = AuditEvent.objects.filter(at__gte=begins, at__lt=begins + DAY, id__lte=final)
    highest = Max(F("id") + 0)  # not Max("id"): for that a database walks down all later numbers, not through the day
    return int(dated.aggregate(last=highest)["last"] or 0)
