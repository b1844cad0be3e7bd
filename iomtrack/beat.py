"""Beat's schedule, which a clock that is set back does not silence.

Celery notes by the clock on the wall when each task was last sent, and sends the next one an interval later. A clock
set back by a day would keep it from sending anything for that day, and over a restart: what is noted is kept.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from celery.beat import PersistentScheduler

logger = logging.getLogger(__name__)
SLACK = timedelta(seconds=1)  # by which clocks are put right without anybody noticing
LONG_AGO = timedelta(days=1)


class Scheduler(PersistentScheduler):
    """Celery's own; what it says was last sent in the future is due at once."""

    def tick(self, *args: Any, **kwargs: Any) -> Any:
        """Send what is due: the seconds until it is worth looking again."""
        if self.put_right():
            self._heap = None  # of the times at which each is due: Celery works them out anew
        return super().tick(*args, **kwargs)

    def put_right(self) -> bool:
        """Whether the clock was set back: what was last sent is then taken for long past."""
        ahead = [one for one in self.schedule.values() if one.last_run_at > one.default_now() + SLACK]
        for entry in ahead:
            logger.warning("The clock was set back behind %s, when %s was last sent", entry.last_run_at, entry.name)
            entry.last_run_at = entry.default_now() - LONG_AGO
        return bool(ahead)
