"""Whatever goes wrong, as application/problem+json (RFC 9457): what it is, and at which place of the request.

Its words are in the language of the request, which the answer names; the status, the type and the places are in none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from math import ceil
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from iomtrack.accounts.errors import ActionError, NotPermitted
from iomtrack.rest.wording import worded

NO_FORM = gettext_lazy("Send JSON, as Content-Type: application/json.")
LONGEST_NAME = 80  # of what is not ours, in an answer
CONTENT_TYPE = "application/problem+json"
NOT_GOOD = 'error="invalid_token"'  # RFC 6750
TITLES = {
    400: gettext_lazy("Bad Request"),
    401: gettext_lazy("Unauthorized"),
    403: gettext_lazy("Forbidden"),
    404: gettext_lazy("Not Found"),
    405: gettext_lazy("Method Not Allowed"),
    409: gettext_lazy("Conflict"),
    413: gettext_lazy("Request Entity Too Large"),
    415: gettext_lazy("Unsupported Media Type"),
    422: gettext_lazy("Unprocessable Entity"),
    429: gettext_lazy("Too Many Requests"),
    500: gettext_lazy("Internal Server Error"),
    503: gettext_lazy("Service Unavailable"),
}


class SaidTwice(ValueError):
    """A JSON object names something twice: one of the two values would be lost without a word."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Fault(Schema):
    """One thing that is wrong: a JSON pointer into the body ("/figures/0/value"), or a parameter, and what to do."""

    pointer: str = ""
    parameter: str = ""
    detail: str


class ProblemOut(Schema):
    """A problem as RFC 9457 words it."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[Fault] = []


class Problem(Exception):
    """A refusal with its status, what it is about, and the faults by their places."""

    def __init__(self, status: int, detail: str, faults: Iterable[Fault] = ()) -> None:
        super().__init__(detail)
        self.status, self.detail, self.faults = status, detail, list(faults)


def answer(
    status: int, detail: str, faults: Iterable[Fault] = (), headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """The response of a problem."""
    title = str(TITLES.get(status, HTTPStatus(status).phrase))
    problem = ProblemOut(title=title, status=status, detail=str(detail), errors=list(faults))
    named = {"Content-Language": get_language() or settings.LANGUAGE_CODE, **(headers or {})}
    return HttpResponse(json.dumps(problem.model_dump()), CONTENT_TYPE, status, headers=named)


def of_action(error: ActionError, pointers: Mapping[str, str]) -> Problem:
    """An action's refusal. `pointers` names where in the body a form's field stands."""
    faults = [
        Fault(pointer=pointers.get(field, ""), detail=message)
        for field, messages in error.problems.items()
        for message in messages
    ]
    return Problem(422, str(error), faults)


def pointer_to(*path: object) -> str:
    """A JSON pointer (RFC 6901): a stroke within a name is not one between two. A long name is cut."""
    return "".join("/" + str(part)[:LONGEST_NAME].replace("~", "~0").replace("/", "~1") for part in path)


def teach(api: NinjaAPI) -> None:
    """Have an interface answer every failure as a problem."""
    api.add_exception_handler(Problem, _problem)
    api.add_exception_handler(ActionError, _refused)
    api.add_exception_handler(NotPermitted, lambda request, error: answer(403, _("Your role may not do this.")))
    api.add_exception_handler(Http404, lambda request, error: answer(404, nothing_here()))
    api.add_exception_handler(ValidationError, _validation)
    api.add_exception_handler(AuthenticationError, _unauthenticated)
    api.add_exception_handler(Throttled, _throttled)
    api.add_exception_handler(HttpError, _as_ninja_says)
    api.add_exception_handler(RawPostDataException, lambda request, error: answer(415, str(NO_FORM)))
    api.add_exception_handler(RequestDataTooBig, lambda request, error: answer(413, _("The request is too large.")))
    api.add_exception_handler(BadRequest, lambda request, error: answer(400, unreadable()))


def nothing_here() -> str:
    """What is said of an address that is none, or that is none for this person."""
    return _("There is no such thing here.")


def not_as_described() -> str:
    """What is said of a request that the interface's description does not allow."""
    return _("The request is not as described.")


def unreadable() -> str:
    """What is said of a request that is not what it says it is."""
    return _("The request cannot be read.")


def _problem(request: HttpRequest, error: Any) -> HttpResponse:
    return answer(error.status, error.detail, error.faults)


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return _problem(request, of_action(error, {}))


def _as_ninja_says(request: HttpRequest, error: Any) -> HttpResponse:
    """Ninja's own refusals: of a body that is no JSON, or says something twice, and hardly any other."""
    if isinstance(error.__cause__, SaidTwice):
        message = _("“%(name)s” stands twice in the same object. Keep one of the two.")
        detail = message % {"name": error.__cause__.name[:LONGEST_NAME]}
        return answer(error.status_code, detail)
    return answer(error.status_code, unreadable() if error.status_code == HTTPStatus.BAD_REQUEST else str(error))


def _unauthenticated(request: HttpRequest, error: Any) -> HttpResponse:
    scheme, _blank, shown = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and shown.strip():
        message = _("This token is not good: it has expired, was ended, or is not whole. Make another on the site.")
        return answer(401, message, headers={"WWW-Authenticate": f"Bearer {NOT_GOOD}"})
    return answer(
        401,
        _("Show a personal token: Authorization: Bearer iomt_… Your account has a page “Tokens for programs”."),
        headers={"WWW-Authenticate": "Bearer"},
    )


def _throttled(request: HttpRequest, error: Any) -> HttpResponse:
    wait = max(1, ceil(error.wait or 1))
    message = _("Too many requests with this token. Go on in %(seconds)s s.") % {"seconds": wait}
    return answer(429, message, headers={"Retry-After": str(wait)})


def _validation(request: HttpRequest, error: Any) -> HttpResponse:
    return answer(422, not_as_described(), map(_fault, error.errors))


def _fault(one: Mapping[str, Any]) -> Fault:
    """Where a fault stands: ninja names body, query, path or header first, and in a body the parameter's own name."""
    where, *path = one["loc"]
    if where == "body":
        return Fault(pointer=pointer_to(*path[1:]), detail=worded(one))
    return Fault(parameter=".".join(str(part) for part in path), detail=worded(one))
