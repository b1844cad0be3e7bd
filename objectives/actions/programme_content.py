"""What is kept of a programme: as it is handed in, as it is written, and as the audit keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import is_currency
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.enums import BudgetKind
from objectives.hierarchy import would_circle
from objectives.models import Office, Programme, ProgrammeBudget, ProgrammeDonor, State
from objectives.models.naming import all_languages, as_columns

Problems = dict[str, list[str]]


@dataclass(frozen=True)
class DonorInput:
    """Who pays, and its identifier in IATI where it has one."""

    name: str
    iati_ref: str = ""


@dataclass(frozen=True)
class BudgetInput:
    """What may be spent from the first day to the last, in a currency of ISO 4217."""

    amount: Decimal
    currency: str
    starts_on: date
    ends_on: date
    kind: str = BudgetKind.ORIGINAL


@dataclass(frozen=True)
class ProgrammeInput:
    """All that is said of a programme; `titles` and `descriptions` by language (en, fr, es), at least one title."""

    titles: Mapping[str, str]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    iati_identifier: str = ""
    parent: Programme | None = None
    lead_office: Office | None = None
    offices: tuple[Office, ...] = ()
    countries: tuple[State, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    donors: tuple[DonorInput, ...] = ()
    budgets: tuple[BudgetInput, ...] = ()
    focal_points: tuple[User, ...] = ()


def content_problems(programme: Programme, content: ProgrammeInput) -> Problems:
    """What stands against writing this, by field: "budget_ends_on_1" is the last day of the second budget."""
    problems = _budget_problems(content.budgets)
    if not any(title.strip() for title in content.titles.values()):
        problems["title_en"] = [_("Give it a title in at least one language.")]
    if content.starts_on and content.ends_on and content.ends_on < content.starts_on:
        day = date_format(content.starts_on, "DATE_FORMAT")
        problems["ends_on"] = [_("The last day is before the first day. Give %(day)s or later.") % {"day": day}]
    others = Programme.objects.exclude(pk=programme.pk)
    identifier = content.iati_identifier.strip()
    if identifier and (other := others.filter(iati_identifier=identifier).first()):
        problems["iati_identifier"] = [_("%(programme)s has this identifier.") % {"programme": other}]
    if content.parent and programme.pk and _would_circle(programme.pk, content.parent.pk):
        problems["parent"] = [_("It would stand below itself. Choose another programme.")]
    names = [one.name.strip().casefold() for one in content.donors]
    for index, name in enumerate(names):
        if name in names[:index]:
            problems[f"donor_name_{index}"] = [_("This donor is named already.")]
    return problems


def _would_circle(programme: int, parent: int) -> bool:
    return would_circle(dict(Programme.objects.values_list("pk", "parent")), programme, parent)


def _budget_problems(budgets: Sequence[BudgetInput]) -> Problems:
    problems: Problems = {}
    for index, one in enumerate(budgets):
        if not is_currency(one.currency):
            problems[f"budget_currency_{index}"] = [
                _("“%(code)s” is no currency. Give its code of three letters: USD, EUR, CHF.") % {"code": one.currency}
            ]
        if one.amount < 0:
            problems[f"budget_amount_{index}"] = [_("A budget is not below 0.")]
        if one.ends_on < one.starts_on:
            problems[f"budget_ends_on_{index}"] = [_("The last day is before the first day.")]
        elif message := _clash(one, budgets[:index]):
            problems[f"budget_starts_on_{index}"] = [message]
    return problems


def _clash(budget: BudgetInput, earlier: Sequence[BudgetInput]) -> str:
    """How a budget stands against another; "" where it does not. The same days are the mark of a revision."""
    for other in earlier:
        same_days = (other.starts_on, other.ends_on) == (budget.starts_on, budget.ends_on)
        if same_days and other.kind == budget.kind:
            return _("There is a budget of this kind for these days. Change that one, or make this one its revision.")
        if not same_days and other.starts_on <= budget.ends_on and budget.starts_on <= other.ends_on:
            return _(
                "These days overlap those of another budget. A revision has exactly the days of what it replaces; "
                "budgets that are added up share no day."
            )
    return ""


def write(programme: Programme, content: ProgrammeInput) -> None:
    """Put the content into the row and its dependants. A first save gives the row its key.

    Raises ActionError, by field, where it does not hold together.
    """
    if problems := content_problems(programme, content):
        raise ActionError(problems)
    for name, value in as_columns(_texts(content), "title").items():
        setattr(programme, name, value)
    for name in ("parent", "lead_office", "starts_on", "ends_on"):
        setattr(programme, name, getattr(content, name))
    programme.iati_identifier = content.iati_identifier.strip() or None
    programme.save()
    programme.offices.set(content.offices)
    programme.countries.set(content.countries)
    programme.focal_points.set(content.focal_points)
    programme.donors.all().delete()
    programme.budgets.all().delete()
    ProgrammeDonor.objects.bulk_create(
        ProgrammeDonor(programme=programme, position=place, name=one.name.strip(), iati_ref=one.iati_ref.strip())
        for place, one in enumerate(content.donors)
    )
    ProgrammeBudget.objects.bulk_create(ProgrammeBudget(programme=programme, **asdict(one)) for one in content.budgets)


def _texts(content: ProgrammeInput) -> dict[str, dict[str, str]]:
    languages = dict.fromkeys([*content.titles, *content.descriptions])
    parts = (("title", content.titles), ("description", content.descriptions))
    return {one: {part: texts.get(one, "").strip() for part, texts in parts} for one in languages}


def snapshot(programme: Programme) -> dict[str, Any]:
    """What is said of a programme, for the audit."""
    budgets = ProgrammeBudget.objects.filter(programme=programme).order_by("starts_on", "kind")
    return {
        "code": programme.code,
        "iati_identifier": programme.iati_identifier,
        "title": all_languages(programme, "title"),
        "description": all_languages(programme, "description"),
        "status": programme.status,
        "parent": programme.parent.code if programme.parent else None,
        "lead_office": programme.lead_office.code if programme.lead_office else None,
        "offices": sorted(programme.offices.values_list("code", flat=True)),
        "countries": sorted(programme.countries.values_list("iso", flat=True)),
        "starts_on": programme.starts_on,
        "ends_on": programme.ends_on,
        "donors": list(programme.donors.order_by("position").values_list("name", "iati_ref")),
        "budgets": list(budgets.values_list("kind", "currency", "amount", "starts_on", "ends_on")),
        "focal_points": sorted(programme.focal_points.values_list("email", flat=True)),
    }
