"""In which language a person reads pages and letters: English, French or Spanish (settings.LANGUAGES)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import (
    activate,
    get_language,
    get_language_from_request,
    get_supported_language_variant,
)
from django.utils.translation.trans_real import parse_accept_lang_header

from iomtrack.accounts.models import User

GetResponse = Callable[[HttpRequest], HttpResponseBase]
FOR_PROGRAMS = "/api/"  # what is asked for there alone counts, or else the language of the token's person
ANY = "*"
REMEMBERED = 365 * 24 * 60 * 60  # seconds that a browser keeps a choice


def is_offered(language: str) -> bool:
    """Whether pages and letters can be read in a language (BCP 47 code)."""
    return language in dict(settings.LANGUAGES)


def language_of(user: User) -> str:
    """The language that a person reads: their own, its plain form ("fr" for "fr-CA"), or English where it is none."""
    own = (user.language, user.language.partition("-")[0])
    return next((language for language in own if is_offered(language)), settings.LANGUAGE_CODE)


def language_asked_for(request: HttpRequest) -> str | None:
    """The first language of Accept-Language that is offered; None where there is none, or any would do ("*")."""
    for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code == ANY:
            return None
        with suppress(LookupError):
            return get_supported_language_variant(code)
    return None


def language_of_the_browser(get_response: GetResponse) -> GetResponse:
    """Middleware: speak the language that was chosen here before, else one that the browser asks for, else English.

    It stands above whatever may refuse a request, so that errors are read too; below it `language_of_the_reader`
    knows better. A page says on its way out which language it is in.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        before = get_language()
        is_page = not request.path_info.startswith(FOR_PROGRAMS)
        found = get_language_from_request(request) if is_page else language_asked_for(request)
        activate(found or settings.LANGUAGE_CODE)
        response = get_response(request)
        patch_vary_headers(response, ["Accept-Language"])
        if response.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Content-Language", get_language() or settings.LANGUAGE_CODE)
        if not response.streaming:  # what is streamed is still to be worded
            activate(before or settings.LANGUAGE_CODE)
        return response

    return answer


def language_of_the_reader(get_response: GetResponse) -> GetResponse:
    """Middleware: speak the language of whoever has signed in."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if isinstance(request.user, User) and not request.path_info.startswith(FOR_PROGRAMS):
            activate(language_of(request.user))
        return get_response(request)

    return answer


def remember(response: HttpResponse, language: str) -> None:
    """Let the browser keep a choice, for pages before one has signed in."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=REMEMBERED,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
