"""How a worker holds a row: claim, renewed lease, and an end that counts only while the claim is held.

The same for every kind of row. Every write here is one conditional UPDATE, so that of two
workers one wins, and a worker that was given up for dead can change nothing when it wakes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from iomtrack.work.errors import ClaimLost, WorkFailed
from iomtrack.work.rows import WorkRow

logger = logging.getLogger(__name__)
Row = TypeVar("Row", bound=WorkRow)
Made = TypeVar("Made")
TellStopped = Callable[[Row, str], None]


def run(
    model: type[Row],
    pk: int,
    *,
    make: Callable[[Row], Made],
    keep: Callable[[Row, Made], None],
    tell_stopped: TellStopped[Row],
) -> None:
    """Do a row's work, if it is free: `make` the result with no transaction open, then `keep` it in one.

    `keep` ends with `finish`. A row that is not waiting, or is another worker's, is left alone. WorkFailed stops the
    row or lets it wait for another attempt; so does any other error, which is logged in full. `tell_stopped` is called
    in the transaction that stops the row, with it and the problem.
    """
    row = claim(model, pk)
    if row is None:
        return
    try:
        with renewed(row), override(row.language_of_words):
            made = make(row)
            with transaction.atomic():
                keep(row, made)
    except ClaimLost:
        logger.warning("%s: the lease ran out before the work was done; another worker has it", row)
    except WorkFailed as failure:
        fail(row, str(failure), permanent=failure.permanent, tell_stopped=tell_stopped)
    except Exception as error:  # whatever it is, the row must say so, and be tried again
        logger.exception("%s: unexpected error", row)
        with override(row.language_of_words):
            problem = _("Unexpected error: %(error)s") % {"error": f"{type(error).__name__}: {error}"}
        fail(row, problem, tell_stopped=tell_stopped)


def claim(model: type[Row], pk: int) -> Row | None:
    """Take a waiting row, and count the attempt; None where it is not free. Of two who ask, one gets it."""
    token, now = uuid4(), timezone.now()
    taken = (
        _free(model, now)
        .filter(pk=pk)
        .update(state=model.WORK.busy, claim=token, leased_until=_lease_from(now), attempts=F("attempts") + 1)
    )
    return _rows(model).get(pk=pk, claim=token) if taken else None


def waiting(model: type[Row]) -> list[int]:
    """The rows (primary keys) that a worker may claim now."""
    return list(_free(model, timezone.now()).order_by("pk").values_list("pk", flat=True))


@contextmanager
def renewed(row: WorkRow) -> Iterator[None]:
    """Keep the row's lease while the block runs, from a thread with a database connection of its own."""
    done = Event()
    thread = Thread(target=_keep_renewing, args=(row, done), name=f"lease of {row.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def finish(row: WorkRow, state: str, **changes: Any) -> None:
    """End the work well: the row's new state, with what it now holds. Raises ClaimLost unless it is still held."""
    _end(row, state=state, leased_until=None, error="", **_wiped(row), **changes)


def fail(row: Row, problem: str, *, tell_stopped: TellStopped[Row], permanent: bool = False, rest: bool = True) -> None:
    """End an attempt badly: wait for another, longer after each; or stop, and tell of it once."""
    stop = permanent or row.attempts >= settings.MAX_ATTEMPTS
    logger.log(logging.ERROR if stop else logging.WARNING, "%s: attempt %s failed: %s", row, row.attempts, problem)
    try:
        with transaction.atomic():
            if stop:
                _end(row, state=row.WORK.stopped, leased_until=None, error=problem, **_wiped(row))
                tell_stopped(row, problem)
            else:
                not_before = timezone.now() + timedelta(seconds=settings.LEASE_SECONDS * row.attempts)
                _end(row, state=row.WORK.waiting, leased_until=not_before if rest else None, error=problem)
    except ClaimLost:
        logger.warning("%s: the lease ran out before the failure could be noted", row)


def release_lost(model: type[Row], *, tell_stopped: TellStopped[Row]) -> None:
    """Give up the claims whose lease has run out, their workers being dead: the rows wait again, or have stopped."""
    for row in _rows(model).filter(state=model.WORK.busy, leased_until__lte=timezone.now()):
        if _take_over(row):
            with override(row.language_of_words):
                problem = _("The worker was lost in the middle of the work.")
            fail(row, problem, rest=False, tell_stopped=tell_stopped)


def _take_over(row: WorkRow) -> bool:
    """Whether the claim could be taken from its worker: not where the worker has renewed it after all."""
    token, now = uuid4(), timezone.now()
    held = _held(type(row), row.pk, row.claim).filter(leased_until=row.leased_until)
    taken = held.update(claim=token, leased_until=_lease_from(now))
    row.claim = token
    return bool(taken)


def _rows(model: type[Row]) -> QuerySet[Row]:
    return model._default_manager.all()


def _free(model: type[Row], now: datetime) -> QuerySet[Row]:
    rested = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    return _rows(model).filter(rested, state=model.WORK.waiting)


def _held(model: type[Row], pk: int, token: UUID | None) -> QuerySet[Row]:
    return _rows(model).filter(pk=pk, claim=token, claim__isnull=False, state=model.WORK.busy)


def _lease_from(now: datetime) -> datetime:
    return now + timedelta(seconds=settings.LEASE_SECONDS)


def _wiped(row: WorkRow) -> dict[str, str]:
    return dict.fromkeys(row.WIPED, "")


def _end(row: WorkRow, **changes: Any) -> None:
    if not _held(type(row), row.pk, row.claim).update(claim=None, **changes):
        raise ClaimLost


def _keep_renewing(row: WorkRow, done: Event) -> None:
    try:
        while not done.wait(settings.LEASE_SECONDS / 3):
            if not _renew(row):
                return
    finally:
        connection.close()


def _renew(row: WorkRow) -> bool:
    """Whether the claim is still this worker's, or the database could not say so just now."""
    try:
        return bool(_held(type(row), row.pk, row.claim).update(leased_until=_lease_from(timezone.now())))
    except DatabaseError:
        logger.warning("%s: the lease could not be renewed; trying again", row, exc_info=True)
        return True
