"""What a program may ask of an address: HEAD wherever GET is, and a problem where a method is none of its own."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from iomtrack.rest.problems import answer as problem


def known_methods(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: ninja knows HEAD nowhere, and refuses a method in words that are no problem."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith("/api/"):
            return get_response(request)
        if request.method == "HEAD":
            request.method = "GET"  # the server leaves the body out
        response = get_response(request)
        if response.status_code != 405:  # noqa: PLR2004 its only use
            return response
        methods = set(response["Allow"].split(", "))
        allowed = ", ".join(sorted(methods | {"HEAD"} if "GET" in methods else methods))
        return problem(405, _("This address takes %(methods)s.") % {"methods": allowed}, headers={"Allow": allowed})

    return answer
