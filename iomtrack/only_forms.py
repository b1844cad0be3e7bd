"""Addresses that only take a form: whoever opens one, by a reload or after signing in anew, reads what it is."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve

from iomtrack.accounts.languages import FOR_PROGRAMS

NO_PAGES = frozenset({"attachment", "attachment_list"})  # a file to save, and what leads to the page that it stands on


def told_in_words(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: a person who asks to read what cannot be read gets a page, with the way on, and not an empty one."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_person = request.method in ("GET", "HEAD") and not request.path_info.startswith(FOR_PROGRAMS)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or not is_person:
            return response
        if not isinstance(response, HttpResponse) or response.content:
            return response
        page = render(request, "405.html", {"above": page_above(request.path_info)}, status=response.status_code)
        page["Allow"] = response["Allow"]
        return page

    return answer


def page_above(path: str) -> str:
    """The nearest address above one that is a page of the site: an entry's, above what decides on it."""
    while path != "/":
        path = f"{path.rstrip('/').rpartition('/')[0]}/"
        try:
            name = resolve(path).url_name
        except Resolver404:
            continue
        if name not in NO_PAGES:
            break
    return path
