"""The sample's offices and programmes, written through the actions; and under which programme an entry falls."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from iomtrack.accounts.models import User
from objectives.actions import offices as office_actions
from objectives.actions import programmes as programme_actions
from objectives.enums import BudgetKind
from objectives.models import Office, Programme, State
from objectives.sample.activities import SampleBudget, SampleProgramme, programmes
from objectives.sample.offices import BELOW, OFFICES, OTHER_NAMES
from objectives.sample.plan import PlannedEntry

YEARS = 3  # that a programme runs
LANGUAGE = "en"
PROPOSED = "Help desk for travellers at the Malaba crossing"


def make_offices(states: dict[str, State], *, by: User) -> dict[str, Office]:
    """The offices by code: regional ones first, then those that report to them."""
    made: dict[str, Office] = {}
    for one in sorted(OFFICES, key=lambda office: office.code in BELOW):
        content = office_actions.OfficeInput(
            names={LANGUAGE: one.name, **OTHER_NAMES.get(one.code, {})},
            kind=one.kind,
            state=states.get(one.country),
            parent=made.get(BELOW.get(one.code, "")),
        )
        made[one.code] = office_actions.add(code=one.code, content=content, by=by, is_sample=True)
    return {one.code: made[one.code] for one in OFFICES}


def make_programmes(
    offices: dict[str, Office], states: dict[str, State], *, first_year: int, by: User
) -> list[tuple[SampleProgramme, Programme]]:
    """Each programme with what the texts say of it. They run from the year before the sample's first."""
    countries = {one.code: states.get(one.country) for one in OFFICES}
    made: list[tuple[SampleProgramme, Programme]] = []
    for one in programmes():
        places = [countries[code] for code in one.offices]
        content = programme_actions.ProgrammeInput(
            titles={LANGUAGE: one.title, **one.titles},
            lead_office=offices[one.lead],
            offices=tuple(offices[code] for code in one.offices),
            countries=tuple(state for state in places if state is not None),
            shares={iso: Decimal(share) for iso, share in one.shares.items()},
            parent=next((programme for above, programme in made if above.code == one.below), None),
            starts_on=date(first_year - 1, 1, 1),
            ends_on=date(first_year - 2 + YEARS, 12, 31),
            donors=tuple(programme_actions.DonorInput(name, ref) for name, ref in one.donors.items()),
            budgets=tuple(budgets(one.budget, first_year - 1)) if one.budget else (),
            documents=tuple(programme_actions.DocumentInput(row.url, row.titles, row.kinds) for row in one.documents),
        )
        made.append((one, programme_actions.add(code=one.code, content=content, by=by, is_sample=True)))
    return made


def budgets(budget: SampleBudget, first_year: int) -> Iterable[programme_actions.BudgetInput]:
    """The original of each year, and a revised one of the last where there is one."""
    years = [(date(year, 1, 1), date(year, 12, 31)) for year in range(first_year, first_year + YEARS)]
    for first, last in years:
        yield programme_actions.BudgetInput(Decimal(budget.amount), budget.currency, first, last)
    if budget.revised is not None:
        yield programme_actions.BudgetInput(
            Decimal(budget.revised), budget.currency, *years[-1], kind=BudgetKind.REVISED
        )


def programme_of(entry: PlannedEntry, made: Iterable[tuple[SampleProgramme, Programme]]) -> Programme | None:
    """The first programme of an entry's office whose purpose is what it serves in the first place; often there is
    none, as in life."""
    main = entry.serves[0][0]
    fitting = (row for one, row in made if entry.office.code in one.offices and main in one.elements)
    return next(fitting, None)


def propose_one(office: Office, *, by: User) -> Programme:
    """A programme that staff miss, and that waits for an administrator."""
    content = programme_actions.ProgrammeInput(titles={LANGUAGE: PROPOSED}, lead_office=office, offices=(office,))
    return programme_actions.propose(content=content, by=by, is_sample=True)
