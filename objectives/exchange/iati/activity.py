"""One activity of a file: what is used of it for a programme, and what is passed over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import is_currency
from django.utils.translation import gettext as _

from objectives.actions.programme_content import BudgetInput, DonorInput
from objectives.actions.programme_documents import MOST_DOCUMENTS, DocumentInput
from objectives.enums import BudgetKind, WordingLanguage
from objectives.exchange.iati.documents import read_document
from objectives.exchange.iati.places import Places
from objectives.exchange.iati.report import Report
from objectives.exchange.iati.telling import Teller, attribute, decimal_of, reference_of, shortened, text_of
from objectives.exchange.iati.unread import unread
from objectives.exchange.iati.xml import XML_LANG

LONGEST_TITLE = LONGEST_DONOR = 200
LONGEST_DESCRIPTION, LONGEST_IDENTIFIER, LOWEST_LEVEL = 10_000, 120, 99
MOST_BUDGETS, MOST_DONORS = 200, 100  # of a programme: as many as its form takes back
LARGEST_BUDGET = Decimal(10) ** 14
FUNDING, PARENT, CHILD = "1", "1", "2"  # code lists OrganisationRole and RelatedActivityType
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"  # code list ActivityDateType
GENERAL = "1"  # code list DescriptionType
BUDGET_KINDS = {"1": BudgetKind.ORIGINAL, "2": BudgetKind.REVISED}  # code list BudgetType
STATUSES = {"1", "2", "3", "4", "5", "6"}  # code list ActivityStatus
OVER = frozenset({"4", "5"})  # closed, cancelled


@dataclass
class ActivityRead:
    """What a programme takes from an activity. Its line is that of the activity itself."""

    line: int | None
    identifier: str = ""
    organization: str = ""
    titles: dict[str, str] = field(default_factory=dict)
    other_title: str = ""  # where it has none in a language that programmes are kept in
    descriptions: dict[str, str] = field(default_factory=dict)
    status: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    donors: list[DonorInput] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    shares: dict[str, Decimal] = field(default_factory=dict)
    regions_share: Decimal | None = None
    budgets: list[tuple[int | None, BudgetInput]] = field(default_factory=list)
    documents: list[tuple[int | None, DocumentInput]] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    children: list[str] = field(default_factory=list)
    relations: dict[str, int | None] = field(default_factory=dict)  # the line that names each of them first
    level: int | None = None  # in its organization's hierarchy, from 1; None where the file does not say


class Reader(Teller):
    """Reads activities one after the other into a common report."""

    def __init__(self, report: Report, countries: set[str]) -> None:
        super().__init__(report)
        self.known_countries, self.places = countries, Places()
        self.found = ActivityRead(None)
        self.donors: set[str] = set()  # named already
        self.stand_in: Any = None  # the narrative of a title in another language
        self.currency = ""
        self.takers: dict[str, Callable[[Any], None]] = {
            "iati-identifier": self.used,
            "activity-status": self._status,
            "participating-org": self._organization,
            "recipient-country": lambda child: self.places.add_country(child, self.known_countries, self),
            "recipient-region": lambda child: self.places.add_region(child, self),
            "budget": self._budget,
            "document-link": self._document,
            "related-activity": self._relation,
        }

    @property
    def parts(self) -> frozenset[str]:
        """The parts of an activity that are read."""
        return frozenset({"reporting-org", "title", "description", "activity-date", *self.takers})

    def read(self, element: Any, root: dict[str, str]) -> ActivityRead:
        """An activity as a programme takes it; what is wrong with it is in the report."""
        self.found, self.places, self.donors = ActivityRead(element.sourceline), Places(), set()
        self.found.identifier = self.identifier = text_of(element.find("iati-identifier"))
        self.language = element.get(XML_LANG) or root.get(XML_LANG) or ""
        self.currency = element.get("default-currency", "").strip()
        days: dict[str, date] = {}
        for child in element:
            self._take(child, days)
        for holder, path in unread(element):
            self.passed(holder, _("a programme has no place for it"), path)
        self._level(element)
        self.found.countries = self.places.countries
        self.found.shares, self.found.regions_share = self.places.settled(self)
        self._settle_days(element, days)
        self._check(element)
        return self.found

    def _check(self, element: Any) -> None:
        found = self.found
        if not found.identifier:
            self.wrong(element, "iati-identifier", _("The activity has no identifier. Give it one."))
        elif len(found.identifier) > LONGEST_IDENTIFIER:
            self.wrong(element, "iati-identifier", _("The identifier is longer than 120 characters."))
        if found.other_title:
            stands_in = _("its language is not English, French or Spanish; it stands in where there is no other title")
            self.passed(
                self.stand_in,
                _("its language is not English, French or Spanish") if found.titles else stands_in,
                "title/narrative",
            )
        elif not found.titles:
            self.wrong(element, "title", _("The activity has no title in English, French or Spanish. Give it one."))
        if found.starts_on and found.ends_on and found.ends_on < found.starts_on:
            self.wrong(element, "activity-date", _("The activity ends before it starts."))

    def _settle_days(self, element: Any, days: dict[str, date]) -> None:
        """The actual days, or else the planned ones. A plan that what has happened overtook is no fault of the file:
        the planned day is left out."""
        starts_on, ends_on = days.get(ACTUAL_START), days.get(ACTUAL_END)
        planned_start, planned_end = days.get(PLANNED_START), days.get(PLANNED_END)
        plan_is_sound = not (planned_start and planned_end and planned_end < planned_start)
        if plan_is_sound and starts_on and not ends_on and planned_end and planned_end < starts_on:
            planned_end = None
            self.passed(element, _("the planned last day is before the actual first day"), "activity-date")
        if plan_is_sound and ends_on and not starts_on and planned_start and ends_on < planned_start:
            planned_start = None
            self.passed(element, _("the planned first day is after the actual last day"), "activity-date")
        self.found.starts_on, self.found.ends_on = starts_on or planned_start, ends_on or planned_end

    def _take(self, child: Any, days: dict[str, date]) -> None:
        """Use a part of the activity, or pass it over."""
        match str(child.tag):
            case "reporting-org":
                self.found.organization = reference_of(child)
                self.used(child)
            case "title":
                self._narratives(child, self.found.titles, LONGEST_TITLE)
            case "description" if child.get("type", GENERAL) == GENERAL:
                self._narratives(child, self.found.descriptions, LONGEST_DESCRIPTION)
            case "description":
                self.passed(child, _("only the general description (type 1) is kept"))
            case "activity-date":
                self._day(child, days)
            case tag if taker := self.takers.get(tag):
                taker(child)
            case tag:
                self.passed(child, _("a programme has no place for it"), tag)

    def _narratives(self, child: Any, texts: dict[str, str], longest: int) -> None:
        """The words of each language that a programme is kept in; the first of a language counts."""
        narratives = child.findall("narrative")
        if not narratives and text_of(child):
            self.passed(child, _("its words stand in no narrative, which version 2 asks for"))
        for narrative in narratives:
            language, text = self.language_of(narrative), text_of(narrative)
            element = f"{child.tag}/narrative"
            if language not in WordingLanguage.values:
                self._other_language(narrative, element, text)
            elif not text or language in texts:
                self.passed(narrative, _("it is empty, or there is one in its language"), element)
            elif len(text) > longest:
                texts[language] = shortened(text, longest)
                self.cut(narrative, longest, element)
            else:
                texts[language] = text
                self.used(narrative, element=element)

    def _other_language(self, narrative: Any, element: str, text: str) -> None:
        """A title in another language is kept for the programme that has no other."""
        if element == "title/narrative" and text and not self.found.other_title:
            self.found.other_title, self.stand_in = shortened(text, LONGEST_TITLE), narrative
        else:
            self.passed(narrative, _("its language is not English, French or Spanish"), element)

    def _status(self, child: Any) -> None:
        code = child.get("code", "").strip()
        if code not in STATUSES:
            self.wrong(child, "", _("“%(code)s” is not in the code list ActivityStatus.") % {"code": code[:20]})
            return
        self.found.status = code
        self.used(child)

    def _day(self, child: Any, days: dict[str, date]) -> None:
        kind = child.get("type", "").strip()
        if not child.get("iso-date", "").strip():
            self.passed(child, _("it names no day"))
            return
        day = self.day(child, child.get("iso-date", ""))
        if kind not in (PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END):
            self.wrong(child, "", _("“%(code)s” is not in the code list ActivityDateType.") % {"code": kind[:20]})
        elif day is not None:
            days[kind] = day
            self.used(child)

    def _organization(self, child: Any) -> None:
        if child.get("role", "").strip() != FUNDING:
            self.passed(child, _("only those that fund it (role 1) are kept, as donors"))
            return
        names: dict[str, str] = {}
        for narrative in child.findall("narrative"):
            names.setdefault((narrative.get(XML_LANG) or self.language or "en").lower(), text_of(narrative))
        reference, told = reference_of(child), next(filter(None, names.values()), "")
        full = names.get("en") or told or reference
        name = shortened(full, LONGEST_DONOR)
        if not name:
            self.passed(child, _("it has neither a name nor a reference"))
        elif name.casefold() in self.donors:
            self.passed(child, _("this donor is named already"))
        elif len(self.donors) == MOST_DONORS:
            self.passed(child, _("a programme keeps at most %(most)s donors") % {"most": MOST_DONORS})
        else:
            self.donors.add(name.casefold())
            self.found.donors.append(DonorInput(name, reference[:LONGEST_IDENTIFIER]))
            self.used(child)
            if name != full:
                self.cut(child, LONGEST_DONOR, "participating-org/narrative")
            if len(reference) > LONGEST_IDENTIFIER:
                self.cut(child, LONGEST_IDENTIFIER, "participating-org/@ref")

    def _budget(self, child: Any) -> None:
        """A budget; a revised one stands beside the original that it replaces (docs/adr/0007, queries/budgets.py)."""
        kind = BUDGET_KINDS.get(child.get("type", "1").strip())
        value = child.find("value")
        starts_on = self.day(child, attribute(child, "period-start", "iso-date"), "period-start")
        ends_on = self.day(child, attribute(child, "period-end", "iso-date"), "period-end")
        currency = (attribute(child, "value", "currency") or self.currency).strip().upper()
        amount = decimal_of(text_of(value))
        if kind is None:
            self.wrong(child, "", _("The type of a budget is 1 (original) or 2 (revised)."))
        elif amount is None or not 0 <= amount < LARGEST_BUDGET:
            self.wrong(child, "value", _("The amount is no number from 0 on. Write 1250000.00."))
        elif not currency:
            self.wrong(child, "value", _("The budget says no currency, and its activity has no default-currency."))
        elif not is_currency(currency):
            self.wrong(child, "value", _("“%(code)s” is no currency.") % {"code": currency[:20]})
        elif len(self.found.budgets) == MOST_BUDGETS:
            self.wrong(child, "", _("A programme has at most %(most)s budgets.") % {"most": MOST_BUDGETS})
        elif starts_on and ends_on:
            amount = amount.quantize(Decimal("0.01"))
            self.found.budgets.append((child.sourceline, BudgetInput(amount, currency, starts_on, ends_on, kind)))
            self.used(child)

    def _document(self, child: Any) -> None:
        document = read_document(child, self)
        if document.url and document.url in (one.url for _line, one in self.found.documents):
            self.passed(child, _("this document is named already"))
        elif len(self.found.documents) == MOST_DOCUMENTS:
            self.passed(child, _("a programme keeps at most 40 documents"))
        else:
            self.found.documents.append((child.sourceline, document))

    def _relation(self, child: Any) -> None:
        """Which of several parents counts is decided once all activities are read (`standing`)."""
        kind, reference = child.get("type", "").strip(), reference_of(child)
        if kind in (PARENT, CHILD) and reference:
            (self.found.parents if kind == PARENT else self.found.children).append(reference)
            self.found.relations.setdefault(reference, child.sourceline)
            self.used(child)
        else:
            self.passed(child, _("only parents (type 1) and children (type 2) are kept"))

    def _level(self, element: Any) -> None:
        text = element.get("hierarchy", "").strip()
        if text.isascii() and text.isdigit() and 1 <= int(text[:3]) <= LOWEST_LEVEL:
            self.found.level = int(text[:3])
            self.used(element, "iati-activity/@hierarchy")
        elif text:
            self.passed(element, _("a level is a number from 1 to 99"), "iati-activity/@hierarchy")
