"""Evidence as a program hands it in, and the same as the actions take it: every code found, or told by its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _
from ninja import Field, Schema
from pydantic import AfterValidator, ConfigDict

from iomtrack.rest.problems import Fault, Problem, pointer_to
from objectives.actions.evidence_content import EvidenceInput, FigureInput
from objectives.api.values import Code, Day, Number, Words, YesOrNo, a_reference, an_address
from objectives.enums import Answer, DatePrecision, Qualifier, Sensitivity
from objectives.models import (
    Category,
    Element,
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

MOST_PARTS = 200  # contributions, figures, countries, themes or sources of one record
Row = TypeVar("Row", bound=Model)


class Typed(Schema):
    """What is not described is refused: a name with a slip in it would be lost without a word."""

    model_config = ConfigDict(extra="forbid")


class ContributionIn(Typed):
    """An element by its code, and in one line how it was served."""

    element: Code
    how: Annotated[str, Field(max_length=300), Words] = ""


class FigureIn(Typed):
    """An indicator by its code and its element's, and its number; or why there is none."""

    element: Code
    indicator: Code
    answer: Answer = Answer.VALUE
    value: Number | None = None
    qualifier: Qualifier = Qualifier.EXACT
    parts: Annotated[dict[str, Number], Field(max_length=MOST_PARTS, description="By “dimension/category”")] = {}
    confirmed: Annotated[
        YesOrNo, Field(description="It is right, though it dwarfs all that is known of the indicator")
    ] = False


class SourceIn(Typed):
    """A document with its paragraph, or an address."""

    citation: Annotated[str, Field(max_length=300), Words] = ""
    paragraph: Annotated[str, Field(max_length=60), Words] = ""
    url: Annotated[str, Field(max_length=500), AfterValidator(an_address)] = ""


class EvidenceIn(Typed):
    """A record. A draft may lack almost anything; what is submitted has title, days, office, elements and a source."""

    title: Annotated[str, Field(max_length=200), Words] = ""
    description: Annotated[str, Field(max_length=10_000), Words] = ""
    beneficiaries: Annotated[str, Field(max_length=500), Words] = ""
    sensitivity: Sensitivity = Sensitivity.SHAREABLE
    starts_on: Day | None = None
    ends_on: Day | None = None
    date_precision: DatePrecision = DatePrecision.DAY
    office: Code | None = None
    programme: Code | None = None
    countries: Annotated[list[Code], Field(max_length=MOST_PARTS)] = []
    themes: Annotated[list[Code], Field(max_length=MOST_PARTS, description="“vocabulary/term”")] = []
    contributions: Annotated[list[ContributionIn], Field(max_length=MOST_PARTS)] = []
    figures: Annotated[list[FigureIn], Field(max_length=MOST_PARTS)] = []
    sources: Annotated[list[SourceIn], Field(max_length=MOST_PARTS)] = []


class NewEvidenceIn(EvidenceIn):
    """A new record of a framework, by its slug; submitted at once where `submit` says so."""

    framework: Code
    external_reference: Annotated[str, Field(min_length=1, max_length=120), AfterValidator(a_reference)] | None = None
    submit: YesOrNo = False


@dataclass
class Reading:
    """What was typed, read against a framework; `faults` fills up as it goes."""

    framework: Framework
    faults: list[Fault] = field(default_factory=list)

    def evidence(
        self, typed: EvidenceIn, office: Office | None = None, programme: Programme | None = None
    ) -> EvidenceInput:
        """The content for the actions. `office` and `programme` may be kept though they are retired.

        Raises Problem 422 with every fault by its place.
        """
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
            office=self._office(typed.office, office),
            programme=self._programme(typed.programme, programme),
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

    def _office(self, code: str | None, kept: Office | None) -> Office | None:
        if code is None:
            return None
        found = offices_to_choose(kept).filter(code=code).first()
        if found is None:
            self.miss("/office", _("There is no office “%(code)s” in use.") % {"code": code})
        return found

    def _programme(self, code: str | None, kept: Programme | None) -> Programme | None:
        if code is None:
            return None
        found = programmes_to_choose(kept).filter(code=code).first()
        if found is None:
            self.miss("/programme", _("There is no programme “%(code)s” that can be chosen.") % {"code": code})
        return found

    def _countries(self, codes: list[str]) -> list[State]:
        return self._all(codes, {one.iso: one for one in State.objects.filter(iso__in=codes)}, "countries")

    def _terms(self, codes: list[str]) -> list[Term]:
        known = Term.objects.filter(vocabulary__framework=self.framework, retired_on__isnull=True)
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
        known = {
            (one.element.code, one.code): one
            for one in Indicator.objects.filter(element__in=chosen, retired_on__isnull=True)
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
                if one.value is not None and yardstick and yardstick.is_dwarfed_by(one.value) and not one.confirmed:
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
            if category.retired_on is None
        }
        for name in one.parts.keys() - known.keys():
            self.miss(f"{place}/parts", _("This indicator is not broken down by “%(name)s”.") % {"name": name[:80]})
        return tuple((known[name], value) for name, value in one.parts.items() if name in known)

    def _sources(self, typed: list[SourceIn]) -> Iterable[tuple[str, str, str]]:
        for index, one in enumerate(typed):
            if not (one.citation or one.url):
                self.miss(f"/sources/{index}", _("Give a document, or an address."))
            yield (one.citation, one.paragraph, one.url)
