"""What a record says, as plain data: to be compared with what stands, kept for an undo, and told to the audit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet

from objectives.actions.evidence_content import EvidenceInput, FigureInput
from objectives.models import (
    Attachment,
    Category,
    Element,
    Evidence,
    Figure,
    Framework,
    Indicator,
    Office,
    Programme,
    State,
    Term,
)

DECIMALS = Decimal("0.0001")  # of a figure in the database
FIELDS = (
    "title",
    "description",
    "beneficiaries",
    "sensitivity",
    "starts_on",
    "ends_on",
    "date_precision",
    "office",
    "programme",
    "countries",
    "terms",
    "contributions",
    "figures",
    "sources",
)


def with_content(entries: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Entries with all that they say. Some ten queries, however many there are."""
    figures = Figure.objects.select_related("indicator__element").prefetch_related("parts__category__dimension")
    return entries.select_related("framework", "office", "programme").prefetch_related(
        "countries",
        "terms",
        "contributions__element",
        Prefetch("figures", figures),
        "sources",
        Prefetch("attachments", Attachment.objects.present()),
    )


def as_input(evidence: Evidence) -> EvidenceInput:
    """What an entry says, of one that was read by `with_content`. No query."""
    return EvidenceInput(
        **{name: getattr(evidence, name) for name in FIELDS[:9]},
        countries=tuple(evidence.countries.all()),
        terms=tuple(evidence.terms.all()),
        contributions=tuple((one.element, one.how) for one in evidence.contributions.all()),
        figures=tuple(
            FigureInput(
                one.indicator,
                one.value,
                one.qualifier,
                one.answer,
                tuple((part.category, part.value) for part in one.parts.all()),
            )
            for one in evidence.figures.all()
        ),
        sources=tuple((one.citation, one.paragraph, one.url) for one in evidence.sources.all()),
    )


def said(content: EvidenceInput) -> dict[str, Any]:
    """All that a record says, by keys, as JSON holds it. Equal records give equal data."""
    return {
        "title": content.title,
        "description": content.description,
        "beneficiaries": content.beneficiaries,
        "sensitivity": str(content.sensitivity),
        "starts_on": content.starts_on and content.starts_on.isoformat(),
        "ends_on": content.ends_on and content.ends_on.isoformat(),
        "date_precision": str(content.date_precision),
        "office": content.office.pk if content.office else None,
        "programme": content.programme.pk if content.programme else None,
        "countries": sorted(one.pk for one in content.countries),
        "terms": sorted(one.pk for one in content.terms),
        "contributions": sorted([element.pk, how] for element, how in content.contributions),
        "figures": sorted(_figure(one) for one in content.figures),
        "sources": [list(one) for one in content.sources],
    }


def _figure(one: FigureInput) -> list[Any]:
    parts = sorted([category.pk, _amount(value)] for category, value in one.parts)
    return [one.indicator.pk, str(one.answer), _amount(one.value), str(one.qualifier), parts]


def _amount(value: Decimal | None) -> str | None:
    """A number as text: equal numbers are equal, however many zeros they end with."""
    return None if value is None else f"{value.normalize():f}"


def changed_fields(before: EvidenceInput, after: EvidenceInput) -> list[str]:
    """The fields in which two records differ."""
    old, new = said(before), said(after)
    return [name for name in FIELDS if old[name] != new[name]]


class Things:
    """What kept data names, by its keys: read once for a whole batch."""

    def __init__(self, framework: Framework) -> None:
        self.elements = {one.pk: one for one in Element.objects.filter(framework=framework)}
        self.indicators = {
            one.pk: one for one in Indicator.objects.filter(element__framework=framework).select_related("element")
        }
        self.categories = {one.pk: one for one in Category.objects.select_related("dimension")}
        self.offices = {one.pk: one for one in Office.objects.all()}
        self.programmes = {one.pk: one for one in Programme.objects.all()}
        self.states = {one.pk: one for one in State.objects.all()}
        self.terms = {one.pk: one for one in Term.objects.filter(vocabulary__framework=framework)}

    def content(self, kept: dict[str, Any]) -> EvidenceInput:
        """The record that `said` has told."""
        plain = EvidenceInput(**{name: kept[name] for name in ("title", "description", "beneficiaries", "sensitivity")})
        return replace(
            plain,
            starts_on=_day(kept["starts_on"]),
            ends_on=_day(kept["ends_on"]),
            date_precision=kept["date_precision"],
            office=self.offices[kept["office"]] if kept["office"] else None,
            programme=self.programmes[kept["programme"]] if kept["programme"] else None,
            countries=tuple(self.states[pk] for pk in kept["countries"]),
            terms=tuple(self.terms[pk] for pk in kept["terms"]),
            contributions=tuple((self.elements[pk], how) for pk, how in kept["contributions"]),
            figures=tuple(self._figure(one) for one in kept["figures"]),
            sources=tuple((citation, paragraph, url) for citation, paragraph, url in kept["sources"]),
        )

    def _figure(self, kept: list[Any]) -> FigureInput:
        indicator, answer, value, qualifier, parts = kept
        return FigureInput(
            self.indicators[indicator],
            None if value is None else Decimal(value),
            qualifier,
            answer,
            tuple((self.categories[pk], Decimal(amount)) for pk, amount in parts),
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def told(content: EvidenceInput, status: str, attachments: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """A record's content for the audit, in the words of `evidence_content.snapshot`. No query."""
    return {
        "status": str(status),
        **{name: getattr(content, name) for name in FIELDS[:4]},
        "starts_on": content.starts_on,
        "ends_on": content.ends_on,
        "date_precision": str(content.date_precision),
        "office": content.office.code if content.office else None,
        "programme": content.programme.code if content.programme else None,
        "countries": sorted(one.iso for one in content.countries),
        "terms": sorted(one.code for one in content.terms),
        "contributions": [
            [element.code, how] for element, how in sorted(content.contributions, key=lambda one: one[0].position)
        ],
        "figures": [
            {
                "indicator": f"{one.indicator.element.code}/{one.indicator.code}",
                "answer": str(one.answer),
                "value": _as_stored(one.value),
                "qualifier": str(one.qualifier),
                "parts": {
                    f"{category.dimension.code}/{category.code}": _as_stored(value) for category, value in one.parts
                },
            }
            for one in sorted(content.figures, key=lambda one: one.indicator.position)
        ],
        "sources": [list(one) for one in content.sources],
        "attachments": attachments or [],
    }


def _as_stored(value: Decimal | None) -> Decimal | None:
    """A number with the decimals that the database gives it back with."""
    return None if value is None else value.quantize(DECIMALS)
