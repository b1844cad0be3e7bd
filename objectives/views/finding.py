"""Finding evidence: the list, narrowed, searched and sorted as its address says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.lists import short_address
from objectives.filters import EvidenceFilter
from objectives.models import Evidence
from objectives.permissions import Capability, may
from objectives.queries.found import Found, Wanted, find
from objectives.queries.saved_filters import columns_of, kept_filters
from objectives.tables.found import STANDARD, FoundTable

PLACES = ("after", "before", "last", "page")  # what an address says of the page alone
MOST_KEPT = 8  # filters that the list names; the others have a page of their own
BASIC = ("text", "status", "element", "office", "period")


@dataclass(frozen=True)
class Chip:
    """A filter that is set: what to, and the address of the list without it."""

    label: str
    meaning: str
    without: str


@dataclass(frozen=True)
class Fitting:
    """What a filter can mean, where what was typed fits several: each with the address of the list of it alone."""

    label: str
    choices: list[tuple[str, str]]


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
@short_address(EvidenceFilter.base_filters)
def evidence_index(request: UserRequest) -> HttpResponse:
    """All that one may see, with filters and paging."""
    filterset = EvidenceFilter(request.GET, queryset=Evidence.objects.visible_to(request.user), request=request)
    user, asked, is_clear = request.user, wanted(request, filterset), not filterset.form.errors
    rows = filterset.qs if is_clear else Evidence.objects.none()
    ways = filterset.ways(user) if is_clear else []
    found = find(rows, partial(filterset.in_order, user), asked, filterset.words, ways)
    if found.place_is_broken:
        messages.warning(request, _("The address names no place in this list, so this is its first page."))
    boxes = list(filterset.form)
    context = {
        "filter": filterset,
        "form": filterset.form,
        "basic": [box for box in boxes if box.name in BASIC],
        "further": [box for box in boxes if box.name not in BASIC],
        "further_is_open": any(box.name not in BASIC and (box.errors or box.value()) for box in boxes),
        "chips": chips(request, filterset),
        "fitting": fitting(request, filterset),
        "table": FoundTable(found, shown=columns_shown(request), words=filterset.words),
        "kept": list(kept_filters(request.user)[:MOST_KEPT]),
        "asked": filters_asked(request),
        "notes": notes(found, filterset),
        "sort": request.GET.get("sort", ""),
        "may_log": may(request.user, Capability.LOG_EVIDENCE),
        "may_watch_files": may(request.user, Capability.WATCH_FILES),
    }
    return render(request, "objectives/evidence_list.html", context)


def columns_shown(request: UserRequest) -> list[str]:
    """The columns that this person chose, as far as there are such; or else the usual ones."""
    chosen = columns_of(request.user) or []
    return [name for name in FoundTable.offered() if name in chosen] or list(STANDARD)


def filters_asked(request: UserRequest) -> str:
    """The filters and the order of an address, without what is empty, unknown or of the page alone."""
    names = (*EvidenceFilter.base_filters, "sort")
    return urlencode([(name, request.GET[name]) for name in names if request.GET.get(name, "").strip()])


def wanted(request: UserRequest, filterset: EvidenceFilter) -> Wanted:
    """Which page of which order an address asks for."""
    number = request.GET.get("page", "")
    asked = {"days" if name in ("since", "until") else name for name in filterset.asked} - {"below"}
    return Wanted(
        sort=request.GET.get("sort", ""),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        last="last" in request.GET,
        is_narrowed=bool(asked or filterset.form.errors),
        is_combined=len(asked) > 1,
        number=int(number) if number.isascii() and number.isdigit() and len(number) < len("1000000") else 1,
    )


def chips(request: UserRequest, filterset: EvidenceFilter) -> list[Chip]:
    """The filters that are set, each with the way to take it off."""
    found = []
    for name in filterset.asked:
        left = request.GET.copy()
        for gone in (name, *PLACES, *(["below"] if name == "element" else [])):
            left.pop(gone, None)
        label = str(filterset.form.fields[name].label)
        found.append(Chip(label, filterset.meaning(name), f"{request.path}?{left.urlencode()}"))
    return found


def fitting(request: UserRequest, filterset: EvidenceFilter) -> list[Fitting]:
    """What the filters can mean that fit several, each as a link that sets it and leaves the others."""
    found = []
    for name, field in filterset.form.fields.items():
        choices = []
        for one in getattr(field, "fitting", ()) if name in filterset.form.errors else ():
            query = request.GET.copy()
            for gone in PLACES:
                query.pop(gone, None)
            query[name] = str(one.pk)
            choices.append((field.subject.label(one), f"{request.path}?{query.urlencode()}"))
        if choices:
            found.append(Fitting(str(field.label), choices))
    return found


def notes(found: Found, filterset: EvidenceFilter) -> list[str]:
    """What a reader of the list has to know of how it came to be."""
    said = []
    if filterset.words is not None and not filterset.words.phrases:
        said.append(_("There is no word in what you typed that could be searched for."))
    if filterset.form.errors:
        said.append(_("Nothing is listed until what is marked above is put right, or taken out."))
    if found.too_many_to_rank:
        said.append(_("So many entries fit that they are shown by date, the newest first. Add a word to see the best."))
    if found.is_ranked and found.entries:
        said.append(_("What fits best comes first. Choose a heading for another order."))
    return said
