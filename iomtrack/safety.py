"""What every answer of the site carries, and what no request may hold."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from iomtrack.accounts.languages import FOR_PROGRAMS
from iomtrack.uploads import lost_files

GetResponse = Callable[[HttpRequest], HttpResponseBase]

NUL, QUOTED_NUL = "\x00", "%00"
FORM = "application/x-www-form-urlencoded"
FORM_WITH_FILES = "multipart/form-data"
POWERS = "camera display-capture geolocation microphone midi payment usb serial hid accelerometer gyroscope"
PERMISSIONS = ", ".join(f"{power}=()" for power in POWERS.split())
ALONE = "default-src 'none'; frame-ancestors 'none'; sandbox"  # of a file that somebody sent: it may do nothing at all
OF_A_PDF = ("base-uri", "form-action", "frame-ancestors")  # the rest would be taken for the browser's own viewer


def policy(directives: dict[str, list[str]], only: Iterable[str] | None = None) -> str:
    """A Content-Security-Policy as its header says it; of a PDF only what concerns it."""
    names = directives if only is None else only
    return "; ".join(" ".join([name, *directives[name]]) for name in names)


def guarding_headers(get_response: GetResponse) -> GetResponse:
    """Middleware: every answer, of static files and errors too, says what its page may load and who may hold it.

    SECURE_CSP has the name and the shape that Django 6.0 gives it, so that Django's own middleware can take over.
    """
    of_a_page, of_a_pdf = policy(settings.SECURE_CSP), policy(settings.SECURE_CSP, OF_A_PDF)

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_pdf = response.get("Content-Type") == "application/pdf"
        response.setdefault("Content-Security-Policy", of_a_pdf if is_pdf else of_a_page)  # a view may be stricter
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Permissions-Policy"] = PERMISSIONS
        return response

    return answer


def never_stored(get_response: GetResponse) -> GetResponse:
    """Middleware: no browser or proxy keeps a page, be it an error, a redirect or a download.

    It stands below the one that serves static files: those are kept, and everything else may be somebody's own.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response["Cache-Control"] = "private, no-store"
        patch_vary_headers(response, ["Cookie"])  # always, or it tells whether a letter was written to somebody
        return response

    return answer


def address_without_nul(get_response: GetResponse) -> GetResponse:
    """Middleware: no text has a NUL character, and PostgreSQL keeps none. An address that holds one is refused: 400.

    What a person typed into a box of a list is asked for without it. A cookie that holds one is dropped: it would come
    again with every page until it was deleted by hand.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        for name in [name for name, value in request.COOKIES.items() if NUL in value]:
            del request.COOKIES[name]
        if not request.path_info.startswith(FOR_PROGRAMS):
            take_nul_out_of_the_query(request)
        refuse_nul(request.path, unquote(request.META.get("QUERY_STRING", "")))
        refuse_charset(request)
        return get_response(request)

    return answer


class FormThatCanBeRead:
    """Middleware: what is sent to a page has to be a form that can be read.

    It is looked at after its CSRF token was found good. NUL characters come unseen with what is pasted: they are taken
    out of what was typed, whichever form it is. The interface for programs reads what it is sent itself.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *more: Any) -> HttpResponseBase | None:
        if request.method == "POST" and not request.path_info.startswith(FOR_PROGRAMS):
            if request.content_type not in (FORM, FORM_WITH_FILES, ""):
                return HttpResponse(render_to_string("400.html"), status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
            refuse_broken(request)
            take_nul_out(request)
        for name, values in request.POST.lists():
            refuse_nul(name, *values)
        return None


def refuse_charset(request: HttpRequest) -> None:
    """Raise BadRequest for a form that says it is not in UTF-8, before anybody asks for its fields: Django refuses that
    each time, in the page of the refusal too.
    """
    if request.content_type == FORM and request.encoding is not None:
        is_utf8 = codecs.lookup(request.encoding).name == "utf-8"
        request.encoding = "utf-8"
        if not is_utf8:
            raise BadRequest("Not UTF-8")


def refuse_broken(request: HttpRequest) -> None:
    """Raise BadRequest for a form with files of which nothing could be read, though it is longer than its own end."""
    if request.content_type != FORM_WITH_FILES or request.POST or request.FILES or lost_files(request):
        return
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > len(f"--{(request.content_params or {}).get('boundary', '')}--\r\n"):
        raise BadRequest("Not a form")


def take_nul_out_of_the_query(request: HttpRequest) -> None:
    """Take every NUL character out of the values that the address of a page asks for; its names are nobody's typing.

    The address itself is changed, so that whoever reads it later, and links from the page, say the same.
    """
    asked = request.META.get("QUERY_STRING", "")
    if QUOTED_NUL in asked:
        pairs = [one.partition("=") for one in asked.split("&")]
        request.META["QUERY_STRING"] = "&".join(name + sign + without_nul(value) for name, sign, value in pairs)


def without_nul(quoted: str) -> str:
    """A quoted value without NUL characters; what closes up to another one goes too."""
    while QUOTED_NUL in quoted:
        quoted = quoted.replace(QUOTED_NUL, "")
    return quoted


def take_nul_out(request: HttpRequest) -> None:
    """Take every NUL character out of what a form says."""
    if not any(NUL in value for _name, values in request.POST.lists() for value in values):
        return
    cleaned = QueryDict(mutable=True, encoding=request.POST.encoding)
    for name, values in request.POST.lists():
        cleaned.setlist(name, [value.replace(NUL, "") for value in values])
    cleaned._mutable = False
    request.POST = cleaned  # type: ignore[assignment]  # which Django allows, and its stubs do not know


def refuse_nul(*texts: str) -> None:
    """Raise BadRequest where a text holds a NUL character."""
    if any(NUL in text for text in texts):
        raise BadRequest("A NUL character")
