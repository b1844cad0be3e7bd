"""What the interface gives: frozen shapes, described in its OpenAPI file."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from ninja import Field, Schema

Text = Annotated[str, Field(description="In the original language")]


class PersonOut(Schema):
    """Whom a token acts for."""

    name: str
    email: str
    role: Annotated[str, Field(description="staff, focal_point, reviewer, administrator, auditor or delegate")]
    office: str | None
    scope: str


class FrameworkOut(Schema):
    """One adopted strategy."""

    slug: str
    symbol: str
    title: Text
    language: str
    status: str
    issued_on: date
    adopted_on: date | None
    supersedes: str | None


class PeriodOut(Schema):
    """A reporting period of a framework."""

    code: str
    label: str
    starts_on: date
    ends_on: date
    deadline: date | None
    status: str


class ElementOut(Schema):
    """One trackable thing of a framework, with its official wording and where that stands."""

    id: int
    framework: str
    code: str
    kind: str
    parent: str | None
    label: Text
    wording: Text
    source_symbol: str
    source_paragraph: str


class DimensionOut(Schema):
    """By what a figure is broken down; a part is named "dimension/category"."""

    code: str
    name: str
    categories: list[str]


class TargetOut(Schema):
    """A value aimed at by a day: the revision that holds now."""

    due_on: date
    value: Decimal
    revision: int


class IndicatorOut(Schema):
    """What is measured for an element. `baseline` is null where it is not known, which is not 0."""

    id: int
    framework: str
    element: str
    code: str
    title: Text
    unit: str
    decimals: int
    aggregation: str
    direction: str
    baseline: Decimal | None
    baseline_date: str
    retired_on: date | None
    dimensions: list[DimensionOut]
    targets: list[TargetOut]


class TermOut(Schema):
    """An entry of a controlled vocabulary."""

    code: str
    label: Text
    retired_on: date | None


class VocabularyOut(Schema):
    """A controlled vocabulary of a framework."""

    code: str
    name: Text
    terms: list[TermOut]


class ValueOut(Schema):
    """An indicator's value for a period. Without a value nothing was reported, which is not 0."""

    element: str
    indicator: str
    value: Decimal | None
    qualifier: str | None
    not_applicable: bool


class OfficeOut(Schema):
    """Who did it."""

    code: str
    name: str
    kind: str
    country: str | None
    parent: str | None
    retired_on: date | None
    merged_into: str | None


class ProgrammeOut(Schema):
    """Under which programme or project it was done."""

    code: str
    iati_identifier: str | None
    title: Text
    language: str
    status: str
    lead_office: str | None
    countries: list[str]
    donors: list[str]
    starts_on: date | None
    ends_on: date | None
    parent: str | None
    merged_into: str | None


class CountryOut(Schema):
    """A country or area, by its ISO 3166-1 code."""

    iso: str
    name: str


class AssessmentOut(Schema):
    """The approved judgement of one element for one period. Texts are by language."""

    id: int
    framework: str
    element: str
    period: str
    finding: str
    measurability: str
    continuation: str
    narrative: dict[str, str]
    challenges: dict[str, str]
    source: str
    approved_at: datetime


class ContributionOut(Schema):
    """That a record serves an element, and how."""

    element: str
    how: str


class FigureOut(Schema):
    """What a record says of an indicator: a number ("answer" is "value"), or why there is none. Parts by category."""

    element: str
    indicator: str
    answer: str
    value: Decimal | None
    qualifier: str
    parts: dict[str, Decimal]


class SourceOut(Schema):
    """Where a record can be checked."""

    citation: str
    paragraph: str
    url: str


class AttachmentOut(Schema):
    """A file of a record. `size`, in bytes, and `sha256` are of what is kept: a photo is kept without what tells where
    it was taken. `scan` is clean, infected, waiting, scanning, failed or unscanned; only while `is_open` it is handed
    out."""

    id: int
    name: str
    size: int
    sha256: str
    content_type: str
    scan: str
    is_open: bool


class EvidenceOut(Schema):
    """One dated record of what was done or seen. `edit_number` counts its saves."""

    reference: str
    external_reference: str | None
    framework: str
    period: str | None
    status: str
    title: str
    description: str
    beneficiaries: str
    sensitivity: str
    starts_on: date | None
    ends_on: date | None
    date_precision: str
    office: str | None
    programme: str | None
    countries: list[str]
    themes: list[str]
    contributions: list[ContributionOut]
    figures: list[FigureOut]
    sources: list[SourceOut]
    attachments: list[AttachmentOut]
    author: str
    created_at: datetime
    updated_at: datetime
    submitted_at: datetime | None
    reviewed_at: datetime | None
    returned_because: str | None
    is_sample: bool
    edit_number: int
