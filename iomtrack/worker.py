"""A worker's sign of life: a row that its main process writes, whatever its children are busy with."""

from __future__ import annotations

import logging
from typing import Any

from celery import bootsteps
from django.db import DatabaseError, connection

from reports.models import Heartbeat

logger = logging.getLogger(__name__)
SECONDS = 20.0


class SignOfLife(bootsteps.StartStopStep):
    """Writes the heartbeat "worker" at the start and every 20 seconds from then on, by the worker's own timer."""

    requires = {"celery.worker.components:Timer"}

    def __init__(self, parent: Any, **kwargs: Any) -> None:
        super().__init__(parent, **kwargs)
        self.entry: Any = None

    def start(self, parent: Any) -> None:
        give_sign()
        self.entry = parent.timer.call_repeatedly(SECONDS, give_sign)

    def stop(self, parent: Any) -> None:
        if self.entry is not None:
            self.entry.cancel()
            self.entry = None


def give_sign() -> None:
    """Write the heartbeat, and leave no connection open for a child to inherit. A database that is away is logged."""
    try:
        Heartbeat.objects.beat(Heartbeat.WORKER)
    except DatabaseError:
        logger.warning("The worker's sign of life could not be written", exc_info=True)
    finally:
        connection.close()
