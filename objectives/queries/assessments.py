"""An assessment with all that it is written beside: its history, and the period before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import TextChoices

from iomtrack.accounts.models import User
from objectives.enums import Basis, Continuation, Finding, Measurability
from objectives.models import (
    Assessment,
    AssessmentDecision,
    AssessmentText,
    AssessmentVersion,
    Element,
    ElementTally,
    Evidence,
    Indicator,
    Period,
)
from objectives.queries.differences import Piece, differences
from objectives.queries.figures import Value, values_for
from objectives.queries.overview import IndicatorRow, indicator_rows

JUDGED = (
    "finding",
    "finding_basis",
    "measurability",
    "measurability_basis",
    "continuation",
    "continuation_basis",
    "source",
)
WORDS = ("narrative", "challenges")
CHOICES: dict[str, type[TextChoices]] = {
    "finding": Finding,
    "measurability": Measurability,
    "continuation": Continuation,
}
SHOWN = 10  # entries beside the form
CHOSEN = ("finding", "measurability", "continuation")  # of what is judged, what a person chooses from a list


@dataclass(frozen=True)
class Change:
    """An indicator's value in the period before, and in this one; None where it was not reported."""

    indicator: Indicator
    then: Value | None
    now: Value | None

    @property
    def is_new(self) -> bool:
        return self.then is None and self.now is not None

    @property
    def is_gone(self) -> bool:
        return self.then is not None and self.now is None


@dataclass(frozen=True)
class Before:
    """The period before: what was approved of an element in it, and what has changed since."""

    period: Period
    assessment: Assessment | None
    entries_then: int
    entries_now: int
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Altered:
    """One part of an assessment that a version changed: a word from a list, or a text with its differences."""

    label: str
    then: str
    now: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Saved:
    """A version, with what it changed."""

    version: AssessmentVersion
    altered: tuple[Altered, ...]

    @property
    def at(self) -> datetime:
        return self.version.at


@dataclass(frozen=True)
class AssessPage:
    """All that an element is assessed beside, and how its assessment came about."""

    assessment: Assessment | None
    indicators: list[IndicatorRow]
    entries: list[Evidence]  # accepted ones of the period, newest first, at most SHOWN
    entry_count: int
    before: Before | None
    history: list[Saved]  # newest first
    decisions: list[AssessmentDecision]  # oldest first

    @property
    def events(self) -> list[Saved | AssessmentDecision]:
        """All that happened to it, newest first."""
        events: list[Saved | AssessmentDecision] = [*self.history[::-1], *self.decisions]
        return sorted(events, key=lambda event: event.at)[::-1]


def find_assessment(element: Element, period: Period, user: User) -> Assessment | None:
    """The assessment of an element for a period as a person may see it, with its words and its people."""
    return (
        Assessment.objects.visible_to(user)
        .filter(element=element, period=period)
        .select_related("assessed_by", "submitted_by", "approved_by")
        .prefetch_related("texts")
        .first()
    )


def period_before(period: Period) -> Period | None:
    """The period of the same framework that ended last before this one began."""
    earlier = Period.objects.filter(framework_id=period.framework_id, ends_on__lt=period.starts_on)
    return earlier.order_by("-ends_on").first()


def assess_page(element: Element, period: Period, user: User) -> AssessPage:
    """All that an element is assessed beside, for who may assess it. A fixed number of queries."""
    before = period_before(period)
    periods = [one for one in (period, before) if one is not None]
    found = {
        one.period_id: one
        for one in Assessment.objects.filter(element=element, period__in=periods)
        .select_related("assessed_by", "submitted_by", "approved_by")
        .prefetch_related("texts")
    }
    indicators = list(Indicator.objects.filter(element=element))
    rows = indicator_rows(period, indicators)
    entries = Evidence.objects.visible_to(user).counted().filter(period=period, contributions__element=element)
    counts = _entries(element, periods)
    assessment = found.get(period.pk)
    return AssessPage(
        assessment=assessment,
        indicators=rows,
        entries=list(entries.select_related("office").defer("description").order_by("-ends_on", "-id")[:SHOWN]),
        entry_count=counts.get(period.pk, 0),
        before=_before(before, found.get(before.pk), counts, period, rows) if before else None,
        history=history(assessment) if assessment else [],
        decisions=list(assessment.decisions.select_related("by")) if assessment else [],
    )


def _before(
    before: Period, assessment: Assessment | None, counts: dict[int, int], period: Period, rows: list[IndicatorRow]
) -> Before:
    """What an element's last period said, and what has changed since."""
    then = values_for(before, [one.indicator for one in rows])
    return Before(
        period=before,
        assessment=assessment if assessment and assessment.is_approved else None,
        entries_then=counts.get(before.pk, 0),
        entries_now=counts.get(period.pk, 0),
        changes=tuple(Change(one.indicator, then.get(one.indicator.pk), one.value) for one in rows),
    )


def _entries(element: Element, periods: list[Period]) -> dict[int, int]:
    """By period (primary key): how many accepted records contribute to an element. One query."""
    rows = ElementTally.objects.filter(period__in=periods, element=element).values_list("period_id", "accepted")
    return dict(rows)


def history(assessment: Assessment) -> list[Saved]:
    """Every saved version, newest first, with what it changed in words: of what is judged against the version before,
    of a text against the version before in its language. One query."""
    versions = list(assessment.versions.select_related("by").order_by("number"))
    saved = []
    for index, one in enumerate(versions):
        judged = versions[index - 1].content if index else {}
        worded: dict[str, Any] = next((v.content for v in reversed(versions[:index]) if v.language == one.language), {})
        saved.append(Saved(one, tuple(_altered(judged, worded, one.content))))
    return saved[::-1]


def _altered(judged: dict[str, Any], worded: dict[str, Any], now: dict[str, Any]) -> list[Altered]:
    chosen = [
        Altered(_label(Assessment, name), _said(name, judged), _said(name, now))
        for name in CHOSEN
        if judged.get(name, "") != now.get(name, "")
    ]
    return chosen + [
        Altered(_label(AssessmentText, name), then, text, tuple(differences(then, text)))
        for name in WORDS
        if (then := worded.get(name, "")) != (text := now.get(name, ""))
    ]


def _label(model: type[Assessment | AssessmentText], name: str) -> str:
    words = str(getattr(model._meta.get_field(name), "verbose_name", name))
    return words[:1].upper() + words[1:]


def _said(name: str, content: dict[str, Any]) -> str:
    value = content.get(name, "")
    return str(dict(CHOICES[name].choices).get(value, value)) or "–"


def last_number(assessment: Assessment | None) -> int:
    """The number of an assessment's last version; 0 where none is saved."""
    if assessment is None:
        return 0
    return assessment.versions.order_by("-number").values_list("number", flat=True).first() or 0


def content_now(assessment: Assessment | None, language: str) -> dict[str, str]:
    """What an assessment says: its judgement, and its words in one language; blank where it says nothing."""
    if assessment is None:
        return _blank(language)
    text = next((one for one in assessment.texts.all() if one.language == language), None)
    judged = {name: getattr(assessment, name) for name in JUDGED}
    return {**_blank(language), **judged, **({name: getattr(text, name) for name in WORDS} if text else {})}


def content_at(assessment: Assessment, language: str, number: int) -> dict[str, str]:
    """What it said when a version was the last: the same parts, from its history."""
    content = _blank(language)
    versions = assessment.versions.filter(number__lte=number).order_by("number")
    for of_language, kept in versions.values_list("language", "content"):
        names = (*JUDGED, *WORDS) if of_language == language else JUDGED
        content |= {name: kept[name] for name in names if name in kept}
    return content


def _blank(language: str) -> dict[str, str]:
    """What an assessment says before anything is written: each basis is its own, the rest is nothing."""
    bases = {f"{name}_basis": str(Basis.SPECIFIC) for name in CHOSEN}
    return {"language": language, **dict.fromkeys((*JUDGED, *WORDS), ""), **bases}
