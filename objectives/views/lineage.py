"""Lineage: two strategies side by side, and an element through the years."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from iomtrack.accounts.access import UserRequest, open_to
from objectives.lineage_drawing import NARROW, WIDE, draw
from objectives.models import Framework
from objectives.permissions import Capability, may
from objectives.queries.lineage import compare, related_frameworks, through_the_years
from objectives.views.frameworks import find_element_or_404, find_framework_or_404


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def lineage(request: UserRequest, slug: str) -> HttpResponse:
    """A framework beside an earlier or later one (`?with=slug`; the one it supersedes unless asked)."""
    framework = find_framework_or_404(slug)
    related = related_frameworks(framework)
    other = chosen(related, framework, request.GET.get("with", ""))
    comparison = compare(*sorted((framework, other), key=lambda one: (one.issued_on, one.pk))) if other else None
    context = {
        "framework": framework,
        "related": related,
        "other": other,
        "comparison": comparison,
        "drawings": {"wide": draw(comparison, WIDE), "narrow": draw(comparison, NARROW)} if comparison else {},
        "kinds": comparison.counts() if comparison else {},
        "sides": (comparison.left, comparison.right) if comparison else (),
    }
    return render(request, "objectives/lineage.html", context)


def chosen(related: list[Framework], framework: Framework, slug: str) -> Framework | None:
    """The framework to compare with, or None where there is none. An unknown one is 404."""
    if slug:
        found = next((one for one in related if one.slug == slug), None)
        if found is None:
            raise Http404
        return found
    before = next((one for one in related if one.pk == framework.supersedes_id), None)
    return before or (related[-1] if related else None)


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def element_history(request: UserRequest, slug: str, code: str) -> HttpResponse:
    """An element and all that it descends from, period by period."""
    element = find_element_or_404(slug, code)
    years = through_the_years([element])[element.pk]
    return render(request, "objectives/element_history.html", {"element": element, "years": years})
