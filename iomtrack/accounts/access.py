"""The gate before every view: sign in first; what one may not do does not exist (404, law 8)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from iomtrack.accounts.kept_forms import hold, is_sent_by_hand, person_before
from iomtrack.accounts.models import User

P = ParamSpec("P")


class UserRequest(HttpRequest):
    """A request behind the gate: somebody has signed in."""

    user: User


View = Callable[Concatenate[UserRequest, P], HttpResponseBase]


def open_to(
    allowed: Callable[[User], bool],
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Let a view answer only people for whom `allowed` holds. Visitors are sent to sign in; others get 404."""

    def decorate(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not isinstance(request.user, User):
                return to_sign_in(request)
            if not allowed(request.user):
                raise Http404
            return view(cast(UserRequest, request), *args, **kwargs)

        return guarded

    return decorate


def to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """The way to sign in and back. Where a form was sent, it says what became of that."""
    page = page_to_return_to(request)
    if is_sent_by_hand(request) and person_before(request) is not None:
        held = hold(request, page if request.headers.get("Referer") else request.path)
        if held:
            messages.info(request, _("Your session has ended. What you typed is kept: sign in, and go on with it."))
        else:
            messages.info(request, _("Your session has ended, and nothing was sent. Sign in, and send it once more."))
        page = held or page
    return redirect_to_login(page)


def page_to_return_to(request: HttpRequest) -> str:
    """Where to go after signing in: the page asked for, or the page whose form was sent.

    An address that a form is sent to may answer nothing else. The host of the referring page is not taken, so that it
    cannot lead off the site.
    """
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    try:
        page = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # it is no address
        return "/"
    if not page.path.startswith("/") or page.path.startswith("//"):
        return "/"
    return f"{page.path}?{page.query}" if page.query else page.path
