"""What awaits review: a reviewer's queue, and accepting several of it with one confirmation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.lists import short_address
from objectives.actions.review_many import Picked, accept_several, checked
from objectives.colons import colon
from objectives.models import Evidence, Office
from objectives.models.naming import in_language, readers_language
from objectives.permissions import Capability, may
from objectives.queries.queue import MOST_COUNTED, PER_PAGE, Wanted, queue_page, with_parts


@require_safe
@open_to(lambda user: may(user, Capability.REVIEW_EVIDENCE))
@short_address(("whose", "office"))
def queue(request: UserRequest) -> HttpResponse:
    """What awaits this reviewer, the longest waiting first."""
    page = queue_page(request.user, Wanted.of(request.GET), request.GET.get("after", ""))
    context = {
        "page": page,
        "offices": [(None, offices_to_pick(page.wanted.office), 0)],
        "most_counted": MOST_COUNTED,
    }
    return render(request, "objectives/review_queue.html", context)


def offices_to_pick(code: str) -> list[dict[str, Any]]:
    """The offices in use as options of a list, the one of this code chosen. One query."""
    offices = (
        Office.objects.on_offer().order_by("name").values_list("name", "language", "translations", "code", named=True)
    )
    language = readers_language()
    return [
        {"value": one.code, "attrs": {"selected": one.code == code}, "label": in_language(one, "name", language)}
        for one in offices
    ]


@require_POST
@open_to(lambda user: may(user, Capability.REVIEW_EVIDENCE))
def several(request: UserRequest) -> HttpResponse:
    """Ask whether the ticked entries are to be accepted, each with what stands in its way; confirmed, accept them."""
    wanted = Wanted.of(request.POST)
    back = f"{reverse('review')}?{wanted.query}"
    picked = ticked(request)
    if not picked:
        messages.error(request, _("Tick the entries that you want to accept."))
        return redirect(back)
    if "confirm" not in request.POST:
        rows = checked(picked, by=request.user)
        ready = [one for one in rows if not one.obstacle]
        context = {
            "ready": ready,
            "served": len({one.element_id for row in ready for one in row.evidence.contributions.all()}),
            "held": [one for one in rows if one.obstacle],
            "wanted": wanted,
            "back": back,
        }
        return render(request, "objectives/review_several.html", context)
    tell(request, accept_several(picked, by=request.user))
    return redirect(back)


def ticked(request: UserRequest) -> list[tuple[Evidence, int]]:
    """The entries that were ticked ("EV-2026-0001:3"), as far as this person may see them, with the edit they read."""
    read = {}
    for text in request.POST.getlist("entries")[:PER_PAGE]:
        reference, _mark, number = text.rpartition(":")
        if number.isascii() and number.isdigit() and len(number) < 10:  # noqa: PLR2004 what the column holds
            read[reference] = int(number)
    found = with_parts(Evidence.objects.visible_to(request.user).filter(reference__in=list(read)))
    rows = found.select_related("office", "author", "corrects", "period").order_by("submitted_at", "id")
    return [(one, read[one.reference]) for one in rows]


def tell(request: UserRequest, outcome: list[Picked]) -> None:
    """Say what was accepted, and what was not and why."""
    accepted = [one.evidence.reference for one in outcome if not one.obstacle]
    if accepted:
        done = ngettext("%(n)s entry is accepted: %(which)s.", "%(n)s entries are accepted: %(which)s.", len(accepted))
        messages.success(request, done % {"n": len(accepted), "which": ", ".join(accepted)})
    for one in outcome:
        if one.obstacle:
            level = messages.info if one.is_done else messages.warning
            level(request, f"{one.evidence.reference}{colon()}{one.obstacle}")
