"""The figures of one programme, month after month: which are asked for, and which are there already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from iomtrack.accounts.models import User
from objectives.enums import EvidenceStatus, PeriodStatus
from objectives.folding import Asked
from objectives.models import Evidence, Figure, Framework, Indicator, Period, Programme

MOST_MONTHS = 12
MOST_ROWS = 40


@dataclass(frozen=True)
class Month:
    """A month of an open period, as far as it lies in that period."""

    code: str  # 2026-09
    starts_on: date
    ends_on: date


def open_months(framework: Framework) -> list[Month]:
    """The months of the open periods that have begun, oldest first; the latest twelve. One query."""
    today = timezone.localdate()
    periods = Period.objects.filter(framework=framework, status=PeriodStatus.OPEN, starts_on__lte=today)
    months = [month for period in periods.order_by("starts_on") for month in _months(period, today)]
    return months[-MOST_MONTHS:]


def _months(period: Period, today: date) -> Iterable[Month]:
    first, end = period.starts_on, min(period.ends_on, today)
    while first <= end:
        following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        yield Month(f"{first:%Y-%m}", first, min(following - timedelta(days=1), end))
        first = following


def indicators_to_ask(framework: Framework, programme: Programme, chosen: Iterable[str]) -> list[Indicator]:
    """Those that the programme reported before, and those chosen (O1/O1.1), in the framework's order. Two queries."""
    reported = Figure.objects.filter(evidence__programme=programme, evidence__framework=framework)
    keys = set(reported.order_by().values_list("indicator_id", flat=True).distinct())
    wanted = set(chosen)
    rows = _of_framework(framework)
    return [one for one in rows if one.pk in keys or f"{one.element.code}/{one.code}" in wanted][:MOST_ROWS]


def indicators_named(framework: Framework, words: str) -> list[Indicator]:
    """The indicators in use whose code, title or element have all the words. One query."""
    asked = Asked.of(words[:300])
    texts = {one: f"{one.element.code} {one.code} {one.title} {one.element.label}" for one in _of_framework(framework)}
    return [one for one, text in texts.items() if asked.words and asked.all_in([text])]


def _of_framework(framework: Framework) -> list[Indicator]:
    indicators = Indicator.objects.filter(element__framework=framework, retired_on__isnull=True)
    return list(indicators.select_related("element").order_by("element__position", "position", "id"))


def reported(
    user: User, programme: Programme, framework: Framework, months: list[Month], token: str = ""
) -> dict[tuple[int, str], list[Figure]]:
    """What the entries of the programme that one may see give already, by indicator and month. One query.

    Without those that this very grid (`token`) made when it was sent before.
    """
    found: dict[tuple[int, str], list[Figure]] = defaultdict(list)
    if not months:
        return found
    entries = (
        Evidence.objects.visible_to(user)
        .filter(programme=programme, framework=framework)
        .filter(ends_on__range=(months[0].starts_on, months[-1].ends_on))
        .exclude(status__in=(EvidenceStatus.WITHDRAWN, EvidenceStatus.DISCARDED))
    )
    if token:
        entries = entries.exclude(form_token__startswith=f"{user.pk}:{token}:")
    figures = Figure.objects.filter(evidence__in=entries).select_related("evidence", "indicator").order_by("pk")
    for figure in figures:
        found[figure.indicator_id, f"{figure.evidence.ends_on:%Y-%m}"].append(figure)
    return found
