"""A request with an Idempotency-Key is carried out once, however often it comes.

The answer is kept in the transaction of the work itself: both are there, or neither. What was refused is not kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import BaseModel

from iomtrack.accounts.models import ApiAnswer
from iomtrack.rest.problems import Fault, Problem
from iomtrack.rest.tokens import TokenRequest

KEPT = timedelta(days=7)
KEY = re.compile(r"[A-Za-z0-9._:-]{1,255}")  # as the interface's description has it
Work = Callable[[], tuple[int, BaseModel]]


def once(request: TokenRequest, work: Work) -> HttpResponse:
    """Carry out `work` and answer with what it gives (status and body), or with what it gave before for the same key.

    Raises Problem 422 where the key was used for another request. Without a key the work is simply done.
    """
    key = _key(request)
    if not key:
        with transaction.atomic():
            status, body = work()
        return _response(status, body.model_dump_json())
    fingerprint = _fingerprint(request, request.body)
    try:
        return _first_time(request, key, fingerprint, work)
    except _AlreadyKept:
        return _again(request, key, fingerprint)


def once_outside(request: TokenRequest, work: Work, sent: bytes) -> HttpResponse:
    """The same, of work that is done outside of any transaction, and that changes nothing when it is done again.

    `sent` is what the request says, as the work understands it. Of two that come at once each does the work, and both
    give the answer that is kept.
    """
    key, fingerprint = _key(request), _fingerprint(request, sent)
    if key and _answers(request, key).exists():
        return _again(request, key, fingerprint)
    status, model = work()
    body = model.model_dump_json()
    if key:
        try:
            with transaction.atomic():
                _answers(request, key).create(
                    user=request.user, key=key, fingerprint=fingerprint, status=status, body=body
                )
        except IntegrityError:
            return _again(request, key, fingerprint)
    return _response(status, body)


def located(answer: HttpResponse, request: HttpRequest, name: str) -> HttpResponse:
    """The answer to a request that made something in a list, with where that is: its name stands in the body."""
    answer["Location"] = f"{request.path}/{json.loads(answer.content)[name]}"
    return answer


def forget_old_answers() -> int:
    """Remove answers that nobody asks for any more; how many they were."""
    number, _by_model = ApiAnswer.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    return number


class _AlreadyKept(Exception):
    """Another request came with the key before."""


def _key(request: HttpRequest) -> str:
    """The request's key, or nothing. Raises Problem 422 for what is none: passed over, it would not help."""
    key: str | None = request.headers.get("Idempotency-Key")
    if key is not None and not KEY.fullmatch(key):
        raise _bad_key(_("Give an Idempotency-Key of letters, digits and . _ : - alone, 255 at most."))
    return key or ""


def _answers(request: TokenRequest, key: str) -> QuerySet[ApiAnswer]:
    return ApiAnswer.objects.filter(user=request.user, key=key)


def _first_time(request: TokenRequest, key: str, fingerprint: str, work: Work) -> HttpResponse:
    with transaction.atomic():
        try:
            with transaction.atomic():
                kept = ApiAnswer.objects.create(user=request.user, key=key, fingerprint=fingerprint)
        except IntegrityError:
            raise _AlreadyKept from None
        status, body = work()
        kept.status, kept.body = status, body.model_dump_json()
        kept.save(update_fields=["status", "body"])
    return _response(status, kept.body)


def _again(request: TokenRequest, key: str, fingerprint: str) -> HttpResponse:
    kept = _answers(request, key).get()
    if kept.fingerprint != fingerprint:
        raise _bad_key(_("This Idempotency-Key was used for another request. Give each request a key of its own."))
    response = _response(kept.status, kept.body)
    response["Idempotent-Replayed"] = "true"
    return response


def _fingerprint(request: HttpRequest, body: bytes) -> str:
    return sha256(f"{request.method} {request.get_full_path()}\n".encode() + body).hexdigest()


def _bad_key(message: str) -> Problem:
    return Problem(422, message, [Fault(parameter="Idempotency-Key", detail=message)])


def _response(status: int, body: str) -> HttpResponse:
    return HttpResponse(body, "application/json", status)
