"""Choosing the language of pages and letters: a form at the foot of every page, and nothing else."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from iomtrack.accounts.languages import is_offered, remember
from iomtrack.accounts.models import User
from objectives.actions.accounts import choose_language as choose


@require_POST
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """Read on in another language, on the page that one came from. The account keeps it, and so does the browser."""
    language, back = request.POST.get("language", ""), request.POST.get("next", "")
    if not is_offered(language):
        raise Http404
    if isinstance(request.user, User):
        choose(language=language, by=request.user)
    response = redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "home")
    remember(response, language)
    return response
