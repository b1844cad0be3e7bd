"""One activity of a file: what is used of it for a programme, and what is passed over."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from babel.numbers import is_currency
from django.utils.translation import gettext as _

from objectives.actions.programme_content import BudgetInput, DonorInput
from objectives.enums import BudgetKind, WordingLanguage
from objectives.exchange.iati.report import Report
from objectives.exchange.iati.xml import XML_LANG

LONGEST_TITLE = LONGEST_DONOR = 200
LONGEST_IDENTIFIER = 120
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
    descriptions: dict[str, str] = field(default_factory=dict)
    status: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    donors: list[DonorInput] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    budgets: list[tuple[int | None, BudgetInput]] = field(default_factory=list)
    parent: str = ""
    children: list[str] = field(default_factory=list)
    hierarchy: str = ""


class Reader:
    """Reads activities one after the other into a common report."""

    def __init__(self, report: Report, countries: set[str]) -> None:
        self.report, self.known_countries = report, countries
        self.found = ActivityRead(None)
        self.language = self.currency = ""

    def read(self, element: Any, root: dict[str, str]) -> ActivityRead:
        """An activity as a programme takes it; what is wrong with it is in the report."""
        self.found = ActivityRead(element.sourceline, hierarchy=element.get("hierarchy", ""))
        self.found.identifier = text_of(element.find("iati-identifier"))
        self.language = element.get(XML_LANG) or root.get(XML_LANG) or ""
        self.currency = element.get("default-currency", "").strip()
        days: dict[str, date] = {}
        for child in element:
            self._take(child, days)
        self.found.starts_on = days.get(ACTUAL_START) or days.get(PLANNED_START)
        self.found.ends_on = days.get(ACTUAL_END) or days.get(PLANNED_END)
        self._check(element)
        return self.found

    def _check(self, element: Any) -> None:
        found = self.found
        if not found.identifier:
            self._wrong(element, "iati-identifier", _("The activity has no identifier. Give it one."))
        elif len(found.identifier) > LONGEST_IDENTIFIER:
            self._wrong(element, "iati-identifier", _("The identifier is longer than 120 characters."))
        if not found.titles:
            self._wrong(element, "title", _("The activity has no title in English, French or Spanish. Give it one."))
        if found.starts_on and found.ends_on and found.ends_on < found.starts_on:
            self._wrong(element, "activity-date", _("The activity ends before it starts."))

    def _take(self, child: Any, days: dict[str, date]) -> None:
        """Use a part of the activity, or pass it over."""
        match child.tag:
            case "iati-identifier":
                self._used(child)
            case "reporting-org":
                self.found.organization = child.get("ref", "").strip()
                self._used(child)
            case "title":
                self._narratives(child, self.found.titles, LONGEST_TITLE)
            case "description" if child.get("type", GENERAL) == GENERAL:
                self._narratives(child, self.found.descriptions, None)
            case "activity-status":
                self._status(child)
            case "activity-date":
                self._day(child, days)
            case "participating-org":
                self._organization(child)
            case "recipient-country":
                self._country(child)
            case "budget":
                self._budget(child)
            case "related-activity":
                self._relation(child)
            case "description":
                self._passed(child, _("only the general description (type 1) is kept"))
            case tag:
                self._passed(child, _("a programme has no place for it"), str(tag))

    def _narratives(self, child: Any, texts: dict[str, str], longest: int | None) -> None:
        """The words of each language that a programme is kept in; the first of a language counts."""
        for narrative in child.findall("narrative"):
            language = (narrative.get(XML_LANG) or self.language or WordingLanguage.ENGLISH).lower().partition("-")[0]
            text = text_of(narrative)
            element = f"{child.tag}/narrative"
            if language not in WordingLanguage.values:
                self._passed(narrative, _("its language is not English, French or Spanish"), element)
            elif not text or language in texts:
                self._passed(narrative, _("it is empty, or there is one in its language"), element)
            elif longest and len(text) > longest:
                texts[language] = f"{text[: longest - 1].rstrip()}…"
                self._passed(narrative, _("what is over 200 characters is cut off"), element)
            else:
                texts[language] = text
                self._used(narrative, element=element)

    def _status(self, child: Any) -> None:
        code = child.get("code", "").strip()
        if code not in STATUSES:
            self._wrong(child, "", _("“%(code)s” is not in the code list ActivityStatus.") % {"code": code[:20]})
            return
        self.found.status = code
        self._used(child)

    def _day(self, child: Any, days: dict[str, date]) -> None:
        kind = child.get("type", "").strip()
        day = self._date(child, child.get("iso-date", ""))
        if kind not in (PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END):
            self._wrong(child, "", _("“%(code)s” is not in the code list ActivityDateType.") % {"code": kind[:20]})
        elif day is not None:
            days[kind] = day
            self._used(child)

    def _organization(self, child: Any) -> None:
        if child.get("role", "").strip() != FUNDING:
            self._passed(child, _("only those that fund it (role 1) are kept, as donors"))
            return
        names: dict[str, str] = {}
        for narrative in child.findall("narrative"):
            names.setdefault((narrative.get(XML_LANG) or self.language or "en").lower(), text_of(narrative))
        reference = child.get("ref", "").strip()
        name = (names.get("en") or next(iter(names.values()), "") or reference)[:LONGEST_DONOR]
        if not name:
            self._passed(child, _("it has neither a name nor a reference"))
        elif name.casefold() in (one.name.casefold() for one in self.found.donors):
            self._passed(child, _("this donor is named already"))
        else:
            self.found.donors.append(DonorInput(name, reference[:LONGEST_IDENTIFIER]))
            self._used(child)

    def _country(self, child: Any) -> None:
        code = child.get("code", "").strip().upper()
        if code not in self.known_countries:
            self._wrong(child, "", _("“%(code)s” is no country of ISO 3166-1.") % {"code": code[:20]})
            return
        if code not in self.found.countries:
            self.found.countries.append(code)
        self._used(child)
        if child.get("percentage"):
            self._passed(child, _("a programme keeps its countries without shares"), "recipient-country/@percentage")

    def _budget(self, child: Any) -> None:
        """A budget; a revised one stands beside the original that it replaces (docs/adr/0007, queries/budgets.py)."""
        kind = BUDGET_KINDS.get(child.get("type", "1").strip())
        value = child.find("value")
        starts_on = self._date(child, attribute(child, "period-start", "iso-date"), "period-start")
        ends_on = self._date(child, attribute(child, "period-end", "iso-date"), "period-end")
        currency = (attribute(child, "value", "currency") or self.currency).strip().upper()
        amount = decimal_of(text_of(value))
        if kind is None:
            self._wrong(child, "", _("The type of a budget is 1 (original) or 2 (revised)."))
        elif amount is None or not 0 <= amount < LARGEST_BUDGET:
            self._wrong(child, "value", _("The amount is no number from 0 on. Write 1250000.00."))
        elif not is_currency(currency):
            self._wrong(child, "value", _("“%(code)s” is no currency.") % {"code": currency[:20]})
        elif starts_on and ends_on:
            amount = amount.quantize(Decimal("0.01"))
            self.found.budgets.append((child.sourceline, BudgetInput(amount, currency, starts_on, ends_on, kind)))
            self._used(child)

    def _relation(self, child: Any) -> None:
        kind, reference = child.get("type", "").strip(), child.get("ref", "").strip()
        if kind == PARENT and reference and not self.found.parent:
            self.found.parent = reference
            self._used(child)
        elif kind == CHILD and reference:
            self.found.children.append(reference)
            self._used(child)
        else:
            self._passed(child, _("only one parent (type 1) and the children (type 2) are kept"))

    def _date(self, child: Any, text: str, element: str = "") -> date | None:
        """A day; the time that some files add to it is left off."""
        try:
            return date.fromisoformat(text.strip()[:10])
        except ValueError:
            message = _("“%(text)s” is no day. Write it as 2026-09-14.") % {"text": text.strip()[:40]}
            self._wrong(child, element, message)
            return None

    def _used(self, child: Any, element: str = "") -> None:
        self.report.used(element or str(child.tag), child.sourceline)

    def _passed(self, child: Any, why: str, element: str = "") -> None:
        self.report.passed_over(element or str(child.tag), child.sourceline, why)

    def _wrong(self, child: Any, element: str, message: str) -> None:
        tag = "" if child.tag == "iati-activity" else str(child.tag)
        path = "/".join(part for part in (tag, element) if part)
        self.report.wrong(child.sourceline, self.found.identifier[:60], path, message)


def text_of(element: Any) -> str:
    """The words of an element, with one space for each gap."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def attribute(parent: Any, child: str, name: str) -> str:
    found = parent.find(child)
    return str(found.get(name, "")) if found is not None else ""


def decimal_of(text: str) -> Decimal | None:
    """A number as XML writes it; None for anything else."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
