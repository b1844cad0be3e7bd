"""Where django-allauth's own pages need a word of ours."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import PasswordChangeView, PasswordResetFromKeyDoneView, PasswordResetFromKeyView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from requests import RequestException

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.kept_forms import discard
from iomtrack.accounts.models import User
from iomtrack.accounts.second_factor import factors_of, is_required_of

REMOVED = "removed_factors"  # in the session: at which addresses a factor was taken away in it
REMOVED_MOST = 20
FIRST = "first_password"  # in the session: whether the password that was chosen in it last was an account's first one


@method_decorator(login_required, name="dispatch")
class ChangePassword(PasswordChangeView):
    """Change one's password. Who signs in elsewhere alone has none, and is led to a link for choosing one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if isinstance(request.user, User) and not request.user.has_usable_password():
            messages.info(request, _("Your account has no password yet. Ask for a link to choose one."))
            return redirect("account_reset_password")
        return super().dispatch(request, *args, **kwargs)


class ChoosePassword(PasswordResetFromKeyView):
    """Choose a password by a link that was mailed: an account's first one, or another."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "is_first": self._is_first()}

    def form_valid(self, form: Any) -> HttpResponse:
        is_first = self._is_first()
        response = super().form_valid(form)
        self.request.session[FIRST] = is_first
        return response

    def _is_first(self) -> bool:
        return isinstance(self.reset_user, User) and not self.reset_user.has_usable_password()


class PasswordChosen(PasswordResetFromKeyDoneView):
    """What became of it: the password is set, or changed."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "is_first": self.request.session.get(FIRST, False)}


class YourAccount(IndexView):
    """One's password and second factors, and whether one has to set up a factor before going on."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        assert isinstance(user, User)
        return {**super().get_context_data(**kwargs), "must_set_up": is_required_of(user) and not factors_of(user)}


class ActivateApp(ActivateTOTPView):
    """Set up an authenticator app. Doing so shows it: this session need not show it again."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type=Authenticator.Type.TOTP)
        return response


class AddKey(AddWebAuthnView):
    """Set up a security key. Doing so shows it: this session need not show it again."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type=Authenticator.Type.WEBAUTHN)
        return response


class TellsTwice:
    """Of a view that takes a factor away: who presses twice is told that it is gone, where the first press led."""

    request: HttpRequest
    success_url: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc, no-any-return]  # of the view beside it
        except Http404:
            if request.method != "POST" or request.path not in request.session.get(REMOVED, []):
                raise
        messages.info(request, _("That was taken away already."))
        return redirect(str(self.success_url))

    def form_valid(self, form: Any) -> HttpResponse:
        before = self.request.session.get(REMOVED, [])
        self.request.session[REMOVED] = [*before, self.request.path][-REMOVED_MOST:]
        return super().form_valid(form)  # type: ignore[misc, no-any-return]  # of the view beside it


class RemoveApp(TellsTwice, DeactivateTOTPView):
    """Take the authenticator app away."""


class RemoveKey(TellsTwice, RemoveWebAuthnView):
    """Take a security key away, unless it is the last factor of someone who needs one."""

    def form_valid(self, form: Any) -> HttpResponse:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.object):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_list_webauthn")
        return super().form_valid(form)


@require_POST
@open_to(lambda user: True)
def kept_form_discard(request: UserRequest) -> HttpResponse:
    """Throw away what was kept of a form that was sent after the session had ended."""
    page = discard(request, request.user, request.POST.get("key", ""))
    messages.info(request, _("What was kept is thrown away."))
    return redirect(page)


@require_POST
def single_sign_on(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the provider to sign in there. Where it does not answer, the sign-in page says so.

    A page goes on to it by itself, and no redirect: browsers hold the answer to a form to `form-action`, through every
    host that it leads by, and which those are the provider alone knows.
    """
    try:
        response = openid_connect.login(request, provider_id)
    except (RequestException, KeyError):
        messages.error(
            request,
            _("%(name)s cannot be reached at present. Use your password, or try again later.")
            % {"name": settings.OIDC_NAME},
        )
        return redirect("account_login")
    if isinstance(response, HttpResponseRedirect) and urlsplit(response.url).netloc:
        context = {"address": response.url, "name": settings.OIDC_NAME}
        return render(request, "socialaccount/leaving.html", context)
    return response
