"""Evidence that a program handed in, as the actions take it: every code found, or told by its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from iomtrack.rest.problems import Fault, Problem, pointer_to
from objectives.actions.evidence_content import EvidenceInput, FigureInput
from objectives.api.typed import Content, ContributionIn, FigureIn, SourceIn
from objectives.enums import Answer
from objectives.models import (
    Category,
    Element,
    Evidence,
    FigurePart,
    Framework,
    Indicator,
    Office,
    Programme,
    State,
    Term,
)
from objectives.queries.offices import offices_to_choose
from objectives.queries.plausibility import TIMES, yardsticks
from objectives.queries.programmes import programmes_to_choose
from objectives.validators import reversed_dates

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Kept:
    """What a record has already: it may keep that though it is retired, and is not asked for a figure twice."""

    office: Office | None = None
    programme: Programme | None = None
    terms: frozenset[int] = frozenset()
    categories: frozenset[int] = frozenset()
    figures: frozenset[tuple[int, Decimal | None]] = frozenset()  # of which indicator, and its number

    @property
    def indicators(self) -> set[int]:
        """Those that the record answers."""
        return {indicator for indicator, _value in self.figures}


def kept_by(evidence: Evidence) -> Kept:
    """What a record has. Three queries, and its office and programme."""
    parts = FigurePart.objects.filter(figure__evidence=evidence)
    return Kept(
        office=evidence.office,
        programme=evidence.programme,
        terms=frozenset(evidence.terms.values_list("pk", flat=True)),
        categories=frozenset(parts.values_list("category_id", flat=True)),
        figures=frozenset(evidence.figures.values_list("indicator_id", "value")),
    )


@dataclass
class Reading:
    """What was typed, read against a framework and what the record has already; `faults` fills up as it goes."""

    framework: Framework
    kept: Kept = Kept()
    faults: list[Fault] = field(default_factory=list)

    def evidence(self, typed: Content) -> EvidenceInput:
        """The content for the actions. Raises Problem 422 with every fault by its place."""
        if typed.starts_on and typed.ends_on and typed.ends_on < typed.starts_on:
            self.miss("/ends_on", reversed_dates(typed.starts_on))
        elements = self._elements(typed.contributions)
        content = EvidenceInput(
            title=typed.title,
            description=typed.description,
            beneficiaries=typed.beneficiaries,
            sensitivity=typed.sensitivity,
            starts_on=typed.starts_on,
            ends_on=typed.ends_on,
            date_precision=typed.date_precision,
            office=self._office(typed.office),
            programme=self._programme(typed.programme),
            countries=tuple(self._countries(typed.countries)),
            terms=tuple(self._terms(typed.themes)),
            contributions=tuple(elements.values()),
            figures=tuple(self._figures(typed.figures, elements)),
            sources=tuple(self._sources(typed.sources)),
        )
        if self.faults:
            raise Problem(422, _("Some of it does not fit. Nothing was kept."), self.faults)
        return content

    def miss(self, pointer: str, detail: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(pointer=pointer, detail=detail))

    def _office(self, code: str | None) -> Office | None:
        if code is None:
            return None
        found = offices_to_choose(self.kept.office).filter(code=code).first()
        if found is None:
            self.miss("/office", _("There is no office “%(code)s” in use.") % {"code": code})
        return found

    def _programme(self, code: str | None) -> Programme | None:
        if code is None:
            return None
        found = programmes_to_choose(self.kept.programme).filter(code=code).first()
        if found is None:
            self.miss("/programme", _("There is no programme “%(code)s” that can be chosen.") % {"code": code})
        return found

    def _countries(self, codes: list[str]) -> list[State]:
        return self._all(codes, {one.iso: one for one in State.objects.filter(iso__in=codes)}, "countries")

    def _terms(self, codes: list[str]) -> list[Term]:
        in_use = Q(retired_on__isnull=True) | Q(pk__in=self.kept.terms)
        known = Term.objects.filter(in_use, vocabulary__framework=self.framework)
        found = (
            {f"{one.vocabulary.code}/{one.code}": one for one in known.select_related("vocabulary")} if codes else {}
        )
        return self._all(codes, found, "themes")

    def _all(self, codes: list[str], known: dict[str, Row], name: str) -> list[Row]:
        """The row of each code, once."""
        for index, code in enumerate(codes):
            if code not in known:
                self.miss(f"/{name}/{index}", _("There is no “%(value)s” here.") % {"value": code})
        return [known[code] for code in dict.fromkeys(codes) if code in known]

    def _elements(self, typed: list[ContributionIn]) -> dict[str, tuple[Element, str]]:
        """By code: an element and how it was served."""
        known = {one.code: one for one in self.framework.elements.filter(code__in=[one.element for one in typed])}
        chosen: dict[str, tuple[Element, str]] = {}
        for index, one in enumerate(typed):
            if one.element not in known:
                message = _("%(framework)s has no element “%(code)s”.")
                values = {"framework": self.framework.symbol, "code": one.element}
                self.miss(f"/contributions/{index}/element", message % values)
            elif one.element in chosen:
                message = _("“%(code)s” is named twice.")
                self.miss(f"/contributions/{index}/element", message % {"code": one.element})
            else:
                chosen[one.element] = (known[one.element], one.how)
        return chosen

    def _figures(self, typed: list[FigureIn], elements: dict[str, tuple[Element, str]]) -> Iterable[FigureInput]:
        chosen = [element for element, _how in elements.values()]
        in_use = Q(retired_on__isnull=True) | Q(pk__in=self.kept.indicators)
        known = {
            (one.element.code, one.code): one
            for one in Indicator.objects.filter(in_use, element__in=chosen)
            .select_related("element__framework")
            .prefetch_related("dimensions__categories")
        }
        seen: set[tuple[str, str]] = set()
        held_against = yardsticks(known[key] for one in typed if (key := (one.element, one.indicator)) in known)
        for index, one in enumerate(typed):
            place, key = f"/figures/{index}", (one.element, one.indicator)
            if key not in known:
                message = _("No element named in “contributions” has an indicator “%(element)s %(indicator)s”.")
                self.miss(place, message % {"element": one.element, "indicator": one.indicator})
            elif key in seen:
                message = _("“%(element)s %(indicator)s” is given twice.")
                self.miss(place, message % {"element": one.element, "indicator": one.indicator})
            elif self._is_sound(place, one, known[key]):
                yardstick = held_against.get(known[key].pk)
                is_new = not one.confirmed and (known[key].pk, one.value) not in self.kept.figures
                if one.value is not None and yardstick and yardstick.is_dwarfed_by(one.value) and is_new:
                    message = _("It is more than %(times)s times all that is known. If right, confirm it.")
                    if yardstick.kind == "whole":
                        message = _("It is more than 100 per cent. If right, confirm it.")
                    self.miss(f"{place}/value", message % {"times": TIMES})
                yield FigureInput(known[key], one.value, one.qualifier, one.answer, self._parts(place, one, known[key]))
            seen.add(key)

    def _is_sound(self, place: str, one: FigureIn, indicator: Indicator) -> bool:
        """Whether an answer and its number go together; else what is wrong is noted."""
        before = len(self.faults)
        if (one.answer == Answer.VALUE) != (one.value is not None):
            self.miss(f"{place}/value", _("Give a number with the answer “value”, and none with any other."))
        if one.answer != Answer.VALUE and one.parts:
            self.miss(f"{place}/parts", _("Give parts of a number only."))
        parts = ((pointer_to("parts", key), part) for key, part in one.parts.items())
        for name, value in [("/value", one.value), *parts]:
            if value is not None and value != round(value, indicator.decimals):
                message = _("Give %(decimal_places)s decimal places at most.")
                self.miss(f"{place}{name}", message % {"decimal_places": indicator.decimals})
        return len(self.faults) == before

    def _parts(self, place: str, one: FigureIn, indicator: Indicator) -> tuple[tuple[Category, Decimal], ...]:
        known = {
            f"{dimension.code}/{category.code}": category
            for dimension in indicator.dimensions.all()
            for category in dimension.categories.all()
            if category.retired_on is None or category.pk in self.kept.categories
        }
        for name in one.parts.keys() - known.keys():
            self.miss(f"{place}/parts", _("This indicator is not broken down by “%(name)s”.") % {"name": name[:80]})
        return tuple((known[name], value) for name, value in one.parts.items() if name in known)

    def _sources(self, typed: list[SourceIn]) -> Iterable[tuple[str, str, str]]:
        for index, one in enumerate(typed):
            if not (one.citation or one.url):
                self.miss(f"/sources/{index}", _("Give a document, or an address."))
            yield (one.citation, one.paragraph, one.url)
