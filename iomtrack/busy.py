"""A database that is busy, such as SQLite with another's long write: what was sent is given back, to be sent once more.

Nothing can be kept on the server then, the session least of all. So the page itself holds what was typed.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import OperationalError, connections, router
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from iomtrack.accounts.page_forms import is_text
from iomtrack.rest.problems import answer as problem
from iomtrack.uploads import lost_files

logger = logging.getLogger(__name__)
AGAIN_AFTER = {"Retry-After": "30"}  # seconds
SQLITE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
POSTGRESQL = frozenset({"40001", "40P01", "53300", "55P03", "57P03"})  # others in the way, or no room among them
OF_THE_FORM = frozenset({"csrfmiddlewaretoken", "ticket"})  # nobody has typed them


def is_busy(error: BaseException | None) -> bool:
    """Whether the database refused something that it will take in a while."""
    cause = error.__cause__ if isinstance(error, OperationalError) else None
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorcode & 0xFF in SQLITE
    return getattr(cause, "sqlstate", None) in POSTGRESQL


def busy_in(error: BaseException | None) -> BaseException | None:
    """The refusal that an error came from, if it was one of a busy database."""
    while error is not None and not is_busy(error):
        error = error.__context__
    return error


def busy_page(request: HttpRequest) -> HttpResponse:
    """The page that gives back what was sent, as it was sent: with its own CSRF token, so that a forged form stays one.

    Passwords are not given back, and a form that had one has to be filled in again.
    """
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {
        "address": request.get_full_path(),
        "is_sent": request.method == "POST",
        "has_secret": any("password" in name.lower() for name, _value in fields),
        "has_files": bool(request.FILES or lost_files(request)),
        "fields": fields,
        "texts": [value for name, value in fields if name not in OF_THE_FORM and is_text(value)],
    }
    page = render_to_string("503.html", context)
    return HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE, headers=AGAIN_AFTER)


def busy_problem() -> HttpResponse:
    """The same for a program."""
    return problem(503, _("The site is busy, and nothing was done. Send it again in a while."), headers=AGAIN_AFTER)


class PatientSessions(SessionMiddleware):
    """Django's own, but for what a session has to keep after all is done: where it cannot, the answer stands.

    A visitor's form waits in the session alone, so that they are told.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            return super().process_response(request, response)
        except (OperationalError, SessionInterrupted) as error:
            refusal = busy_in(error)
            if refusal is None:
                raise
            if not request.user.is_authenticated:
                raise refusal from refusal.__cause__
            logger.warning("%s: the session could not be kept, as the database is busy", request.path)
            return response


class PatientDatabaseCache(DatabaseCache):
    """Django's own, which says of a busy database that there was something already: one attempt too many, it seems."""

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        refusals: list[OperationalError] = []

        def noting(execute: Callable[..., Any], *statement: Any) -> Any:
            try:
                return execute(*statement)
            except OperationalError as error:
                refusals.append(error)
                raise

        with connections[router.db_for_write(self.cache_model_class)].execute_wrapper(noting):
            is_kept: bool = super()._base_set(mode, key, value, timeout)  # type: ignore[misc]  # unknown to its stubs
        refusal = next(filter(is_busy, refusals), None)
        if mode == "add" and refusal is not None:
            raise refusal from refusal.__cause__
        return is_kept
