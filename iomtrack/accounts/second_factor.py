"""The second factor: of whom it is required, and that nobody of them gets past its set-up without it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
REQUIRED_OF = frozenset({Role.REVIEWER, Role.ADMINISTRATOR})
BEFORE_IT = frozenset(
    {
        "healthz",
        "choose_language",
        "account_logout",
        "account_change_password",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)
"""What one may open before: setting it up, confirming that it is oneself, one's password, and the way out."""


def is_required_of(user: User) -> bool:
    """Whether a person's role asks for a second factor here."""
    return settings.REQUIRE_SECOND_FACTOR and user.role in REQUIRED_OF


def factors_of(user: User) -> int:
    """How many second factors a person has set up: an app, and any number of security keys."""
    return Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).count()


def remove_factors(user: User) -> int:
    """Take every second factor and recovery code from an account; how many factors there were."""
    number = factors_of(user)
    Authenticator.objects.filter(user=user).delete()
    return number


def was_shown(request: HttpRequest, user: User) -> bool:
    """Whether this very session has shown a second factor: at sign-in, later, or by setting one up."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


class SecondFactorMiddleware:
    """Leads those who need a second factor to its set-up, or to show it, before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponseBase | None:
        """A way to the set-up, or None to go on."""
        user, match = request.user, request.resolver_match
        if not isinstance(user, User) or not is_required_of(user) or was_shown(request, user):
            return None
        if match is not None and match.url_name in BEFORE_IT:
            return None
        name = "mfa_reauthenticate" if factors_of(user) else "mfa_index"
        back = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
        return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': back})}")
