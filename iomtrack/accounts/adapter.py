"""How django-allauth behaves here: nobody signs up by themselves, accounts are made by administrators."""

from __future__ import annotations

import base64
import hashlib
import logging
from typing import Any, NoReturn
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.utils.encoding import force_bytes
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from iomtrack.accounts.enums import Role
from iomtrack.accounts.languages import language_of
from iomtrack.accounts.letters import person_at, write_notice
from iomtrack.accounts.models import User
from iomtrack.accounts.second_factor import factors_of, is_required_of

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Closes self-registration, and keeps to itself which accounts are closed."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy(
            "The e-mail address or the password is not right. Check both; if you forgot the password, ask for another."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt. Who has failed too often gets a page of its own, with status 429."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ImmediateHttpResponse(respond_429(request)) from error

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """The person, if they may come in. A closed account is answered like a wrong password."""
        user = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def is_safe_url(self, url: str | None) -> bool:
        """Whether one may be led there after signing in or out: a path of this site, and nothing else."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write a letter for the worker to send: in the language of whoever reads it, by the site's own name."""
        site = {"name": settings.ORGANIZATION, "domain": urlsplit(settings.SITE_URL).netloc}
        person = person_at(email)
        with override(language_of(person) if person else get_language()):
            worded = self.render_mail(template_prefix, email, {"email": email, "current_site": site, **context})
        write_notice(email, worded.subject, str(worded.body))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors encrypted, and the last factor of those who need one."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This was not accepted: it is wrong, too old, or has been used. Try again."),
        "cannot_delete_authenticator": gettext_lazy(
            "Your role needs a second factor. Set up another one first, then take this one away."
        ),
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; where it cannot be read any more (another SECRET_KEY), one that no code will match."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.error("The secret of a second factor cannot be read: SECRET_KEY has changed.")
            return generate_totp_secret()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        user = authenticator.user
        return not is_required_of(user) or factors_of(user) > 1

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        return _("Security key %(number)s") % {
            "number": Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        }


def _box() -> MultiFernet:
    """Encrypts by SECRET_KEY, and still reads what an earlier key (SECRET_KEY_FALLBACKS) encrypted."""
    keys = (force_bytes(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
    digests = (hashlib.sha256(b"iomtrack.accounts.second-factor:" + key).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Lets existing people in, by the address that their provider has verified. It makes and links no account."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Point the sign-in at the person's account, or end it with a page that says whom to ask."""
        user = person_of(sociallogin)
        if user is None or sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(render(request, "socialaccount/refused.html", status=403))
        sociallogin.user = user

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Not by allauth's own way, which takes the person's password away."""
        return

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> NoReturn:
        """Back to the sign-in page, which says what happened."""
        if error == AuthError.CANCELLED:
            problem = _("Signing in was stopped there. You can try again, or use your password.")
        else:
            logger.warning("Single sign-on failed: %s", exception or error)
            problem = _("Signing in that way did not work. Try again, or use your password.")
        messages.error(request, problem)
        raise ImmediateHttpResponse(redirect("account_login"))


def person_of(sociallogin: SocialLogin) -> User | None:
    """The active account of an address that the provider calls verified; some providers say so by a word."""
    verified = [one.email for one in sociallogin.email_addresses if str(one.verified).lower() == "true"]
    people = User.objects.filter(is_active=True).exclude(role=Role.SERVICE)
    found = (people.filter(email__iexact=email).first() for email in verified)
    return next((user for user in found if user is not None), None)
