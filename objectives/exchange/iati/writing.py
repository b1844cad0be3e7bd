"""A framework's results as an IATI 2.03 activity: one activity for each framework (docs/reference/iati.md says why).

Values are those of every screen and report (`objectives.queries.figures`): accepted evidence alone. What was not
reported is left out, and is never 0. No text of any evidence goes out, so that nothing internal can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import quoteattr

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from lxml import etree

from iomtrack.accounts.errors import ActionError
from objectives.enums import Aggregation, Direction, ElementKind, FrameworkStatus, Qualifier
from objectives.exchange.iati.xml import XML_LANG
from objectives.models import Element, Evidence, Framework, Indicator, IndicatorTally, Period, Target
from objectives.queries.figures import Value, outcomes, tallied_by_period
from objectives.queries.parts import Breakdown, parts_by_period
from objectives.queries.targets import targets_by_period

VERSION = "2.03"
RESULT_TYPES = {ElementKind.OUTPUT: "1"}  # code list ResultType: output; all else is an outcome, or something else
OUTCOME, OTHER_RESULT = "2", "9"
OUTCOMES = frozenset({ElementKind.OBJECTIVE, ElementKind.EXPECTED_RESULT, ElementKind.OUTCOME})
UNIT, PERCENTAGE = "1", "2"  # code list IndicatorMeasure
IMPLEMENTATION, CLOSED = "2", "4"  # code list ActivityStatus
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"  # code list ActivityDateType
IMPLEMENTING = "4"  # code list OrganisationRole
GLOBAL = "1"  # code list ActivityScope
ANYWHERE = "998"  # code list Region: developing countries, unspecified
OWN_VOCABULARY = "99"
PERCENT = re.compile(r"%|\b(per ?cent|pour ?cent|por ?ciento|porcentaje)", re.IGNORECASE)
OWN_WORDS = "en"  # in which this file says what no record says
YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Results:
    """What one period says: values, their parts and targets, by the indicator's primary key."""

    period: Period
    values: Mapping[int, Value]
    parts: Mapping[int, tuple[Breakdown, ...]]
    targets: Mapping[int, Target]


def results_file(framework: Framework, *, with_sample: bool = False, now: datetime | None = None) -> Iterator[bytes]:
    """The activity file of a framework, in UTF-8, a result at a time. Eleven queries at most, whatever it holds.

    All of it is read at once, so that it is of one moment; nothing is read any more while it is sent. Raises
    ActionError, at once, for a draft, for one without anything measured, and where anything invented would be in it,
    unless `with_sample`: then the activity's title says so in front.
    """
    if framework.status == FrameworkStatus.DRAFT:
        raise ActionError(
            _("%(symbol)s is a draft. Its results can be taken out once it is in force.") % _of(framework)
        )
    invented = has_sample(framework)
    if invented and not with_sample:
        raise ActionError(_("The results of %(symbol)s rest on sample data, which is not published.") % _of(framework))
    indicators = list(
        Indicator.objects.filter(element__framework=framework)
        .select_related("element")
        .order_by("element__position", "position", "pk")
    )
    if not indicators:
        raise ActionError(_("%(symbol)s has no indicator, so that there are no results to publish.") % _of(framework))
    head = _activity(framework, invented=invented)
    return _pieces(framework, head, indicators, _results(framework, indicators), now or timezone.now())


def _pieces(
    framework: Framework, head: Any, indicators: list[Indicator], periods: list[Results], now: datetime
) -> Iterator[bytes]:
    """The file, element by element. No query."""
    by_element: dict[Element, list[Indicator]] = {}
    for one in indicators:
        by_element.setdefault(one.element, []).append(one)
    generated = f"{now:%Y-%m-%dT%H:%M:%SZ}"
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<iati-activities version="{VERSION}" generated-datetime="{generated}">\n'.encode()
    yield f"<iati-activity xml:lang={quoteattr(framework.language)}>\n".encode()
    yield b"".join(_text(part) for part in head)
    for element, measured in by_element.items():
        yield _text(_result(framework, element, measured, periods))
    yield b"</iati-activity>\n</iati-activities>\n"


def _text(element: Any) -> bytes:
    return etree.tostring(element, encoding="UTF-8", xml_declaration=False, pretty_print=True)


def has_sample(framework: Framework) -> bool:
    """Whether anything invented would be in a framework's results. Four queries at most."""
    invented: tuple[Any, ...] = (
        Evidence.objects.counted().filter(framework=framework, is_sample=True),
        Indicator.objects.filter(element__framework=framework, is_sample=True),
        Target.objects.filter(indicator__element__framework=framework, is_sample=True),
        Period.objects.filter(framework=framework, is_sample=True),
    )
    return any(rows.exists() for rows in invented)


def identifier_of(framework: Framework) -> str:
    """XM-DAC-47066-MC-INF-274: the organization's, and the framework's."""
    return f"{settings.IATI_ORGANIZATION}-{framework.slug.upper()}"


def _results(framework: Framework, indicators: list[Indicator]) -> list[Results]:
    """Of each period that has begun. Five queries, whatever their number."""
    begun = list(Period.objects.filter(framework=framework, starts_on__lte=timezone.localdate()).order_by("starts_on"))
    if not begun:
        return []
    found = tallied_by_period(indicators, IndicatorTally.objects.filter(period__in=begun))
    parts, targets = parts_by_period(found), targets_by_period(begun, indicators)
    values = {period: outcomes(of_period) for period, of_period in found.items()}
    return [
        Results(
            period=one,
            values={pk: said.value for pk, said in values.get(one.pk, {}).items() if said.value is not None},
            parts=parts.get(one.pk, {}),
            targets=targets[one.pk],
        )
        for one in begun
    ]


@override(OWN_WORDS)
def _activity(framework: Framework, *, invented: bool) -> Any:
    """What an activity holds before its results, in the order that the schema has."""
    activity = etree.Element("iati-activity")
    _add(activity, "iati-identifier", text=identifier_of(framework))
    organization = {"ref": settings.IATI_ORGANIZATION, "type": settings.IATI_ORGANIZATION_TYPE}
    _narrate(_add(activity, "reporting-org", **organization), {OWN_WORDS: settings.ORGANIZATION})
    mark = f"[{_('SAMPLE DATA')}] " if invented else ""
    titles = _worded(framework.title, framework.translations, "title", framework.language)
    _narrate(_add(activity, "title"), {language: mark + text for language, text in titles.items()})
    said = _("Results of %(symbol)s, by its elements and indicators; of accepted evidence alone.") % _of(framework)
    _narrate(_add(activity, "description", type="1"), {OWN_WORDS: mark + said})
    _narrate(_add(activity, "participating-org", role=IMPLEMENTING, **organization), {OWN_WORDS: settings.ORGANIZATION})
    successor = framework.superseded_by.exclude(status=FrameworkStatus.DRAFT).order_by("issued_on").first()
    is_over = framework.status == FrameworkStatus.SUPERSEDED
    _add(activity, "activity-status", code=CLOSED if is_over else IMPLEMENTATION)
    begun = framework.adopted_on or framework.issued_on
    _add_day(activity, begun, ACTUAL_START, PLANNED_START)
    if is_over and successor is not None:
        ended = max(successor.adopted_on or successor.issued_on, begun)
        _add_day(activity, ended, ACTUAL_END, PLANNED_END)
    _add(activity, "activity-scope", code=GLOBAL)
    _add(activity, "recipient-region", code=ANYWHERE, vocabulary="1")
    _add(activity, "sector", code=settings.IATI_SECTOR, vocabulary="1")
    return activity


def _add_day(activity: Any, day: date, actual: str, planned: str) -> None:
    """A day of the activity. The standard's ruleset has no actual one in the future."""
    kind = actual if day <= timezone.localdate() else planned
    _add(activity, "activity-date", {"type": kind, "iso-date": day.isoformat()})


@override(OWN_WORDS)
def _result(framework: Framework, element: Element, indicators: list[Indicator], periods: list[Results]) -> Any:
    """An element as a result, with its official wording."""
    kind = OUTCOME if element.kind in OUTCOMES else RESULT_TYPES.get(ElementKind(element.kind), OTHER_RESULT)
    result = etree.Element("result", type=kind)
    labels = _worded(element.label, element.translations, "label", framework.language)
    _narrate(_add(result, "title"), _coded(element.code, labels, framework.language))
    wordings = _worded(element.wording, element.translations, "wording", framework.language)
    _describe(result, wordings)
    about = {"vocabulary": OWN_VOCABULARY, "vocabulary-uri": f"{settings.SITE_URL}{framework.get_absolute_url()}"}
    _add(result, "reference", {"code": element.code} | about)
    for one in indicators:
        _add_indicator(result, framework, one, periods)
    return result


def _add_indicator(result: Any, framework: Framework, one: Indicator, periods: list[Results]) -> None:
    attributes = {
        "measure": PERCENTAGE if PERCENT.search(one.unit) else UNIT,
        "aggregation-status": "1" if one.aggregation == Aggregation.SUM and one.parts_add_up else "0",
    }
    if one.direction != Direction.NONE:
        attributes["ascending"] = "1" if one.direction == Direction.INCREASE else "0"
    indicator = _add(result, "indicator", attributes)
    titles = _worded(one.title, one.translations, "title", framework.language)
    _narrate(_add(indicator, "title"), _coded(one.code, titles, framework.language))
    _describe(indicator, _worded(one.unit, one.translations, "unit", framework.language))
    _add_baseline(indicator, one)
    for results in periods:
        _add_period(indicator, one, results)


def _add_baseline(indicator: Any, one: Indicator) -> None:
    """Where it began; without a year, which the standard asks for, it is left out."""
    year = YEAR.search(one.baseline_date)
    if one.baseline is None or year is None:
        return
    attributes = {"year": year[0], "value": _number(one.baseline, one)}
    if _is_day(one.baseline_date):
        attributes["iso-date"] = one.baseline_date
    baseline = _add(indicator, "baseline", attributes)
    _comment(baseline, one.baseline_qualifier, one.baseline_source)


def _add_period(indicator: Any, one: Indicator, results: Results) -> None:
    """A period that aims at something or says something; of one that does neither there is nothing to say."""
    value, target = results.values.get(one.pk), results.targets.get(one.pk)
    if value is None and target is None:
        return
    period = _add(indicator, "period")
    _add(period, "period-start", {"iso-date": results.period.starts_on.isoformat()})
    _add(period, "period-end", {"iso-date": results.period.ends_on.isoformat()})
    if target is not None:
        _add(period, "target", value=_number(target.value, one))
    if value is None:
        return
    _comment(_add(period, "actual", value=_number(value.value, one)), value.qualifier)
    for breakdown in results.parts.get(one.pk, ()):
        for category, part in breakdown.parts:
            actual = _add(period, "actual", value=_number(part, one))
            _add(actual, "dimension", name=breakdown.dimension.code, value=category.code)


def _comment(parent: Any, qualifier: str, source: str = "") -> None:
    """How inexact a number is, and where it comes from."""
    inexact = str(Qualifier(qualifier).label) if qualifier != Qualifier.EXACT else ""
    if said := "; ".join(part for part in (inexact, source) if part):
        _narrate(_add(parent, "comment"), {OWN_WORDS: said})


def _number(value: Decimal, one: Indicator) -> str:
    """With the decimal places that the indicator has, as every page shows it; 0 has no sign."""
    return f"{round(value, one.decimals) + 0:f}"


def _is_day(text: str) -> bool:
    """Whether it is a day of the calendar, as XML writes one; a baseline’s date is whatever was typed."""
    try:
        return bool(DAY.fullmatch(text)) and date.fromisoformat(text) is not None
    except ValueError:
        return False


def _coded(code: str, texts: Mapping[str, str], language: str) -> dict[str, str]:
    """A title with its code before it in each language; the code alone where there is none, as the schema wants one."""
    return {one: f"{code} {text}" for one, text in texts.items()} or {language: code}


def _describe(parent: Any, texts: Mapping[str, str]) -> None:
    """A description, which has words or is left out."""
    if texts:
        _narrate(_add(parent, "description"), texts)


def _worded(own: str, translations: Mapping[str, Any], part: str, language: str) -> dict[str, str]:
    """A text in its own language first, then in all others that it has."""
    others = {one: str(words.get(part, "")) for one, words in sorted(translations.items()) if isinstance(words, dict)}
    return {one: text for one, text in ({language: own} | others).items() if text.strip()}


def _narrate(parent: Any, texts: Mapping[str, str]) -> None:
    """A narrative for each language."""
    for language, text in texts.items():
        narrative = _add(parent, "narrative", text=text)
        narrative.set(XML_LANG, language)


def _add(parent: Any, tag: str, attributes: Mapping[str, str] | None = None, *, text: str = "", **more: str) -> Any:
    given = {name: NOT_XML.sub("\ufffd", value) for name, value in {**(attributes or {}), **more}.items()}
    child = etree.SubElement(parent, tag, given)
    if text:
        child.text = NOT_XML.sub("\ufffd", text)
    return child


def _of(framework: Framework) -> dict[str, str]:
    return {"symbol": framework.symbol}
