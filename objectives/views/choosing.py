"""What the evidence form's script asks while one types: suggestions, elements found, figures of a chosen one."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from iomtrack.accounts.access import UserRequest, open_to
from objectives.enums import FrameworkStatus
from objectives.forms.served import ServedSheet
from objectives.models import Framework
from objectives.permissions import Capability, may
from objectives.queries.choosing import Countries, Finder, Offices, Programmes, Themes
from objectives.queries.co_authors import Colleagues

BY_KEY = (Countries.kind, Themes.kind)  # what the form takes by its key, and not by its words


@require_safe
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def choose(request: UserRequest, kind: str) -> HttpResponse:
    """Up to twenty that the words (`?q=`) fit: {"matches": [{"value", "label"}]}; without words, one's last ones."""
    finder = finder_of(request, kind)
    words = request.GET.get("q", "")
    found = finder.matching(words) if words.strip() else finder.recent()
    matches = [
        {"value": str(one.pk) if kind in BY_KEY else finder.label(one), "label": finder.label(one)} for one in found
    ]
    return JsonResponse({"matches": matches})


def finder_of(request: UserRequest, kind: str) -> Finder:
    """What can be chosen of a kind; 404 where there is no such kind."""
    if kind == Themes.kind:
        return Themes(framework_of(request))
    kinds: dict[str, type[Programmes | Offices | Countries | Colleagues]] = {
        one.kind: one for one in (Programmes, Offices, Countries, Colleagues)
    }
    if kind not in kinds:
        raise Http404
    return kinds[kind](request.user)


def framework_of(request: UserRequest) -> Framework:
    """The framework that is named, which is no longer a draft; or 404."""
    return get_object_or_404(
        Framework.objects.exclude(status=FrameworkStatus.DRAFT), slug=request.GET.get("framework", "")
    )


@require_safe
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def choose_served(request: UserRequest) -> HttpResponse:
    """A part of the form, {"html"}: elements that the words (`?find=`) fit, or the figures of one (`?element=O3`)."""
    framework, code = framework_of(request), request.GET.get("element", "")
    if code:
        sheet = ServedSheet(framework=framework, initial={"contributions": [code], "find": code})
        pick = next((one for one in sheet.picks() if one.element.code == code), None)
        if pick is None:
            raise Http404
        return JsonResponse({"html": render_to_string("objectives/_pick_figures.html", {"pick": pick}, request)})
    sheet = ServedSheet(framework=framework, initial={"find": request.GET.get("find", "")})
    context = {"form": sheet, "picks": list(sheet.picks())}
    return JsonResponse({"html": render_to_string("objectives/_picks.html", context, request)})
