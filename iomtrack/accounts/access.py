"""The gate before every view: sign in first; what one may not do does not exist (404, law 8)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

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
                return redirect_to_login(page_to_return_to(request))
            if not allowed(request.user):
                raise Http404
            return view(cast(UserRequest, request), *args, **kwargs)

        return guarded

    return decorate


def page_to_return_to(request: HttpRequest) -> str:
    """Where to go after signing in: the page asked for, or the page whose form was sent.

    An address that a form is sent to may answer nothing else. Only the path of the referring page is taken, so that
    it cannot lead off the site.
    """
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    try:
        path = urlsplit(request.headers.get("Referer", "")).path
    except ValueError:  # it is no address
        return "/"
    return path if path.startswith("/") and not path.startswith("//") else "/"
