"""A personal token in the Authorization header: `Authorization: Bearer iomt_…`."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import activate
from django.utils.translation import gettext as _
from ninja.security import HttpBearer
from ninja.throttling import AuthRateThrottle

from iomtrack.accounts.enums import TokenScope
from iomtrack.accounts.languages import language_asked_for, language_of
from iomtrack.accounts.models import ApiToken, User
from iomtrack.rest.problems import NO_FORM, Problem

WITH_FILES = "multipart/form-data"
FORMS = ("application/x-www-form-urlencoded", WITH_FILES)
NOTED_EVERY = timedelta(minutes=1)  # a token's last use is written no more often


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
        request asks for another."""
        found = ApiToken.objects.good().select_related("user").filter(digest=digest_of(token)).first()
        if found is None:
            return None
        now = timezone.now()
        if found.last_used_at is None or found.last_used_at < now - NOTED_EVERY:
            ApiToken.objects.filter(pk=found.pk).update(last_used_at=now)
        request.user = found.user
        activate(language_asked_for(request) or language_of(found.user))
        return found


class TokenRate(AuthRateThrottle):
    """So many requests of one token, as the setting API_RATE says; one more is answered 429."""

    def get_cache_key(self, request: HttpRequest) -> str:
        token: ApiToken = request.auth  # type: ignore[attr-defined]  # ninja sets it before it asks
        return f"api-rate-{token.pk}"


def require_write(request: TokenRequest) -> None:
    """Raise Problem 403 unless the token may write, and 415 for what a form of a page sends."""
    if request.content_type in FORMS:
        raise Problem(415, str(NO_FORM))
    require_scope(request)


def require_upload(request: TokenRequest) -> None:
    """Raise Problem 403 unless the token may write, and 415 for anything but a form with a file."""
    if request.content_type != WITH_FILES:
        raise Problem(415, _("Send the file in a form, as Content-Type: multipart/form-data."))
    require_scope(request)


def require_scope(request: TokenRequest) -> None:
    """Raise Problem 403 unless the token may write."""
    if request.auth.scope != TokenScope.WRITE:
        raise Problem(403, _("This token may only read. Make one that may write."))
