"""When the tick last ran, when a worker last gave a sign of life, and whose turn it is."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone


class HeartbeatManager(models.Manager["Heartbeat"]):
    """Writes and reads the beats."""

    def beat(self, name: str) -> None:
        """Say that a part of the system is alive now."""
        self.update_or_create(name=name, defaults={"at": timezone.now()})

    def take_turn(self, name: str, *, rest: float) -> bool:
        """Whether a turn begins now, which is noted: not within `rest` seconds of the one before. Of two who ask, one
        gets it. What was noted in the future, before the clock was set back, holds nobody up. Two queries.
        """
        now = timezone.now()
        _row, is_first = self.get_or_create(name=name, defaults={"at": now})
        just_now = Q(at__gt=now - timedelta(seconds=rest), at__lte=now)
        return is_first or bool(self.filter(name=name).exclude(just_now).update(at=now))

    def ages(self, *, now: datetime) -> dict[str, float]:
        """Seconds since each beat, by name; a beat that never was is absent. One query."""
        return {name: (now - at).total_seconds() for name, at in self.values_list("name", "at")}


class Heartbeat(models.Model):
    """One row for each kind of beat."""

    TICK = "tick"
    WORKER = "worker"
    TURN = "turn"  # of a tick: when the last one began, or came to its end

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    objects = HeartbeatManager()

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%Y-%m-%d %H:%M:%S}"
