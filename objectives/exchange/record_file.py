"""The record file: its fields, and what must hold between them (docs/reference/record-file.md)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import Field

from objectives.enums import Answer, Basis, Continuation, DatePrecision, Finding, Measurability, Qualifier
from objectives.exchange.codes import ElementCode, IndicatorCode, Number
from objectives.exchange.dates import Span, span_of
from objectives.exchange.located import Located, Place, Problem, text_in
from objectives.exchange.record_ground import OfficeEntry, ProgrammeEntry, named_elsewhere
from objectives.exchange.schema import (
    Code,
    Code40,
    Day,
    Email,
    Language,
    LongCode,
    Strict,
    Text,
    Text40,
    Text60,
    Text80,
    Text120,
    Text150,
    Text200,
    Text300,
    WebAddress,
)
from objectives.validators import EARLIEST


class AccountEntry(Strict):
    """A service account, which stands for a source and cannot sign in."""

    email: Email
    name: Text150


class AccountsEntry(Strict):
    recorded_by: AccountEntry
    reviewed_by: AccountEntry


class PeriodEntry(Strict):
    code: LongCode
    label: Text80
    starts_on: Day
    ends_on: Day
    deadline: Day | None = None
    close: bool = False


class FigureEntry(Strict):
    """A number, with its parts by dimension and category; or, in `answer`, why there is none."""

    indicator: IndicatorCode
    value: Number | None = None
    qualifier: Qualifier = Qualifier.EXACT
    answer: Answer = Answer.VALUE
    parts: dict[Code40, dict[Code40, Number]] = Field(default_factory=dict)


class SourceEntry(Strict):
    document: Text300 | None = None
    paragraph: Text60 | None = None
    url: WebAddress | None = None


class EvidenceEntry(Strict):
    """One thing done or seen; `key` is how a second load knows it again."""

    key: Text120
    title: Text200
    description: Text
    date: Text40
    contributions: dict[ElementCode, Text300] = Field(min_length=1)
    sources: tuple[SourceEntry, ...] = Field(min_length=1)
    figures: tuple[FigureEntry, ...] = ()
    period: LongCode | None = None
    office: LongCode | None = None
    programme: Code40 | None = None
    countries: tuple[Code, ...] = ()


class FindingEntry(Strict):
    value: Finding
    basis: Basis


class MeasurabilityEntry(Strict):
    value: Measurability
    basis: Basis


class ContinuationEntry(Strict):
    value: Continuation
    basis: Basis


class AssessmentEntry(Strict):
    """A judgement, each part with its basis. What the source does not judge is left out."""

    element: ElementCode
    finding: FindingEntry
    narrative: Text
    source: Text200
    measurability: MeasurabilityEntry | None = None
    continuation: ContinuationEntry | None = None
    challenges: Text | None = None
    period: LongCode | None = None


class RecordFile(Strict):
    """What is known of one framework over one or more periods."""

    format: Literal["record/1"]
    framework: Text60
    language: Language = "en"
    accounts: AccountsEntry
    offices: tuple[OfficeEntry, ...] = Field(min_length=1)
    periods: tuple[PeriodEntry, ...] = Field(min_length=1)
    programmes: tuple[ProgrammeEntry, ...] = ()
    evidence: tuple[EvidenceEntry, ...] = ()
    assessments: tuple[AssessmentEntry, ...] = ()


Found = Iterator[tuple[Place, str]]


def cross_check(located: Located) -> list[Problem]:
    """What does not hold between the fields of one file, however many of them are faulty in themselves."""
    checks = (_accounts, _repeated, _named_elsewhere, _period_days, _evidence, _assessments)
    return [located.problem(place, message) for check in checks for place, message in check(located)]


def _accounts(located: Located) -> Found:
    accounts = located.data.get("accounts")
    accounts = accounts if isinstance(accounts, dict) else {}
    emails = [text_in(one, "email").lower() for one in accounts.values() if isinstance(one, dict)]
    if len(emails) > len(set(emails)):
        yield ("accounts",), _("nobody reviews their own entries: give two different addresses")


def _repeated(located: Located) -> Found:
    for name, field in (("offices", "code"), ("periods", "code"), ("programmes", "code"), ("evidence", "key")):
        first: dict[str, Place] = {}
        for place, row in located.rows(name):
            value = text_in(row, field)
            if value and first.setdefault(value, place) != place:
                message = _("“%(code)s” is given already in line %(line)s")
                line = located.line_of((*first[value], field))
                yield (*place, field), message % {"code": value, "line": line}


def _named_elsewhere(located: Located) -> Found:
    for of, field, among in (("programmes", "lead_office", "offices"), ("evidence", "programme", "programmes")):
        for place, code in named_elsewhere(located, of, field, among):
            yield place, _("“%(code)s” is not among the %(list)s of this file") % {"code": code, "list": among}


def days_of(row: dict[str, Any]) -> tuple[date, date] | None:
    """A period's first and last day, where both can be read."""
    try:
        return date.fromisoformat(text_in(row, "starts_on")), date.fromisoformat(text_in(row, "ends_on"))
    except ValueError:
        return None


def _period_days(located: Located) -> Found:
    earlier: list[tuple[str, date, date]] = []
    for place, row in located.rows("periods"):
        if (days := days_of(row)) is None:
            continue
        starts_on, ends_on = days
        if ends_on < starts_on:
            yield (*place, "ends_on"), _("the last day is before the first day")
        for code, first, last in earlier:
            if starts_on <= last and first <= ends_on:
                yield (*place, "starts_on"), _("these days overlap those of “%(code)s”") % {"code": code}
        earlier.append((text_in(row, "code"), starts_on, ends_on))


def _named(located: Located, place: Place, row: dict[str, Any], field: str, among: str) -> Found:
    """A code that must be of a list in the file, and may be left out where that list has one entry."""
    code, known = text_in(row, field), [text_in(one, "code") for _place, one in located.rows(among)]
    if code and code not in known:
        yield (*place, field), _("“%(code)s” is not among the %(list)s of this file") % {"code": code, "list": among}
    elif not code and len(known) > 1:
        yield place, _("%(field)s is required, since the file has several %(list)s") % {"field": field, "list": among}


def _evidence(located: Located) -> Found:
    for place, row in located.rows("evidence"):
        yield from _named(located, place, row, "office", "offices")
        yield from _named(located, place, row, "period", "periods")
        if (written := text_in(row, "date")) and (message := _date_fault(located, row, span_of(written))):
            yield (*place, "date"), message
        yield from _figures(place, row)
        yield from _sources(place, row)


def _date_fault(located: Located, row: dict[str, Any], span: Span | None) -> str:
    """What is wrong with a date, in a few words; "" where nothing is."""
    if span is None:
        return _("write a day (2003-10-17), days (2001-11-27/2001-11-29), a month (2002-06), a year (1996) or “period”")
    if span.is_reversed:
        return _("the last day is before the first day")
    if span.starts_on and span.starts_on < EARLIEST:
        return _("give a year from 1951 on")
    if span.precision == DatePrecision.DAY and span.ends_on and span.ends_on > timezone.localdate():
        return _("the day is in the future")
    period = period_row(located, text_in(row, "period"))
    days = days_of(period) if period else None
    if days and days[0] <= days[1] and span.within(*days) is None:
        return _("the day is not in the period %(first)s to %(last)s") % {"first": days[0], "last": days[1]}
    return ""


def period_row(located: Located, code: str) -> dict[str, Any] | None:
    """The period of a code, or the only one there is."""
    rows = [row for _place, row in located.rows("periods")]
    if not code:
        return rows[0] if len(rows) == 1 else None
    return next((row for row in rows if text_in(row, "code") == code), None)


def _inner(row: dict[str, Any], name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    entries = row.get(name)
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict):
            yield index, entry


def _figures(place: Place, row: dict[str, Any]) -> Found:
    seen: set[str] = set()
    for index, figure in _inner(row, "figures"):
        code = text_in(figure, "indicator")
        if code and code in seen:
            yield (*place, "figures", index), _("a figure for “%(code)s” is given already") % {"code": code}
        seen.add(code)
        if message := _answer_fault(figure):
            yield (*place, "figures", index), message


def _answer_fault(figure: dict[str, Any]) -> str:
    """A number, or why there is none: never both, and never neither."""
    answer, has_value = text_in(figure, "answer") or Answer.VALUE, bool(text_in(figure, "value"))
    if answer == Answer.VALUE and not has_value:
        return _("give a value, or say in “answer” why there is none: not_reported or not_applicable")
    if answer != Answer.VALUE and (has_value or figure.get("parts")):
        return _("an answer of “%(answer)s” goes without a value and without parts") % {"answer": answer}
    return ""


def _sources(place: Place, row: dict[str, Any]) -> Found:
    for index, source in _inner(row, "sources"):
        if not text_in(source, "document") and not text_in(source, "url"):
            yield (*place, "sources", index), _("give a document or a url")


def _assessments(located: Located) -> Found:
    first: dict[tuple[str, str], Place] = {}
    for place, row in located.rows("assessments"):
        yield from _named(located, place, row, "period", "periods")
        pair = text_in(row, "element"), text_in(row, "period")
        if pair[0] and first.setdefault(pair, place) != place:
            message = _("“%(code)s” is assessed already in line %(line)s")
            yield (*place, "element"), message % {"code": pair[0], "line": located.line_of(first[pair])}
