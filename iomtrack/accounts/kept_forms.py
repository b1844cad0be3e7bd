"""A form that was sent after the session had ended: what was typed stands in the form again after signing in.

Nothing of it is done: the person presses the button once more. Until then it waits in the visitor's own session, on the
server, for the person who had signed in there before, whom a signed cookie names. Whoever else signs in never sees it,
and it goes then.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.template.loader import render_to_string

from iomtrack.accounts.models import User
from iomtrack.accounts.page_forms import FilledPage, fill_in

KEPT = "kept_forms"  # in the session
DISCARDED = "kept_forms_discarded"  # in the session: the keys of some, and the pages that they were of
KEPT_MOST = 4
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "next", "ticket", "turn", "form_key"})
NOT_TYPED = frozenset({"read"})  # which version the page showed: kept with what was typed, and nothing by itself
SECONDS_KNOWN = 30 * 24 * 60 * 60  # that a browser says who had signed in there
MISSING = frozenset({404, 405})  # at the address of a form that answers nothing else
REFUSED = frozenset({400, 403, 413, 415, 429, 500, 503})
OF_SIGNING_IN = "/accounts/"  # the second factor may be asked for on the way
PLACE = '<main id="main" tabindex="-1">\n'
_signer = Signer(salt="iomtrack.accounts.kept-forms")

Kept = dict[str, Any]  # person, key, page, address, fields, files


# --- who it was ---------------------------------------------------------------------------------------


def person_before(request: HttpRequest) -> int | None:
    """Who had signed in last in this browser, by the cookie that says so; None where nobody had."""
    try:
        return int(_signer.unsign(request.COOKIES.get(settings.PERSON_COOKIE_NAME, "")))
    except (BadSignature, ValueError):
        return None


def remember(request: HttpRequest, response: HttpResponseBase, user: User) -> None:
    """Have the browser say from now on who has signed in."""
    said = _signer.sign(str(user.pk))
    if request.COOKIES.get(settings.PERSON_COOKIE_NAME) != said:
        response.set_cookie(
            settings.PERSON_COOKIE_NAME,
            said,
            max_age=SECONDS_KNOWN,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


# --- a visitor sends a form ---------------------------------------------------------------------------


def hold(request: HttpRequest, page: str) -> str:
    """Keep what a visitor sent, for the person who was here: the page of its form, or "" where nothing is kept.

    What is too long to keep is not.
    """
    person, fields = person_before(request), typed_in(request.POST)
    if person is None or not any(any(values) for name, values in fields.items() if name not in NOT_TYPED):
        return ""
    if sum(len(value.encode()) for values in fields.values() for value in values) > settings.FORM_DRAFT_MOST_BYTES:
        return ""
    kept = {
        "key": token_hex(8),
        "person": person,
        "page": page,
        "address": request.path,
        "fields": fields,
        "files": bool(request.FILES),
    }
    others = [one for one in request.session.get(KEPT, []) if one["address"] != request.path]
    request.session[KEPT] = [*others, kept][-KEPT_MOST:]
    return page


def is_sent_by_hand(request: HttpRequest) -> bool:
    """Whether somebody pressed a button. What a script sends by itself is left to it, and so is what has a ticket."""
    mode = request.headers.get("Sec-Fetch-Mode", "navigate")
    return request.method == "POST" and mode == "navigate" and "ticket" not in request.POST


def typed_in(data: QueryDict) -> dict[str, list[str]]:
    """What a form holds, but for what is secret or of its window."""
    named = {name: [str(value) for value in values] for name, values in data.lists()}
    return {name: values for name, values in named.items() if name not in NEVER_KEPT and "password" not in name.lower()}


# --- the person is back -------------------------------------------------------------------------------


class KeptFormsMiddleware:
    """Fills a page in with what was typed there before the session ended, and says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_page = request.resolver_match is not None or response.status_code == HTTPStatus.NOT_FOUND
        if not is_page or not isinstance(request.user, User):
            return response
        remember(request, response, request.user)
        own = kept_of(request, request.user)
        if own and request.method == "POST" and response.status_code not in REFUSED:
            put_back(request, [one for one in own if one["address"] != request.path])  # it has been sent
        here = [one for one in own if urlsplit(one["page"]).path == request.path] if request.method == "GET" else []
        if here and response.status_code in MISSING and request.path != "/":
            return HttpResponseRedirect(moved(request, here, f"{request.path.rstrip('/').rpartition('/')[0]}/"))
        leads_to = response.get("Location", "") if here else ""
        if leads_to.startswith("/") and not leads_to.startswith(OF_SIGNING_IN):
            moved(request, here, leads_to)
        return shown(request, response, here[-1]) if here else response


def kept_of(request: HttpRequest, user: User) -> list[Kept]:
    """What is kept for this person. What waits for somebody else goes: it is shown to nobody."""
    kept = request.session.get(KEPT)
    if kept is None:
        return []
    own = [one for one in kept if one["person"] == user.pk]
    if len(own) != len(kept):
        put_back(request, own)
    return own


def put_back(request: HttpRequest, kept: list[Kept]) -> None:
    """Keep these alone."""
    if kept:
        request.session[KEPT] = kept
    else:
        del request.session[KEPT]


def discard(request: HttpRequest, user: User, key: str) -> str:
    """Throw one of them away: its page, as for one that was thrown away before; the first one where it is not known."""
    own = kept_of(request, user)
    page = next((str(one["page"]) for one in own if one["key"] == key), "")
    before = request.session.get(DISCARDED, [])
    if page:
        put_back(request, [one for one in own if one["key"] != key])
        request.session[DISCARDED] = [*before, [key, page]][-KEPT_MOST:]
    return page or next((found for known, found in before if known == key), "/")


def moved(request: HttpRequest, here: list[Kept], page: str) -> str:
    """Have it shown on another page: above an address that only takes a form, or where a page leads on to."""
    for one in here:
        one["page"] = page
    request.session.modified = True
    return page


def shown(request: HttpRequest, response: HttpResponseBase, kept: Kept) -> HttpResponseBase:
    """A page with the form filled in, and a note above that says so."""
    is_page = isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith("text/html")
    if not is_page or response.status_code != HTTPStatus.OK:
        return response
    assert isinstance(response, HttpResponse)
    markup = response.content.decode()
    filled = fill_in(markup, path=request.path, address=kept["address"], fields=kept["fields"])
    response.content = filled.markup.replace(PLACE, PLACE + note(request, kept, filled), 1)
    return response


def note(request: HttpRequest, kept: Kept, filled: FilledPage) -> str:
    """What is said above the page."""
    first = next((one for one in filled.changed if one), "")
    context = {"kept": kept, "filled": filled, "first": first}
    return render_to_string("account/_kept_form.html", context, request=request)
