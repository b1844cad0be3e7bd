"""The offices and programmes that a record file names: their fields, and what they are loaded as."""

from __future__ import annotations

from objectives.actions.programmes import BudgetInput, DonorInput, ProgrammeInput
from objectives.enums import BudgetKind, OfficeKind, WordingLanguage
from objectives.exchange.codes import Number
from objectives.exchange.framework_entries import Translations
from objectives.exchange.located import Located, Place, text_in
from objectives.exchange.schema import Code, Code40, Day, LongCode, Strict, Text, Text120, Text200
from objectives.models import Office, State


class OfficeTranslation(Strict):
    name: Text120


class OfficeEntry(Strict):
    """An office; its name is in English."""

    code: LongCode
    name: Text120
    translations: Translations[OfficeTranslation] = {}
    kind: OfficeKind = OfficeKind.COUNTRY
    country: Code | None = None


class DonorEntry(Strict):
    name: Text200
    iati_ref: Text120 | None = None


class BudgetEntry(Strict):
    amount: Number
    currency: Code
    starts_on: Day
    ends_on: Day
    kind: BudgetKind = BudgetKind.ORIGINAL


class ProgrammeEntry(Strict):
    """A programme or project; its title is in the language of the file."""

    code: Code40
    title: Text200
    description: Text | None = None
    iati_identifier: Text120 | None = None
    lead_office: LongCode | None = None
    countries: tuple[Code, ...] = ()
    starts_on: Day | None = None
    ends_on: Day | None = None
    donors: tuple[DonorEntry, ...] = ()
    budgets: tuple[BudgetEntry, ...] = ()


def named_elsewhere(located: Located, of: str, field: str, among: str) -> list[tuple[Place, str]]:
    """Where rows name something that is not in another list of the file, with what they name."""
    known = {text_in(one, "code") for _place, one in located.rows(among)}
    rows = [((*place, field), text_in(row, field)) for place, row in located.rows(of)]
    return [(place, code) for place, code in rows if code and code not in known]


def programme_input(entry: ProgrammeEntry, *, lead: Office | None, language: str) -> ProgrammeInput:
    """A programme of a file as the action takes it. A title in another language than ours stands as the English one."""
    language = language if language in WordingLanguage.values else WordingLanguage.ENGLISH
    return ProgrammeInput(
        titles={language: entry.title},
        descriptions={language: entry.description or ""},
        iati_identifier=entry.iati_identifier or "",
        lead_office=lead,
        offices=(lead,) if lead else (),
        countries=tuple(State.objects.filter(iso__in=entry.countries)),
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        donors=tuple(DonorInput(one.name, one.iati_ref or "") for one in entry.donors),
        budgets=tuple(BudgetInput(**one.model_dump()) for one in entry.budgets),
    )
