"""What a record says: as it is handed in, as it is written, and as the audit keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from objectives.enums import Answer, DatePrecision, Qualifier, Sensitivity
from objectives.models import (
    Attachment,
    Category,
    Contribution,
    Element,
    Evidence,
    Figure,
    FigurePart,
    Framework,
    Indicator,
    Office,
    Programme,
    Source,
    State,
    Term,
)
from objectives.queries.periods import period_holding
from objectives.searching.index import index_records

PLAIN = ("title", "description", "beneficiaries", "sensitivity", "starts_on", "ends_on")  # kept as they were typed


@dataclass(frozen=True)
class FigureInput:
    """What a record says of an indicator: a number with its parts by category, or why there is none."""

    indicator: Indicator
    value: Decimal | None = None
    qualifier: str = Qualifier.EXACT
    answer: str = Answer.VALUE
    parts: tuple[tuple[Category, Decimal], ...] = ()


@dataclass(frozen=True)
class EvidenceInput:
    """All that a person may type into a record. What is missing is empty; only `submit` asks for completeness."""

    title: str = ""
    description: str = ""
    beneficiaries: str = ""
    sensitivity: str = Sensitivity.SHAREABLE
    starts_on: date | None = None
    ends_on: date | None = None
    date_precision: str = DatePrecision.DAY
    office: Office | None = None
    programme: Programme | None = None
    countries: tuple[State, ...] = ()
    terms: tuple[Term, ...] = ()
    contributions: tuple[tuple[Element, str], ...] = ()
    figures: tuple[FigureInput, ...] = ()
    sources: tuple[tuple[str, str, str], ...] = ()  # citation, paragraph, address


def snapshot(evidence: Evidence) -> dict[str, Any]:
    """A record's content, for the audit."""
    figures = evidence.figures.select_related("indicator__element").prefetch_related("parts__category__dimension")
    return {
        "status": evidence.status,
        "title": evidence.title,
        "description": evidence.description,
        "beneficiaries": evidence.beneficiaries,
        "sensitivity": evidence.sensitivity,
        "starts_on": evidence.starts_on,
        "ends_on": evidence.ends_on,
        "date_precision": evidence.date_precision,
        "office": evidence.office.code if evidence.office else None,
        "programme": evidence.programme.code if evidence.programme else None,
        "countries": sorted(evidence.countries.values_list("iso", flat=True)),
        "terms": sorted(evidence.terms.values_list("code", flat=True)),
        "contributions": list(evidence.contributions.values_list("element__code", "how")),
        "figures": [_figure_as_kept(one) for one in figures],
        "sources": list(evidence.sources.values_list("citation", "paragraph", "url")),
        "attachments": attachments_snapshot(evidence),
    }


def attachments_snapshot(evidence: Evidence) -> list[dict[str, Any]]:
    """The files that hang on a record, for the audit: enough to tell each of them again."""
    return [dict(one) for one in Attachment.objects.hanging_on(evidence).values("name", "sha256", "size")]


def _figure_as_kept(figure: Figure) -> dict[str, Any]:
    parts = [(part.category, part.value) for part in figure.parts.all()]
    return _figure(figure.indicator, figure.answer, figure.value, figure.qualifier, parts)


def _figure(
    indicator: Indicator, answer: str, value: Decimal | None, qualifier: str, parts: list[tuple[Category, Decimal]]
) -> dict[str, Any]:
    """A figure, in the audit's words. Equal numbers are equal, however many zeros they end with."""
    return {
        "indicator": f"{indicator.element.code}/{indicator.code}",
        "answer": answer,
        "value": value,
        "qualifier": qualifier,
        "parts": {f"{category.dimension.code}/{category.code}": value for category, value in parts},
    }


def holds(evidence: Evidence, content: EvidenceInput) -> bool:
    """Whether a record says exactly this."""
    kept = snapshot(evidence)
    figures = [_figure(one.indicator, one.answer, one.value, one.qualifier, [*one.parts]) for one in content.figures]
    return (
        all(kept[name] == getattr(content, name) for name in PLAIN)
        and kept["office"] == (content.office.code if content.office else None)
        and kept["programme"] == (content.programme.code if content.programme else None)
        and kept["countries"] == sorted(state.iso for state in content.countries)
        and kept["terms"] == sorted(term.code for term in content.terms)
        and sorted(kept["contributions"]) == sorted((element.code, how) for element, how in content.contributions)
        and _in_order(kept["figures"]) == _in_order(figures)
        and kept["sources"] == list(content.sources)
    )


def _in_order(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(figures, key=lambda figure: figure["indicator"])


def write(evidence: Evidence, content: EvidenceInput) -> None:
    """Put the content into the row and its dependants. A first save gives the row its key.

    Raises ActionError where something named is not of the record's framework, or a figure is no answer.
    """
    _require_of_framework(evidence.framework, content)
    for figure in content.figures:
        _require_answer(figure)
    for name in (*PLAIN, "date_precision", "office", "programme"):
        setattr(evidence, name, getattr(content, name))
    evidence.edit_number += 1
    evidence.period = period_holding(evidence.framework, content.ends_on) if content.ends_on else None
    confirmed = (
        set(evidence.figures.filter(is_confirmed=True).values_list("indicator_id", "value")) if evidence.pk else set()
    )
    evidence.save()
    evidence.countries.set(content.countries)
    evidence.terms.set(content.terms)
    evidence.contributions.all().delete()
    evidence.figures.all().delete()
    evidence.sources.all().delete()
    Contribution.objects.bulk_create(
        Contribution(evidence=evidence, element=element, how=how) for element, how in content.contributions
    )
    _write_figures(evidence, content.figures, confirmed)
    Source.objects.bulk_create(
        Source(evidence=evidence, citation=citation, paragraph=paragraph, url=url)
        for citation, paragraph, url in content.sources
    )
    index_records([evidence.pk])


def _write_figures(evidence: Evidence, figures: tuple[FigureInput, ...], confirmed: set[tuple[int, Any]]) -> None:
    """Write the figures; one that was confirmed, and is the same, stays confirmed."""
    rows = Figure.objects.bulk_create(
        Figure(
            evidence=evidence,
            indicator=one.indicator,
            answer=Answer(one.answer),
            value=one.value,
            qualifier=Qualifier(one.qualifier),
            is_confirmed=(one.indicator.pk, one.value) in confirmed,
        )
        for one in figures
    )
    FigurePart.objects.bulk_create(
        FigurePart(figure=row, category=category, value=value)
        for row, one in zip(rows, figures, strict=True)
        for category, value in one.parts
    )


def _require_of_framework(framework: Framework, content: EvidenceInput) -> None:
    elements = {element.pk for element, _how in content.contributions}
    if any(element.framework_id != framework.pk for element, _how in content.contributions):
        raise ActionError(
            {"contributions": [_("An element chosen is not of %(framework)s.") % {"framework": framework}]}
        )
    if any(term.vocabulary.framework_id != framework.pk for term in content.terms):
        raise ActionError({"terms": [_("A theme chosen is not of %(framework)s.") % {"framework": framework}]})
    if any(figure.indicator.element_id not in elements for figure in content.figures):
        raise ActionError({"figures": [_("A figure is for an element that is not chosen.")]})


def _require_answer(figure: FigureInput) -> None:
    """A number, or why there is none: never both, and parts only of a number. Nothing is 0 unless it is said so."""
    if (figure.answer == Answer.VALUE) != (figure.value is not None) or (figure.parts and figure.value is None):
        raise ActionError({"figures": [_("A figure of %(code)s is no answer.") % {"code": figure.indicator.code}]})
