"""Choosing the language of pages and letters: a form at the foot of every page, and nothing else.

What is chosen on the way in is kept with the account of whoever then signs in. It waits in the session for that: the
language that a browser remembers may be that of a colleague, who signed in there before.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from iomtrack.accounts.languages import is_offered, remember
from iomtrack.accounts.models import User
from objectives.actions.accounts import choose_language as choose

CHOSEN = "language_chosen"  # in the session of whoever has not signed in yet


@require_POST
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """Read on in another language, on the page that one came from. The account keeps it, and so does the browser."""
    language, back = request.POST.get("language", ""), request.POST.get("next", "")
    if not is_offered(language):
        raise Http404
    if isinstance(request.user, User):
        choose(language=language, by=request.user)
    else:
        request.session[CHOSEN] = language
    response = redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "home")
    remember(response, language)
    return response


@receiver(user_logged_in)
def keep_choice(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Keep with the account what was chosen just before signing in; who chose nothing reads what they read before."""
    language = request.session.pop(CHOSEN, "")
    if is_offered(language):
        choose(language=language, by=user)
        user.language = language
