"""What is answered to who takes away what they have taken away already, by a second press or from a page of before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from iomtrack.accounts.access import UserRequest
from objectives.queries.gone import taken_away


def gone_already(request: UserRequest, to: Any, action: str, *, said: str = "", **of: Any) -> HttpResponse:
    """Where the first press led, told that it is gone; 404 for whoever did not take it away themselves.

    `to` is what `redirect` takes. The event of the first press is found by its `action` and what it says `of` the thing
    (objectives.queries.gone). `said` stands in for what is said by the thing's name.
    """
    event = taken_away(request.user, action, **of)
    if request.method != "POST" or event is None:
        raise Http404
    return told_gone(request, to, said or gone(event.object_label))


def told_gone(request: UserRequest, to: Any, said: str) -> HttpResponse:
    """Where the first press led, told that it is gone."""
    messages.info(request, said)
    return redirect(to)


def gone(name: str) -> str:
    """That something is gone by now, by its name."""
    return _("“%(name)s” is gone already.") % {"name": name}
