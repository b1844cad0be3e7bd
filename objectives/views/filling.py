"""What a link fills the evidence form with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from iomtrack.accounts.access import UserRequest
from objectives.forms.kept import initial_alike
from objectives.forms.typed import said
from objectives.models import Evidence, Framework
from objectives.queries.choosing import Countries, Finder, Offices, Programmes
from objectives.queries.evidence import evidence_page
from objectives.queries.served import elements_coded

MOST = 30  # so many of a kind are taken from an address


@dataclass(frozen=True)
class Filled:
    """What the form begins with; what is to be known of it; and what of the address could not be understood."""

    initial: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def filled_by(request: UserRequest, framework: Framework) -> Filled:
    """What an address fills the form with.

    `?programme=CODE&office=CODE&element=O3&element=R7&country=KE`; `?like=EV-2026-0001` begins as a former entry does,
    without its days, figures and files.
    """
    filled = _alike(request, framework)
    initial, warnings = filled.initial, filled.warnings
    for name, finder in (("programme", Programmes(request.user)), ("office", Offices(request.user))):
        if code := request.GET.get(name, "").strip():
            found = _found(finder, code)
            initial |= {name: found} if found else {}
            warnings += [] if found else [_unknown(name, code)]
    countries, unknown = _countries(request)
    codes = list(dict.fromkeys(request.GET.getlist("element")[:MOST]))
    known = {element.code for element in elements_coded(framework, codes)}
    if codes:
        initial["contributions"] = [code for code in codes if code in known]
    if countries:
        initial["countries"] = countries
    warnings += [*unknown, *(_unknown("element", code) for code in codes if code not in known)]
    return filled


def _alike(request: UserRequest, framework: Framework) -> Filled:
    reference = request.GET.get("like", "").strip()
    former: Evidence | None = evidence_page(request.user, reference[:40]) if reference else None
    if former is None:
        return Filled(warnings=[_unknown("like", reference)] if reference else [])
    note = _("This begins as %(reference)s does. Give the days, figures and files of the new activity.")
    initial, notes = initial_alike(former), [note % {"reference": former.reference}]
    if former.framework_id != framework.pk:
        initial |= {"contributions": [], "terms": []}
        notes.append(
            _("It was logged under %(symbol)s: choose anew what it served.") % {"symbol": former.framework.symbol}
        )
    office, programme = former.office, former.programme
    initial["office"] = Offices(request.user).by_code(office.code) if office else None
    initial["programme"] = Programmes(request.user).by_code(programme.code) if programme else None
    initial["terms"] = [term for term in initial["terms"] if term.retired_on is None]
    return Filled(initial, notes)


def _countries(request: UserRequest) -> tuple[list[Any], list[str]]:
    finder, codes = Countries(request.user), request.GET.getlist("country")[:MOST]
    found = {code: _found(finder, code) for code in codes}
    return [one for one in found.values() if one], [_unknown("country", code) for code, one in found.items() if not one]


def _found(finder: Finder[Any], code: str) -> Any:
    return finder.by_code(code) or finder.exactly(code)


def _unknown(name: str, code: str) -> str:
    messages = {
        "programme": _("The link names the programme “%(code)s”, which is not in use. Choose one below."),
        "office": _("The link names the office “%(code)s”, which is not in use. Choose one below."),
        "country": _("The link names the country “%(code)s”, which is not known. Choose one below."),
        "element": _("The link names “%(code)s”, which this framework does not have. Choose below what it served."),
        "like": _("The link names the entry “%(code)s”, which you cannot see. The form is empty."),
    }
    return messages[name] % {"code": said(code)}
