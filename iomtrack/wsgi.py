"""The WSGI application that gunicorn serves."""

import gc
import os
from itertools import count
from typing import Any

from django.core.signals import request_finished
from django.core.wsgi import get_wsgi_application

from iomtrack.in_turn import InTurn

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iomtrack.settings.development")
application = InTurn(get_wsgi_application())

# A page makes tens of thousands of objects and drops them again. To look through all modules and models for what else
# could go, every few hundred of them, takes a tenth of a page.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
answers = count(1)


def clear_up(**_kwargs: Any) -> None:
    """What a page has left behind goes as soon as its answer is sent: in a millisecond, while nobody waits. Left to
    gather, it is looked through in the middle of some page, which then takes a tenth of a second more, and pages are
    made in memory that no cache holds. What other threads were at work on meanwhile is looked through now and then."""
    number = next(answers)
    gc.collect(2 if number % 1000 == 0 else 1 if number % 20 == 0 else 0)


request_finished.connect(clear_up, dispatch_uid="clear-up")
