"""Whatever goes wrong, as application/problem+json (RFC 9457): what it is, and at which place of the request."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from iomtrack.accounts.errors import ActionError, NotPermitted

NO_FORM = "Send JSON, as Content-Type: application/json."
CONTENT_TYPE = "application/problem+json"


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
    problem = ProblemOut(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=list(faults))
    response = HttpResponse(json.dumps(problem.model_dump()), CONTENT_TYPE, status)
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def of_action(error: ActionError, pointers: Mapping[str, str]) -> Problem:
    """An action's refusal. `pointers` names where in the body a form's field stands."""
    faults = [
        Fault(pointer=pointers.get(field, ""), detail=message)
        for field, messages in error.problems.items()
        for message in messages
    ]
    return Problem(422, str(error), faults)


def teach(api: NinjaAPI) -> None:
    """Have an interface answer every failure as a problem."""
    api.add_exception_handler(Problem, _problem)
    api.add_exception_handler(ActionError, _refused)
    api.add_exception_handler(NotPermitted, lambda request, error: answer(403, "Your role may not do this."))
    api.add_exception_handler(Http404, lambda request, error: answer(404, "There is no such thing here."))
    api.add_exception_handler(ValidationError, _validation)
    api.add_exception_handler(AuthenticationError, _unauthenticated)
    api.add_exception_handler(Throttled, _throttled)
    api.add_exception_handler(HttpError, _as_ninja_says)
    api.add_exception_handler(RawPostDataException, lambda request, error: answer(415, NO_FORM))
    api.add_exception_handler(RequestDataTooBig, lambda request, error: answer(413, "The request is too large."))
    api.add_exception_handler(BadRequest, lambda request, error: answer(400, "The request cannot be read."))


def _problem(request: HttpRequest, error: Any) -> HttpResponse:
    return answer(error.status, error.detail, error.faults)


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return _problem(request, of_action(error, {}))


def _as_ninja_says(request: HttpRequest, error: Any) -> HttpResponse:
    return answer(error.status_code, str(error))


def _unauthenticated(request: HttpRequest, error: Any) -> HttpResponse:
    return answer(
        401,
        "Show a personal token: Authorization: Bearer iomt_… One is made under “Tokens for programs” of your account.",
        headers={"WWW-Authenticate": "Bearer"},
    )


def _throttled(request: HttpRequest, error: Any) -> HttpResponse:
    wait = max(1, round(error.wait or 1))
    return answer(429, f"Too many requests with this token. Go on in {wait} s.", headers={"Retry-After": str(wait)})


def _validation(request: HttpRequest, error: Any) -> HttpResponse:
    return answer(422, "The request is not as described.", map(_fault, error.errors))


def _fault(one: Mapping[str, Any]) -> Fault:
    """Where a fault stands: ninja names body, query, path or header first, and in a body the parameter's own name."""
    where, *path = one["loc"]
    if where == "body":
        return Fault(pointer="".join(f"/{part}" for part in path[1:]), detail=one["msg"])
    return Fault(parameter=".".join(str(part) for part in path), detail=one["msg"])
