"""Beat's one task: once a minute, every part of the product looks the database through (law 1)."""

from __future__ import annotations

import logging

from celery import shared_task

from objectives.actions import sealing
from objectives.actions import tick as objectives
from reports.actions import tick as reports
from reports.models import Heartbeat

logger = logging.getLogger(__name__)
PARTS = (objectives.tick, reports.tick, sealing.tick)


@shared_task(name="tick")
def tick() -> None:
    """Run each part, whatever became of the others. A tick of which any part failed is seen as none."""
    failed = False
    for part in PARTS:
        try:
            part()
        except Exception:  # one part that fails must not keep the others from their turn
            logger.exception("A part of the tick failed")
            failed = True
    if not failed:
        Heartbeat.objects.beat(Heartbeat.TICK)
