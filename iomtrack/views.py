"""Pages of the site itself: its health, and its errors."""

from __future__ import annotations

import logging
import os
import sys
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import defaults
from django.views.decorators.http import require_safe

from iomtrack.busy import busy_page, busy_problem, is_busy
from iomtrack.celery import app
from iomtrack.rest.problems import answer as problem
from iomtrack.rest.problems import nothing_here
from objectives.views.kept_typing import rescue
from reports.models import Heartbeat

logger = logging.getLogger(__name__)
OK, FAILED = "ok", "failed"
TICKS_MISSED = 3
TICK_AT_LEAST = 90.0  # seconds: a tick shorter than half a minute is for tests and is not watched more closely
WORKER_SILENT = 90.0  # seconds: four signs of life missed
BROKER_PATIENCE = 2.0  # seconds


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is missing or stale: nothing is done, but what was typed is kept; the page says what to do."""
    return render(request, "403_csrf.html", {"kept_at": rescue(request)}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What cannot be read: a page, or for a program a problem."""
    if for_a_program(request):
        return problem(400, _("The address, or what was sent to it, holds something that cannot be read."))
    return defaults.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is not there: a page, or for a program a problem."""
    if for_a_program(request):
        return problem(404, nothing_here())
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our own fault, which has been logged, or that of a busy database: a page, or for a program a problem."""
    if is_busy(sys.exc_info()[1]):
        return busy_problem() if for_a_program(request) else busy_page(request)
    if for_a_program(request):
        return problem(500, _("The fault is ours and has been logged."))
    return defaults.server_error(request)


def for_a_program(request: HttpRequest) -> bool:
    """Whether an address is of the interface for programs."""
    return request.path_info.startswith("/api/")


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Whether the site can do its work: 200 when all is well, 503 when one part fails. Nobody needs to sign in.

    {status, database, broker} are "ok" or "failed"; {tick, worker} hold age_seconds, null where there was none yet.
    """
    ages = beats()
    tick, worker = (ages or {}).get(Heartbeat.TICK), (ages or {}).get(Heartbeat.WORKER)
    database, broker = ages is not None, broker_answers()
    on_time = fresh(tick, max(TICK_AT_LEAST, TICKS_MISSED * settings.TICK_SECONDS)) and fresh(worker, WORKER_SILENT)
    well = database and broker and on_time
    answer: dict[str, Any] = {
        "status": OK if well else FAILED,
        "database": OK if database else FAILED,
        "broker": OK if broker else FAILED,
        "tick": {"age_seconds": rounded(tick)},
        "worker": {"age_seconds": rounded(worker)},
    }
    return JsonResponse(answer, status=200 if well else 503)


def beats() -> dict[str, float] | None:
    """Seconds since each heartbeat, or None where the database does not answer."""
    try:
        return Heartbeat.objects.ages(now=timezone.now())
    except DatabaseError:
        logger.warning("The database does not answer", exc_info=True)
        return None


def broker_answers() -> bool:
    """Whether messages can be handed over: the folders are writable, or the broker takes a connection."""
    if settings.BROKER_URL.startswith("filesystem"):
        return all(os.access(settings.BROKER_DIR / name, os.W_OK | os.X_OK) for name in ("queue", "control"))
    patience = {"socket_connect_timeout": BROKER_PATIENCE, "socket_timeout": BROKER_PATIENCE}
    try:
        with app.connection_for_write(connect_timeout=BROKER_PATIENCE, transport_options=patience) as broker:
            broker.connect()
    except Exception:  # each transport has errors of its own, and a health check must answer
        logger.warning("The broker does not answer", exc_info=True)
        return False
    return True


def fresh(age: float | None, limit: float) -> bool:
    """Whether a heartbeat was given within a number of seconds."""
    return age is not None and age <= limit


def rounded(age: float | None) -> float | None:
    """An age to a tenth of a second."""
    return None if age is None else round(age, 1)
