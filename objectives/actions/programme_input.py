"""What is said of a programme, as it is handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from iomtrack.accounts.models import User
from objectives.actions.programme_documents import DocumentInput
from objectives.enums import BudgetKind
from objectives.models import Office, Programme, State


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
    awaited_parts: tuple[str, ...] | None = None  # those of parts to come; None: as they stand
    stand_in: str | None = None  # a title in another language that stands in for one; "": none; None: as it stands
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
