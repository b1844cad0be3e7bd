"""Letters about accounts: rows that wait for a worker, and their words, in the language of whoever reads them.

A page writes a row and answers. So it takes as long whether mail works or not, and whether an address has an account
or not: that is looked up by the worker.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from allauth.account.utils import filter_users_by_email
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from iomtrack.accounts.enums import AccountStatus, LetterKind, Role
from iomtrack.accounts.languages import language_of
from iomtrack.accounts.links import password_link
from iomtrack.accounts.models import AccountLetter, User, oldest_good_link
from iomtrack.accounts.organization import organization_here
from iomtrack.work import mail
from iomtrack.work.errors import WorkFailed
from iomtrack.work.letters import LetterState
from iomtrack.work.queue import wake

KEPT = timedelta(days=30)  # how long it can be seen what became of a letter that is no invitation


def write_invitation(user: User) -> AccountLetter:
    """The letter of an invitation that has begun, to be sent once this is kept."""
    return _write(LetterKind.INVITATION, user.email, user=user, invited_at=user.invited_at)


def write_new_password(email: str) -> AccountLetter:
    """The letter with a link to choose a new password, to whoever has this address."""
    return _write(LetterKind.NEW_PASSWORD, email)


def write_notice(email: str, subject: str, body: str) -> AccountLetter:
    """A letter that is worded already."""
    return _write(LetterKind.NOTICE, email, subject=subject[:300], body=body)


@transaction.atomic
def _write(kind: LetterKind, email: str, **fields: Any) -> AccountLetter:
    number = mail.message_id("account", uuid4().hex)
    letter = AccountLetter.objects.create(kind=kind, email=email, message_id=number, **fields)
    wake(AccountLetter, letter.pk)
    return letter


def send(letter: AccountLetter) -> bool:
    """Send a letter; whether there was anybody to send it to. Raises WorkFailed where it did not leave."""
    message = _worded(letter)
    if message is None:
        return False
    try:
        mail.send(message)
    except mail.MailError as error:
        raise WorkFailed(str(error), permanent=error.permanent) from error
    return True


def note_sent(letter: AccountLetter, *, at: datetime) -> None:
    """Let the account of an invitation say when its letter left, unless another invitation has begun since."""
    assert letter.user is not None
    User.objects.filter(pk=letter.user.pk, invited_at=letter.invited_at).update(invitation_sent_at=at)


def forget_old_letters() -> None:
    """Delete letters that have ended and are no invitations, after a month."""
    over = AccountLetter.objects.filter(state__in=[LetterState.SENT, LetterState.STOPPED])
    over.exclude(kind=LetterKind.INVITATION).filter(created_at__lt=timezone.now() - KEPT).delete()


def _worded(letter: AccountLetter) -> EmailMultiAlternatives | None:
    if letter.kind == LetterKind.INVITATION:
        return _invitation(letter)
    if letter.kind == LetterKind.NEW_PASSWORD:
        return _new_password(letter)
    return _message(letter, letter.email, letter.subject, letter.body)


def _invitation(letter: AccountLetter) -> EmailMultiAlternatives:
    """Raises WorkFailed where the link would not be what was promised any more."""
    user = letter.user
    assert user is not None
    if user.status == AccountStatus.EXPIRED:
        raise WorkFailed(_("The invitation expired before the letter could be sent."), permanent=True)
    if user.status != AccountStatus.INVITED or (user.invited_at, user.email) != (letter.invited_at, letter.email):
        raise WorkFailed(_("The account has changed since, so this letter was not sent."), permanent=True)
    with override(language_of(user)):
        context: dict[str, Any] = {
            "subject": _("Your account at iomtrack, %(organization)s") % {"organization": organization_here()},
            "organization": organization_here(),
            "person": user,
            "link": password_link(user),
            "until": timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT),
        }
        body = render_to_string("email/invitation.txt", context)
        message = _message(letter, user.email, context["subject"], body)
        message.attach_alternative(render_to_string("email/invitation.html", context), "text/html")
    return message


def _new_password(letter: AccountLetter) -> EmailMultiAlternatives | None:
    """None where nobody who can sign in has the address. Raises WorkFailed where it was asked for too long ago."""
    user = person_at(letter.email)
    if user is None:
        return None
    if letter.created_at <= oldest_good_link():
        raise WorkFailed(_("The link was asked for too long ago, so this letter was not sent."), permanent=True)
    with override(language_of(user)):
        context = {
            "user": user,
            "current_site": {"domain": urlsplit(settings.SITE_URL).netloc},
            "password_reset_url": password_link(user),
        }
        subject = render_to_string("account/email/password_reset_key_subject.txt", context)
        body = render_to_string("account/email/password_reset_key_message.txt", context)
    return _message(letter, user.email, subject, body)


def person_at(email: str) -> User | None:
    """The person who signs in by an address. Service accounts have no password to choose."""
    found = filter_users_by_email(email.lower(), is_active=True, prefer_verified=True)
    return next((user for user in found if user.role != Role.SERVICE), None)


def _message(letter: AccountLetter, to: str, subject: str, body: str) -> EmailMultiAlternatives:
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"}
    return EmailMultiAlternatives(
        subject=" ".join(filter(None, subject.splitlines())), body=body.strip() + "\n", to=[to], headers=headers
    )
