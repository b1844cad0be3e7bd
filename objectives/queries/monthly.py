"""The figures of one programme, month after month: which are asked for, and which are there already."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from iomtrack.accounts.models import User
from objectives.enums import EDITABLE, SET_ASIDE, EvidenceStatus, PeriodStatus
from objectives.folding import Asked
from objectives.models import Evidence, Figure, Framework, Indicator, Office, Period, Programme
from objectives.queries.figures import Reported, Value, aggregate

MOST_MONTHS = 12
MOST_ROWS = 40
SHOWN = (  # of a figure that is there, with its entry and its indicator
    *("answer", "value", "qualifier", "evidence__reference", "evidence__status", "evidence__ends_on"),
    *("indicator__aggregation", "indicator__decimals"),
)

OF_A_GRID = re.compile(r":(\d{4}-\d\d)$")  # the mark of the form that an entry of monthly figures was made by


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
    """`is_broken_down` says whether an indicator has parts."""
    parted = Exists(Indicator.dimensions.through.objects.filter(indicator=OuterRef("pk")))
    indicators = Indicator.objects.filter(element__framework=framework, retired_on__isnull=True)
    indicators = indicators.annotate(is_broken_down=parted)
    return list(indicators.select_related("element").order_by("element__position", "position", "id"))


@dataclass(frozen=True)
class Given:
    """What entries give of one indicator for one month, in the order in which they were logged.

    `together` is what their numbers come to by the indicator's aggregation, and `accepted` what those of accepted
    entries do, which alone count (law 2); each is None where there is no number.
    """

    figures: Sequence[Figure]
    together: Value | None
    accepted: Value | None

    @property
    def numbers(self) -> int:
        """How many of them are numbers."""
        return sum(one.value is not None for one in self.figures)

    @property
    def all_count(self) -> bool:
        """Whether each of them counts."""
        return all(one.evidence.status == EvidenceStatus.ACCEPTED for one in self.figures if one.value is not None)


def reported(
    user: User, programme: Programme, framework: Framework, months: list[Month], token: str = ""
) -> dict[tuple[int, str], Given]:
    """What the entries of the programme that one may see give already, by indicator and month. One query.

    Without those that this very grid (`token`) made when it was sent before, and without corrections, as what they
    correct says it until they take its place.
    """
    found: dict[tuple[int, str], list[Figure]] = defaultdict(list)
    if not months:
        return {}
    entries = (
        Evidence.objects.visible_to(user)
        .filter(programme=programme, framework=framework, corrects__isnull=True)
        .filter(ends_on__range=(months[0].starts_on, months[-1].ends_on))
        .exclude(status__in=(EvidenceStatus.WITHDRAWN, *SET_ASIDE))
    )
    if token:
        entries = entries.exclude(form_token__startswith=f"{user.pk}:{token}:")
    figures = Figure.objects.filter(evidence__in=entries).select_related("evidence", "indicator").only(*SHOWN)
    for figure in figures.order_by("pk"):
        found[figure.indicator_id, f"{figure.evidence.ends_on:%Y-%m}"].append(figure)
    return {place: _given(of_month) for place, of_month in found.items()}


def _given(figures: list[Figure]) -> Given:
    counted = [one for one in figures if one.evidence.status == EvidenceStatus.ACCEPTED]
    return Given(figures, _together(figures), _together(counted))


def _together(figures: list[Figure]) -> Value | None:
    """What figures of one indicator come to; None where none of them is a number."""
    numbers = [
        Reported(one.evidence.ends_on, one.evidence_id, one.evidence.reference, one.value, one.qualifier)
        for one in figures
        if one.value is not None and one.evidence.ends_on is not None
    ]
    return aggregate(figures[0].indicator.aggregation, numbers) if numbers else None


def month_of(evidence: Evidence) -> str:
    """The month (2026-09) for which an entry was made in monthly figures; "" for one that was logged otherwise."""
    found = OF_A_GRID.search(evidence.form_token or "")
    return found[1] if found else ""


def own_drafts(
    user: User,
    programme: Programme,
    framework: Framework,
    months: Sequence[Month],
    *,
    office: Office | None,
    token: object = "",
) -> dict[str, Evidence]:
    """The entries that a person made in the monthly figures of a programme and can still change, by month: the newest
    of each. Not those of another office, where one is named. Two queries.

    Those that the grid `token` made or filled when it was sent before are among them, whatever became of them.
    """
    if not months:
        return {}
    entries = Evidence.objects.filter(author=user, programme=programme, framework=framework, corrects__isnull=True)
    of_this_grid = Q(form_token__startswith=f"{user.pk}:{token}:") if token else Q(pk=None)
    entries = entries.filter(Q(status__in=EDITABLE) | of_this_grid, form_token__startswith=f"{user.pk}:")
    entries = entries.filter(ends_on__range=(months[0].starts_on, months[-1].ends_on))
    if office is not None:
        entries = entries.filter(Q(office=office) | Q(office=None))
    drafts = {month_of(one): one for one in entries.prefetch_related("sources").order_by("pk")}
    return {code: one for code, one in drafts.items() if code and f"{one.ends_on:%Y-%m}" == code}
