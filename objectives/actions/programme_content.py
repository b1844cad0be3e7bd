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
from objectives.actions.programme_documents import (
    DocumentInput,
    document_problems,
    documents_as_kept,
    documents_of,
    write_documents,
)
from objectives.actions.programme_words import ask_for_words
from objectives.characters import unfit
from objectives.enums import BudgetKind
from objectives.hierarchy import MOST_LEVELS, levels, would_circle
from objectives.models import Office, Programme, ProgrammeBudget, ProgrammeCountry, ProgrammeDonor, State
from objectives.models.naming import all_languages, as_columns
from objectives.models.programme_parts import WHOLE

Problems = dict[str, list[str]]
UNEVEN = Decimal("0.0101")  # IATI’s own ruleset: three equal shares come to 99.99


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
    awaited_parent: str | None = None  # the IATI identifier of a parent to come; None: as it stands
    lead_office: Office | None = None
    offices: tuple[Office, ...] = ()
    countries: tuple[State, ...] = ()
    shares: Mapping[str, Decimal] = field(default_factory=dict)  # per cent, by ISO code of a country: of all, or none
    regions_share: Decimal | None = None  # per cent of what is of no single country
    starts_on: date | None = None
    ends_on: date | None = None
    donors: tuple[DonorInput, ...] = ()
    budgets: tuple[BudgetInput, ...] = ()
    documents: tuple[DocumentInput, ...] = ()
    focal_points: tuple[User, ...] = ()


def content_problems(programme: Programme, content: ProgrammeInput) -> Problems:
    """What stands against writing this, by field: "budget_ends_on_1" is the last day of the second budget."""
    problems = _budget_problems(content.budgets) | document_problems(content.documents) | share_problems(content)
    if not any(title.strip() for title in content.titles.values()):
        problems["title_en"] = [_("Give it a title in at least one language.")]
    for part, texts in (("title", content.titles), ("description", content.descriptions)):
        problems |= {f"{part}_{one}": [problem] for one, text in texts.items() if (problem := unfit(text))}
    if content.starts_on and content.ends_on and content.ends_on < content.starts_on:
        day = date_format(content.starts_on, "DATE_FORMAT")
        problems["ends_on"] = [_("The last day is before the first day. Give %(day)s or later.") % {"day": day}]
    others = Programme.objects.exclude(pk=programme.pk)
    identifier = content.iati_identifier.strip()
    if identifier and (other := others.filter(iati_identifier=identifier).first()):
        problems["iati_identifier"] = [_("%(programme)s has this identifier.") % {"programme": other}]
    if content.parent and (problem := _parent_problem(programme, content.parent)):
        problems["parent"] = [problem]
    names = [one.name.strip().casefold() for one in content.donors]
    for index, name in enumerate(names):
        if name in names[:index]:
            problems[f"donor_name_{index}"] = [_("This donor is named already.")]
    return problems


def _parent_problem(programme: Programme, parent: Programme) -> str:
    """Why a programme cannot stand below another; "" where it can, or does already."""
    if programme.pk and programme.parent_id == parent.pk:
        return ""
    parents = dict(Programme.objects.values_list("pk", "parent"))
    if programme.pk and would_circle(parents, programme.pk, parent.pk):
        return _("It would stand below itself. Choose another programme.")
    if levels(parents, programme.pk or 0, parent.pk) > MOST_LEVELS:
        return _("Programmes stand in at most %(most)s levels. Choose one higher up.") % {"most": MOST_LEVELS}
    return ""


def share_problems(content: ProgrammeInput) -> Problems:
    """What stands against the shares, by field: "share_KE" is that of Kenya.

    IATI 2.03, recipient-country/@percentage: from 0 to 100, of every country and region or of none, and together 100.
    """
    given = {f"share_{iso}": share for iso, share in content.shares.items()}
    if content.regions_share is not None:
        given["regions_share"] = content.regions_share
    wrong = {name: [_("A share is from 0 to 100 per cent.")] for name, one in given.items() if not 0 <= one <= WHOLE}
    chosen = {one.iso for one in content.countries}
    wrong |= {f"share_{one}": [_("This country is none of its.")] for one in content.shares if one not in chosen}
    if wrong or not given:
        return wrong
    lacking = [one.iso for one in content.countries if one.iso not in content.shares]
    if lacking:
        return {f"share_{iso}": [_("Give the share of each country, or of none.")] for iso in lacking}
    total = sum(given.values(), Decimal(0))
    if abs(total - WHOLE) <= UNEVEN:
        return {}
    message = _("The shares come to %(total)s per cent, and not to 100.") % {"total": f"{total.normalize():f}"}
    return {next(iter(given)): [message]}


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
    called = (programme.title, programme.translations) if programme.pk else None
    for name, value in as_columns(_texts(content), "title").items():
        setattr(programme, name, value)
    for name in ("parent", "lead_office", "starts_on", "ends_on"):
        setattr(programme, name, getattr(content, name))
    if content.parent or content.awaited_parent is not None:
        programme.awaited_parent = (not content.parent and content.awaited_parent) or None
    programme.iati_identifier = content.iati_identifier.strip() or None
    programme.regions_percentage = content.regions_share
    programme.save()
    if called not in (None, (programme.title, programme.translations)):
        ask_for_words(programme)
    programme.offices.set(content.offices)
    programme.places.all().delete()
    ProgrammeCountry.objects.bulk_create(
        ProgrammeCountry(programme=programme, state=one, percentage=content.shares.get(one.iso))
        for one in dict.fromkeys(content.countries)
    )
    programme.focal_points.set(content.focal_points)
    programme.donors.all().delete()
    programme.budgets.all().delete()
    ProgrammeDonor.objects.bulk_create(
        ProgrammeDonor(programme=programme, position=place, name=one.name.strip(), iati_ref=one.iati_ref.strip())
        for place, one in enumerate(content.donors)
    )
    ProgrammeBudget.objects.bulk_create(ProgrammeBudget(programme=programme, **asdict(one)) for one in content.budgets)
    write_documents(programme, content.documents)


def _texts(content: ProgrammeInput) -> dict[str, dict[str, str]]:
    languages = dict.fromkeys([*content.titles, *content.descriptions])
    parts = (("title", content.titles), ("description", content.descriptions))
    return {one: {part: texts.get(one, "").strip() for part, texts in parts} for one in languages}


def snapshot(programme: Programme) -> dict[str, Any]:
    """What is said of a programme, for the audit."""
    budgets = ProgrammeBudget.objects.filter(programme=programme).order_by("starts_on", "kind")
    regions = programme.regions_percentage
    return {
        "code": programme.code,
        "iati_identifier": programme.iati_identifier,
        "title": all_languages(programme, "title"),
        "description": all_languages(programme, "description"),
        "status": programme.status,
        "parent": programme.parent.code if programme.parent else None,
        **({"awaited_parent": programme.awaited_parent} if programme.awaited_parent else {}),
        "lead_office": programme.lead_office.code if programme.lead_office else None,
        "offices": sorted(programme.offices.values_list("code", flat=True)),
        "countries": sorted(programme.places.values_list("state__iso", flat=True)),
        "shares": {**shares_of(programme), **({"regions": regions} if regions is not None else {})},
        "starts_on": programme.starts_on,
        "ends_on": programme.ends_on,
        "donors": list(programme.donors.order_by("position").values_list("name", "iati_ref")),
        "budgets": list(budgets.values_list("kind", "currency", "amount", "starts_on", "ends_on")),
        "documents": documents_as_kept(programme),
        "focal_points": sorted(programme.focal_points.values_list("email", flat=True)),
    }


def shares_of(programme: Programme) -> dict[str, Decimal]:
    """The share of each country (ISO code) that has one, in per cent. One query."""
    rows = programme.places.order_by("state__iso").values_list("state__iso", "percentage")
    return {iso: share for iso, share in rows if share is not None}


def as_input(programme: Programme) -> ProgrammeInput:
    """All that is said of a programme, as it would be handed in anew."""
    donors = programme.donors.order_by("position")
    budgets = programme.budgets.order_by("starts_on", "kind")
    return ProgrammeInput(
        titles=all_languages(programme, "title"),
        descriptions=all_languages(programme, "description"),
        iati_identifier=programme.iati_identifier or "",
        parent=programme.parent,
        awaited_parent=programme.awaited_parent or "",
        lead_office=programme.lead_office,
        offices=tuple(programme.offices.all()),
        countries=tuple(programme.countries.all()),
        shares=shares_of(programme),
        regions_share=programme.regions_percentage,
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
        donors=tuple(DonorInput(one.name, one.iati_ref) for one in donors),
        budgets=tuple(BudgetInput(one.amount, one.currency, one.starts_on, one.ends_on, one.kind) for one in budgets),
        documents=documents_of(programme),
        focal_points=tuple(programme.focal_points.all()),
    )
