"""Whether a draft can be put in force: what it lacks, and what is worth a look before."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from objectives.enums import EvidenceStatus, FrameworkStatus, PeriodStatus
from objectives.models import Element, Evidence, Framework, Period
from objectives.queries.editor import left_out


@dataclass(frozen=True)
class Lack:
    """One thing that a draft lacks, and the element where it is put right: its own, or an earlier one without heir."""

    message: str
    element: Element | None = None
    is_earlier: bool = False


def lacks(framework: Framework) -> list[Lack]:
    """All that must be put right before a framework is put in force; nothing, where it is whole. At most five queries.

    The framework that it supersedes must be loaded with it.
    """
    elements = list(framework.elements.order_by("position"))
    found = [Lack(_("It has no elements yet."))] if not elements else []
    found += [
        Lack(_("%(code)s has no wording.") % {"code": one.code}, one) for one in elements if not one.wording.strip()
    ]
    if framework.supersedes is None:
        return found
    if framework.supersedes.status == FrameworkStatus.DRAFT:
        found.append(Lack(_("%(symbol)s, which it supersedes, is a draft.") % {"symbol": framework.supersedes.symbol}))
    return [*found, *_lineage_lacks(framework, elements)]


def _lineage_lacks(framework: Framework, elements: list[Element]) -> list[Lack]:
    told = set(framework.elements.filter(ancestry__isnull=False).values_list("pk", flat=True))
    message = _("It is not said what %(code)s descends from, or that it is new.")
    earlier = _("It is not said what became of %(code)s of %(symbol)s.")
    return [
        *(Lack(message % {"code": one.code}, one) for one in elements if one.pk not in told),
        *(
            Lack(earlier % {"code": one.element.code, "symbol": framework.supersedes}, one.element, is_earlier=True)
            for one in left_out(framework)
            if one.thread is None
        ),
    ]


def remarks(framework: Framework) -> list[str]:
    """What does not stand in the way, and is worth a look before a framework is put in force. At most three queries."""
    return [*_citation_remarks(framework), *_predecessor_remarks(framework)]


def _citation_remarks(framework: Framework) -> list[str]:
    cited = framework.elements.exclude(source_symbol=framework.symbol).order_by("position")
    codes = list(cited.values_list("code", flat=True))
    if not codes:
        return []
    message = ngettext(
        "%(codes)s is quoted from another document than %(symbol)s.",
        "%(codes)s are quoted from other documents than %(symbol)s.",
        len(codes),
    )
    return [message % {"codes": ", ".join(codes), "symbol": framework.symbol}]


def _predecessor_remarks(framework: Framework) -> list[str]:
    earlier = framework.supersedes
    if earlier is None or earlier.status != FrameworkStatus.IN_FORCE:
        return []
    found = []
    open_ones = Period.objects.filter(framework=earlier, status=PeriodStatus.OPEN).order_by("starts_on")
    if periods := ", ".join(one.label_here for one in open_ones):
        message = _("Still open for %(symbol)s: %(periods)s. Nothing new can be logged for it once it is superseded.")
        found.append(message % {"symbol": earlier, "periods": periods})
    waiting = Evidence.objects.filter(framework=earlier, status=EvidenceStatus.SUBMITTED).count()
    if waiting:
        message = ngettext(
            "%(number)s entry for %(symbol)s awaits review.", "%(number)s entries for %(symbol)s await review.", waiting
        )
        found.append(message % {"symbol": earlier, "number": waiting})
    return found
