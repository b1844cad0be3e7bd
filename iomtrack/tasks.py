"""Beat's one task: once a minute, every part of the product looks the database through (law 1).

Ticks that piled up while no worker took them are worth one: whatever waits, the first of them finds. So none is too old
to be done, and all but one cost a glance at the clock.
"""

from __future__ import annotations

import logging

from celery import shared_task
from django.conf import settings

from objectives.actions import sealing
from objectives.actions import tick as objectives
from reports.actions import tick as reports
from reports.models import Heartbeat

logger = logging.getLogger(__name__)
PARTS = (objectives.tick, reports.tick, sealing.tick)


@shared_task(name="tick")
def tick() -> None:
    """Run each part, whatever became of the others. A tick of which any part failed is seen as none.

    One that comes right after another, or in the middle of one that has just begun, does nothing.
    """
    if not Heartbeat.objects.take_turn(Heartbeat.TURN, rest=settings.TICK_REST_SECONDS):
        logger.debug("A tick that had waited: another was done just now")
        return
    failed = False
    for part in PARTS:
        try:
            part()
        except Exception:  # one part that fails must not keep the others from their turn
            logger.exception("A part of the tick failed")
            failed = True
    Heartbeat.objects.beat(Heartbeat.TURN)
    if not failed:
        Heartbeat.objects.beat(Heartbeat.TICK)
