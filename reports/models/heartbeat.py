"""When the tick last ran, and when a worker last gave a sign of life."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone


class HeartbeatManager(models.Manager["Heartbeat"]):
    """Writes and reads the beats."""

    def beat(self, name: str) -> None:
        """Say that a part of the system is alive now."""
        self.update_or_create(name=name, defaults={"at": timezone.now()})

    def ages(self, *, now: datetime) -> dict[str, float]:
        """Seconds since each beat, by name; a beat that never was is absent. One query."""
        return {name: (now - at).total_seconds() for name, at in self.values_list("name", "at")}


class Heartbeat(models.Model):
    """One row for each kind of beat."""

    TICK = "tick"
    WORKER = "worker"

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    objects = HeartbeatManager()

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%Y-%m-%d %H:%M:%S}"
