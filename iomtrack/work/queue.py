"""Waking a worker. A message that is lost costs one tick: the tick queues again whatever still waits."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from iomtrack.celery import app
from iomtrack.work.claims import TellStopped, release_lost, waiting
from iomtrack.work.rows import WorkRow


def wake(model: type[WorkRow], pk: int) -> None:
    """Queue the task of a row, once what was written of it is committed. An unreachable broker is logged, no more."""
    transaction.on_commit(lambda: _send(model.TASK, pk), robust=True)


def sweep(models: Iterable[type[WorkRow]], *, tell_stopped: TellStopped[WorkRow]) -> None:
    """Free what dead workers held, and wake a worker for all that waits. For the tick."""
    for model in models:
        release_lost(model, tell_stopped=tell_stopped)
        for pk in waiting(model):
            wake(model, pk)


def _send(task: str, pk: int) -> None:
    """A message that nobody took for a while is worth nothing: the tick has sent another by then."""
    app.send_task(task, args=[pk], expires=10 * settings.TICK_SECONDS, retry=False, ignore_result=True)
