"""A personal token in the Authorization header: `Authorization: Bearer iomt_…`."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from threading import local

from django.db import OperationalError
from django.db.models import Case, F, Q, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import activate
from django.utils.translation import gettext as _
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from iomtrack.accounts.enums import TokenScope
from iomtrack.accounts.languages import language_asked_for, language_of
from iomtrack.accounts.models import ApiToken, User
from iomtrack.rest.problems import NO_FORM, Problem

WITH_FILES = "multipart/form-data"
READING = ("GET", "HEAD", "OPTIONS")
FORMS = ("application/x-www-form-urlencoded", WITH_FILES)


class TokenRequest(HttpRequest):
    """A request behind the gate: a good token was shown, and it acts for its person."""

    user: User
    auth: ApiToken


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


class BearerToken(HttpBearer):
    """Lets in whoever shows a good token, as its person. A session does not count: no other site can use it."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The token's row, or None: ninja then answers 401. From here on its person's language is spoken, unless the
        request asks for another. Raises Problem 403, before the body is read, where it may only read and something is
        to be written."""
        found = ApiToken.objects.good().select_related("user").filter(digest=digest_of(token)).first()
        if found is None:
            return None
        request.user = found.user
        activate(language_asked_for(request) or language_of(found.user))
        if request.method not in READING and found.scope != TokenScope.WRITE:
            raise Problem(403, _("This token may only read. Make one that may write."))
        return found


class TokenRate(SimpleRateThrottle):
    """So many requests of one token, as the setting API_RATE says; one more is answered 429.

    They are counted from the first on, for a minute (or hour, or day), then anew. The count stands in the token's row
    and is raised and held against the limit by one statement, so that requests at once, in whichever process, are each
    counted. It notes the token's last use too.
    """

    def __init__(self, rate: str) -> None:
        super().__init__(rate)
        self._refused = local()  # threads share the throttle

    def allow_request(self, request: HttpRequest) -> bool:
        token: ApiToken = request.auth  # type: ignore[attr-defined]  # ninja sets it before it asks
        row, now, length = ApiToken.objects.filter(pk=token.pk), timezone.now(), timedelta(seconds=self.duration or 0)
        is_over = ~Q(counted_from__range=(now - length, now + length))  # never begun, ended, or the clock was set back
        try:
            is_counted = row.filter(is_over | Q(counted__lt=self.num_requests)).update(
                counted=Case(When(is_over, then=1), default=F("counted") + 1),
                counted_from=Case(When(is_over, then=now), default=F("counted_from")),
                last_used_at=now,
            )
        except OperationalError:  # SQLite lets one write at a time: what cannot be counted for so long may still read
            return True
        if not is_counted:
            begun = row.values_list("counted_from", flat=True).get() or now
            self._refused.wait = (begun + length - now).total_seconds()
        return bool(is_counted)

    def wait(self) -> float:
        """How many seconds whoever was refused just now has to wait."""
        seconds: float = self._refused.wait
        return seconds


def refuse_form(request: TokenRequest) -> None:
    """Raise Problem 415 for what a form of a page sends."""
    if request.content_type in FORMS:
        raise Problem(415, str(NO_FORM))


def require_form(request: TokenRequest) -> None:
    """Raise Problem 415 for anything but a form with a file."""
    if request.content_type != WITH_FILES:
        raise Problem(415, _("Send the file in a form, as Content-Type: multipart/form-data."))
