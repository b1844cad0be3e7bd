"""Keeping indicators: what is measured, and what of it stays once figures or a closed period rest on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.enums import Direction, EvidenceStatus, FrameworkStatus, PeriodStatus, Qualifier
from objectives.models import AuditEvent, Dimension, Element, Figure, Indicator
from objectives.permissions import Capability, require

CODE = re.compile(r"[^\W_][\w.-]*")  # of any script, as files may write them
RESERVED = "new"  # the address at which an indicator is added
PLAIN = (
    "title",
    "unit",
    "aggregation",
    "decimals",
    "direction",
    "baseline",
    "baseline_qualifier",
    "baseline_date",
    "baseline_source",
    "owner",
    "rolls_up_to",
    "translations",
)


@dataclass(frozen=True)
class IndicatorInput:
    """What is measured. A baseline has a date, as its source gives it ("1995", "Third quarter of 2025").

    Without a position it comes last. `translations` holds, for each language but the original, {title, unit}.
    """

    code: str
    title: str
    unit: str
    aggregation: str
    position: int | None = None
    decimals: int = 0
    direction: str = Direction.INCREASE
    baseline: Decimal | None = None
    baseline_qualifier: str = Qualifier.EXACT
    baseline_date: str = ""
    baseline_source: str = ""
    owner: str = ""
    dimensions: tuple[Dimension, ...] = ()
    rolls_up_to: Indicator | None = None
    translations: dict[str, dict[str, str]] = field(default_factory=dict)


Problems = Iterator[tuple[str, str]]


@transaction.atomic
def add_indicator(*, element: Element, content: IndicatorInput, by: User, is_sample: bool = False) -> Indicator:
    """Measure something more of an element. Raises ActionError, by field."""
    require(by, Capability.MANAGE_FRAMEWORKS)
    _refuse(_code_problems(element, content.code), _problems(element, content))
    indicator = Indicator(element=element, code=content.code, is_sample=is_sample)
    last = Indicator.objects.filter(element=element).aggregate(last=Max("position"))["last"]
    indicator.position = content.position if content.position is not None else (last or 0) + 1
    for name in PLAIN:
        setattr(indicator, name, getattr(content, name))
    indicator.save()
    indicator.dimensions.set(content.dimensions)
    AuditEvent.objects.record(by=by, action="indicator.add", on=indicator, after=_as_kept(content))
    return indicator


@transaction.atomic
def change_indicator(*, indicator: Indicator, content: IndicatorInput, by: User) -> Indicator:
    """Change what is measured; its code, by which files and addresses know it, stays. Raises ActionError, by field.

    Once figures are reported, the unit and the aggregation stay, and no decimal place is dropped: the figures would
    come to mean something else. Once a closed period rests on it, so do its direction, its baseline and what it rolls
    up to: progress was judged from them. A baseline that was not known may still be given.
    """
    require(by, Capability.MANAGE_FRAMEWORKS)
    indicator = _lock(indicator)
    before = as_input(indicator)
    _refuse(_problems(indicator.element, content, indicator), _frozen(indicator, before, content))
    kept, wanted = _as_kept(before), _as_kept(content)
    changed = [name for name, value in wanted.items() if value != kept[name] and name not in ("code", "position")]
    if not changed:
        return indicator
    for name in PLAIN:
        setattr(indicator, name, getattr(content, name))
    indicator.save()
    indicator.dimensions.set(content.dimensions)
    AuditEvent.objects.record(
        by=by,
        action="indicator.change",
        on=indicator,
        before={name: kept[name] for name in changed},
        after={name: wanted[name] for name in changed},
    )
    return indicator


@transaction.atomic
def move_indicator(*, indicator: Indicator, up: bool, by: User) -> None:
    """Change places with the indicator of the same element that stands before it, or after it."""
    require(by, Capability.MANAGE_FRAMEWORKS)
    rows = list(Indicator.objects.select_for_update().filter(element=indicator.element_id).order_by("position", "id"))
    order = [one.pk for one in rows]
    place = order.index(indicator.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for number, one in enumerate(rows, start=1):
        one.position = number
    Indicator.objects.bulk_update(rows, ["position"])
    codes = [one.code for one in rows]
    AuditEvent.objects.record(by=by, action="indicator.move", on=indicator, after={"order": codes})


@transaction.atomic
def retire_indicator(*, indicator: Indicator, reason: str, by: User) -> Indicator:
    """Ask for an indicator no longer; what was reported stays. Raises ActionError without a reason."""
    require(by, Capability.MANAGE_FRAMEWORKS)
    indicator = _lock(indicator)
    if indicator.retired_on is not None:
        raise ActionError(_("%(indicator)s is retired already.") % {"indicator": indicator.code})
    if not reason.strip():
        raise ActionError({"reason": [_("Say why it is retired.")]})
    indicator.retired_on, indicator.retired_reason = timezone.localdate(), reason.strip()
    indicator.save(update_fields=["retired_on", "retired_reason"])
    AuditEvent.objects.record(
        by=by, action="indicator.retire", on=indicator, after={"reason": indicator.retired_reason}
    )
    return indicator


@transaction.atomic
def restore_indicator(*, indicator: Indicator, by: User) -> Indicator:
    """Ask for a retired indicator again. Raises ActionError for one that is not retired."""
    require(by, Capability.MANAGE_FRAMEWORKS)
    indicator = _lock(indicator)
    if indicator.retired_on is None:
        raise ActionError(_("%(indicator)s is not retired.") % {"indicator": indicator.code})
    before = {"retired_on": indicator.retired_on, "reason": indicator.retired_reason}
    indicator.retired_on, indicator.retired_reason = None, ""
    indicator.save(update_fields=["retired_on", "retired_reason"])
    AuditEvent.objects.record(by=by, action="indicator.restore", on=indicator, before=before)
    return indicator


@transaction.atomic
def remove_indicator(*, indicator: Indicator, by: User) -> None:
    """Take an indicator out of a draft framework, with its targets. Raises ActionError where anything rests on it.

    What was taken out since it was read is left at that.
    """
    require(by, Capability.MANAGE_FRAMEWORKS)
    try:
        indicator = _lock(indicator)
    except Indicator.DoesNotExist:
        return
    if indicator.element.framework.status != FrameworkStatus.DRAFT:
        raise ActionError(_("Its framework is no draft any more, so it stays. Retire it instead."))
    if indicator.figures.exists():
        raise ActionError(_("Figures were reported for it, so it stays. Retire it instead."))
    if indicator.fed_by.exists():
        raise ActionError(_("Another indicator rolls up to it. Change that one first."))
    targets = [f"{target.value} ({target.due_on})" for target in indicator.targets.all()]
    before = {**_as_kept(as_input(indicator)), "targets": targets}
    AuditEvent.objects.record(by=by, action="indicator.remove", on=indicator, before=before)
    indicator.targets.all().delete()
    indicator.delete()


def as_input(indicator: Indicator) -> IndicatorInput:
    """An indicator as it stands, in the shape in which it is changed."""
    values = {name: getattr(indicator, name) for name in PLAIN}
    dimensions = tuple(indicator.dimensions.all())
    return IndicatorInput(code=indicator.code, position=indicator.position, dimensions=dimensions, **values)


def _as_kept(content: IndicatorInput) -> dict[str, Any]:
    """An input as the audit keeps it: rows by their codes."""
    above = content.rolls_up_to
    return {
        "code": content.code,
        "position": content.position,
        **{name: getattr(content, name) for name in PLAIN},
        "rolls_up_to": f"{above.element.code}/{above.code}" if above else None,
        "dimensions": sorted(dimension.code for dimension in content.dimensions),
    }


def _lock(indicator: Indicator) -> Indicator:
    rows = Indicator.objects.select_for_update(of=("self",)).select_related(
        "element__framework", "rolls_up_to__element"
    )
    return rows.get(pk=indicator.pk)


def _refuse(*found: Problems) -> None:
    problems: dict[str, list[str]] = {}
    for name, message in (one for some in found for one in some):
        problems.setdefault(name, []).append(message)
    if problems:
        raise ActionError(problems)


def _code_problems(element: Element, code: str) -> Problems:
    if not CODE.fullmatch(code) or code.lower() == RESERVED:
        yield "code", _("Give a code of letters, digits, points and hyphens, such as O1.3.")
    elif Indicator.objects.filter(element=element, code=code).exists():
        yield (
            "code",
            _("%(element)s has an indicator %(code)s already.") % {"element": element.code, "code": code},
        )


def _problems(element: Element, content: IndicatorInput, indicator: Indicator | None = None) -> Problems:
    if not content.title.strip():
        yield "title", _("Say what is measured.")
    if not content.unit.strip():
        yield "unit", _("Say in what it is counted.")
    if content.baseline is not None and not content.baseline_date.strip():
        yield "baseline_date", _("Say of when the baseline is.")
    if content.rolls_up_to is not None and (message := _roll_up_problem(element, content, content.rolls_up_to)):
        yield "rolls_up_to", message
    if indicator is not None and any(_unit(one.unit) != _unit(content.unit) for one in indicator.fed_by.all()):
        yield "unit", _("Indicators that roll up to it are counted in another unit. Change those first.")


def _roll_up_problem(element: Element, content: IndicatorInput, above: Indicator) -> str:
    """A value is taken in by an element above, where it is of the same kind. As elements are a tree, so are these."""
    ancestors, parent = set(), element.parent
    while parent is not None and parent.pk not in ancestors:
        ancestors.add(parent.pk)
        parent = parent.parent
    if above.element_id not in ancestors:
        return _("Choose an indicator of an element above %(element)s in the tree.") % {"element": element.code}
    if _unit(above.unit) != _unit(content.unit):
        return _("%(indicator)s is counted in %(unit)s. Only what is counted in the same unit rolls up to it.") % {
            "indicator": above.code,
            "unit": above.unit,
        }
    return ""


def _unit(unit: str) -> str:
    return " ".join(unit.split()).casefold()


def _frozen(indicator: Indicator, before: IndicatorInput, content: IndicatorInput) -> Problems:
    """What may not change any more, and what to do instead."""
    figures = Figure.objects.filter(Q(indicator=indicator) | Q(indicator__rolls_up_to=indicator))
    if figures.exists():
        message = _("Figures were reported with it, so it stays as it is. Retire this indicator and add a new one.")
        yield from ((name, message) for name in ("unit", "aggregation") if _differs(before, content, name))
        if content.decimals < before.decimals:
            yield "decimals", _("Figures with %(places)s decimal places were reported.") % {"places": before.decimals}
    if figures.filter(evidence__status=EvidenceStatus.ACCEPTED, evidence__period__status=PeriodStatus.CLOSED).exists():
        fixed = ["direction", "rolls_up_to"]
        if before.baseline is not None:
            fixed += ["baseline", "baseline_qualifier", "baseline_date"]
        message = _("A closed period was judged by it, so it stays as it is. Retire this indicator and add a new one.")
        yield from ((name, message) for name in fixed if _differs(before, content, name))


def _differs(before: IndicatorInput, content: IndicatorInput, name: str) -> bool:
    return getattr(before, name) != getattr(content, name)
