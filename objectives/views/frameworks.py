"""Frameworks and their elements."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from iomtrack.accounts.access import UserRequest, open_to
from objectives.models import Element, Framework, Period
from objectives.permissions import Capability, may
from objectives.queries.focal_points import may_assess
from objectives.queries.framework import element_page, find_element, find_framework, frameworks_with_periods, threads
from objectives.queries.overview import period_overview
from objectives.queries.periods import current_of, periods_of
from objectives.queries.stages import people_in, with_stages


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def framework_list(request: UserRequest) -> HttpResponse:
    """All frameworks, with their periods."""
    context = {
        "frameworks": frameworks_with_periods(),
        "may_manage_frameworks": may(request.user, Capability.MANAGE_FRAMEWORKS),
    }
    return render(request, "objectives/framework_list.html", context)


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def framework(request: UserRequest, slug: str) -> HttpResponse:
    """A framework: its elements by kind for a period, its mandate, and its lineage."""
    found = find_framework_or_404(slug)
    periods = periods_of(found)
    period = choose_period(request, periods)
    context = {
        "framework": found,
        "period": period,
        "periods": periods,
        "rows": with_stages(period_overview(found, period, with_texts=False), period),
        "threads": threads(found),
        "may_manage_periods": may(request.user, Capability.MANAGE_PERIODS),
        "may_manage_frameworks": may(request.user, Capability.MANAGE_FRAMEWORKS),
    }
    return render(request, "objectives/framework.html", context)


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def element(request: UserRequest, slug: str, code: str) -> HttpResponse:
    """An element: wording, source, lineage, and for a period its indicators, evidence and assessment."""
    found = find_element_or_404(slug, code)
    periods = periods_of(found.framework)
    period = choose_period(request, periods)
    people = people_in(found.framework)
    answering = people.answering.get(found.pk, [])
    context = {
        "page": element_page(found, period, request.user, people),
        "element": found,
        "period": period,
        "periods": periods,
        "may_assess": may_assess(request.user, found, answering),
        "may_log": may(request.user, Capability.LOG_EVIDENCE),
        "focal_points": answering,
        "may_manage_frameworks": may(request.user, Capability.MANAGE_FRAMEWORKS),
    }
    return render(request, "objectives/element.html", context)


def find_framework_or_404(slug: str) -> Framework:
    found = find_framework(slug)
    if found is None:
        raise Http404
    return found


def find_element_or_404(slug: str, code: str) -> Element:
    found = find_element(slug, code)
    if found is None:
        raise Http404
    return found


def chosen_period(request: UserRequest, of: Framework) -> Period | None:
    """The period of `?period=CODE`, or the current one. An unknown code is 404."""
    return choose_period(request, periods_of(of))


def choose_period(request: UserRequest, periods: list[Period]) -> Period | None:
    """The same, among the periods of a framework, the newest first."""
    code = request.GET.get("period")
    if not code:
        return current_of(periods)
    found = next((one for one in periods if one.code == code), None)
    if found is None:
        raise Http404
    return found
