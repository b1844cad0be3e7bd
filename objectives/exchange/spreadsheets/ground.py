"""What a spreadsheet can name: everything of a framework and of the site, looked up once for all rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from objectives.enums import ProgrammeStatus
from objectives.exchange.spreadsheets.cells import Unread, words
from objectives.folding import folded
from objectives.models import (
    Category,
    Dimension,
    Element,
    Framework,
    Indicator,
    Office,
    Period,
    PeriodUnlock,
    Programme,
    State,
    Term,
)
from objectives.queries.name_order import by_name
from objectives.queries.unlocks import unlock_for

Thing = TypeVar("Thing")
SEPARATOR = " – "  # between a code and its name in the drop-downs
NAMED = 3  # choices that a message names


def plain(text: str) -> str:
    """A code, as it is compared."""
    return " ".join(text.split()).casefold()


@dataclass
class Lookup(Generic[Thing]):
    """Things by their code or name. `gone` says of those that cannot be chosen any more why not."""

    by_code: dict[str, Thing] = field(default_factory=dict)
    by_name: dict[str, list[Thing]] = field(default_factory=dict)
    gone: dict[str, str] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)  # as the drop-downs show them

    def add(self, code: str, thing: Thing, *names: str) -> None:
        """Take a thing up by its code and its names, of which the first is the one that the reader is shown."""
        self.by_code.setdefault(plain(code), thing)
        for name in dict.fromkeys(folded(one) for one in names if one):
            self.by_name.setdefault(name, []).append(thing)
        shown = next((one for one in names if one), "")
        self.shown.append(f"{code}{SEPARATOR}{shown}" if shown else code)

    def find(self, text: str) -> Thing | None:
        """The thing of a code, of "code – name", or of a name that only one has."""
        for code in (text, text.partition(SEPARATOR)[0]):
            if (found := self.by_code.get(plain(code))) is not None:
                return found
        named = self.by_name.get(folded(text), [])
        return named[0] if len(named) == 1 else None

    def said(self, cell: Any) -> str:
        """What a cell says. Raises Unread for a number that stands for two codes: spreadsheets make 1.1 of 1.10."""
        text = words(cell)
        if isinstance(cell, int | float) and plain(text) in self.by_code:
            longer = f"{text}0" if "." in text else f"{text}.0"
            other = longer if longer in self.by_code else ""
            if other:
                message = _(
                    "A number stands here, which can be %(one)s or %(other)s. Format the cell as text, and write the "
                    "code anew."
                )
                raise Unread(message % {"one": text, "other": other})
        return text

    def why_not(self, text: str) -> str:
        """Why a text names nothing here, and what to write."""
        for code in (text, text.partition(SEPARATOR)[0]):
            if plain(code) in self.gone:
                return self.gone[plain(code)]
        some = ", ".join(one.partition(SEPARATOR)[0] for one in self.shown[:NAMED])
        shown = text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004 what a line takes
        if not some:
            return _("“%(text)s” is not known here, and there is nothing to choose. Leave it empty.") % {"text": shown}
        return _("“%(text)s” is not known here. Write a code of the list, such as %(some)s.") % {
            "text": shown,
            "some": some,
        }


@dataclass(frozen=True)
class Measure:
    """An indicator with the categories that its figure can be broken down by."""

    indicator: Indicator
    parts: tuple[tuple[Dimension, Category], ...]

    @property
    def key(self) -> str:
        return f"{self.indicator.element.code}/{self.indicator.code}"

    def part_key(self, dimension: Dimension, category: Category) -> str:
        return f"{self.key}/{dimension.code}:{category.code}"


class Ground:
    """All that the rows of a file can name. Some ten queries."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.offices: Lookup[Office] = offices()
        self.programmes: Lookup[Programme] = programmes()
        self.states: Lookup[State] = Lookup()
        for state in by_name(State.objects.all()):
            self.states.add(state.iso, state, str(state), state.name)
        self.elements: Lookup[Element] = Lookup()
        for element in framework.elements.all():
            element.framework = framework
            self.elements.add(element.code, element, element.label)
        self.terms: Lookup[Term] = terms(framework)
        self.measures = measures(framework)
        self.periods: list[Period] = list(Period.objects.filter(framework=framework).order_by("-starts_on"))
        for period in self.periods:
            period.framework = framework
        self._unlocks: dict[tuple[int, int | None], PeriodUnlock | None] = {}
        self._held: dict[date, Period | None] = {}

    def period_of(self, day: date) -> Period | None:
        """The period that holds a day."""
        if day not in self._held:
            self._held[day] = next((one for one in self.periods if one.starts_on <= day <= one.ends_on), None)
        return self._held[day]

    def unlock_of(self, period: Period, office: Office | None) -> PeriodUnlock | None:
        """The unlock that evidence of an office may still come in by."""
        key = (period.pk, office.pk if office else None)
        if key not in self._unlocks:
            self._unlocks[key] = unlock_for(period, office)
        return self._unlocks[key]


def offices() -> Lookup[Office]:
    """Offices in use; one that was merged is taken as the one that it is now."""
    found: Lookup[Office] = Lookup()
    merged: list[Office] = []
    for office in Office.objects.select_related("merged_into"):
        if office.retired_on is None:
            found.add(office.code, office, str(office), office.name)
        elif office.merged_into is not None:
            merged.append(office)
        else:
            found.gone[plain(office.code)] = _("%(code)s is closed. Choose an office that is in use.") % {
                "code": office.code
            }
    for office in merged:
        assert office.merged_into is not None
        found.by_code.setdefault(plain(office.code), office.merged_into)
    return found


def programmes() -> Lookup[Programme]:
    """Programmes on offer; one that was merged is taken as the one that it is now."""
    found: Lookup[Programme] = Lookup()
    merged: list[Programme] = []
    for programme in Programme.objects.select_related("merged_into"):
        if programme.status != ProgrammeStatus.RETIRED:
            found.add(programme.code, programme, programme.title_here, programme.title)
        elif programme.merged_into is not None:
            merged.append(programme)
        else:
            found.gone[plain(programme.code)] = _("%(code)s is over. Choose a programme that goes on.") % {
                "code": programme.code
            }
    for programme in merged:
        assert programme.merged_into is not None
        found.by_code.setdefault(plain(programme.code), programme.merged_into)
    return found


def terms(framework: Framework) -> Lookup[Term]:
    """The themes of a framework: by vocabulary/term, or by the term alone where only one vocabulary has it."""
    found: Lookup[Term] = Lookup()
    short: dict[str, list[Term]] = {}
    of_framework = Term.objects.filter(vocabulary__framework=framework, retired_on__isnull=True)
    for term in of_framework.select_related("vocabulary").order_by("vocabulary__position", "position", "id"):
        found.add(f"{term.vocabulary.code}/{term.code}", term, term.label)
        short.setdefault(plain(term.code), []).append(term)
    for code, named in short.items():
        if len(named) == 1:
            found.by_code.setdefault(code, named[0])
    return found


def measures(framework: Framework) -> list[Measure]:
    """The indicators that are asked for, in the framework's order."""
    asked: Iterable[Indicator] = (
        Indicator.objects.filter(element__framework=framework, retired_on__isnull=True)
        .select_related("element")
        .prefetch_related(Prefetch("dimensions", Dimension.objects.prefetch_related("categories")))
    )
    return [Measure(one, tuple(parts_of(one))) for one in asked]


def parts_of(indicator: Indicator) -> Iterable[tuple[Dimension, Category]]:
    """The categories in use of an indicator's dimensions."""
    for dimension in indicator.dimensions.all():
        for category in dimension.categories.all():
            if category.retired_on is None:
                category.dimension = dimension
                yield dimension, category


def listed(things: Lookup[Any]) -> list[str]:
    """The lines of a drop-down."""
    return list(things.shown)
