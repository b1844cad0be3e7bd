"""Personal tokens: making one, which is the only time that it is seen, and ending it."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from iomtrack.accounts.enums import TokenScope
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import ApiToken, User
from iomtrack.rest.tokens import digest_of
from objectives.models import AuditEvent
from objectives.permissions import Capability, may

BEGINNING = "iomt_"  # so that a token that got into a file is known for what it is
MOST = 20  # good tokens of one person
LONGEST_DAYS = 366
SENT_TWICE = timedelta(minutes=10)  # within which the same form is the same press, and the secret not seen yet


class MadeBefore(ActionError):
    """A form that has made its token, sent once more when that one's secret can be shown no longer."""


@transaction.atomic
def make(*, name: str, scope: str, days: int, by: User, form_key: UUID | None = None) -> tuple[ApiToken, str]:
    """A new token of one's own, for so many days, and its secret, which nobody can read again.

    `form_key` is that of its form: sent twice in a row it makes one token, and the second answer, which is the one that
    a person sees, shows the same secret. Later, or once the token was used or ended, MadeBefore.
    Raises ActionError, by field: without a name, for a time that is too long, for more than one's role may do.
    """
    name = name.strip()
    if not name:
        raise ActionError({"name": [_("Give it a name, so that you know later what it is for.")]})
    if not 1 <= days <= LONGEST_DAYS:
        raise ActionError({"days": [_("A token is good for a year at most.")]})
    if scope not in TokenScope.values or (scope == TokenScope.WRITE and not may(by, Capability.LOG_EVIDENCE)):
        raise ActionError({"scope": [_("Your role does not log evidence: choose a token that reads.")]})
    User.objects.select_for_update().get(pk=by.pk)  # one at a time, or they would be more than MOST
    secret = _secret(form_key or uuid4(), by, f"{scope} {days} {name}")
    if made := ApiToken.objects.filter(digest=digest_of(secret)).first():
        return _made_just_now(made), secret
    if ApiToken.objects.good().filter(user=by).count() >= MOST:
        raise ActionError(_("You have %(most)s tokens. End one that is not needed first.") % {"most": MOST})
    token = ApiToken.objects.create(
        user=by,
        name=name,
        scope=scope,
        digest=digest_of(secret),
        session_round=by.session_round,
        expires_at=timezone.now() + timedelta(days=days),
    )
    after = {"name": token.name, "scope": token.scope, "expires_at": token.expires_at}
    AuditEvent.objects.record(by=by, action="token.make", on=token, after=after)
    return token, secret


def _secret(key: UUID, by: User, says: str) -> str:
    """The secret that a form makes: nobody can tell it who has not both the form's key and the site's."""
    digest = salted_hmac("objectives.tokens", f"{by.pk} {key} {says}", algorithm="sha256").digest()
    return BEGINNING + urlsafe_b64encode(digest).rstrip(b"=").decode()


def _made_just_now(made: ApiToken) -> ApiToken:
    """The token that this form has made, while its secret cannot have been put to use yet. Raises MadeBefore."""
    is_fresh = made.created_at > timezone.now() - SENT_TWICE
    if is_fresh and made.revoked_at is None and made.last_used_at is None:
        return made
    message = _("This form has made “%(name)s” before, and its token is not shown again. Press once more for another.")
    raise MadeBefore(message % {"name": made.name})


@transaction.atomic
def end(*, token: ApiToken, by: User) -> None:
    """End one's own token at once. Ending it again changes nothing."""
    token = ApiToken.objects.select_for_update().get(pk=token.pk, user=by)
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        AuditEvent.objects.record(by=by, action="token.end", on=token)
