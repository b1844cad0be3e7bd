"""Evidence as a program hands it in."""

from __future__ import annotations

from typing import Annotated

from ninja import Field, Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict

from objectives.api.shapes import AttachmentOut
from objectives.api.values import Code, Day, Number, Words, YesOrNo, a_reference, an_address
from objectives.enums import Answer, DatePrecision, Qualifier, Sensitivity

MOST_PARTS = 200  # contributions, figures, countries, themes or sources of one record


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


class Content(Typed):
    """What its author says in a record."""

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


class SentBack(Typed):
    """What only the site says of a record. It may come as it was read, so that a record can be sent back whole."""

    reference: Code | None = None
    period: str | None = None
    status: str | None = None
    attachments: list[AttachmentOut] | None = None
    author: str | None = None
    created_at: AwareDatetime | None = None
    updated_at: AwareDatetime | None = None
    submitted_at: AwareDatetime | None = None
    reviewed_at: AwareDatetime | None = None
    returned_because: str | None = None
    is_sample: YesOrNo | None = None
    edit_number: int | None = None

    @property
    def sent_back(self) -> list[str]:
        """Which of these came."""
        return [name for name in SentBack.model_fields if name in self.model_fields_set]


class EvidenceIn(Content, SentBack):
    """A record. A draft may lack almost anything; what is submitted has title, days, office, elements and a source.

    It may be sent as it was read, with what is not changed here (`framework`, `external_reference`, and what only the
    site says, from `reference` to `edit_number`): that has to be as it stands. Where the record was saved since, and
    stands at another `edit_number`: 409.
    """

    framework: Code | None = None
    external_reference: str | None = None

    @property
    def sent_back(self) -> list[str]:
        names = ("framework", "external_reference")
        return [*(name for name in names if name in self.model_fields_set), *super().sent_back]


class EvidenceChangeIn(EvidenceIn):
    """What is to change of a record. Whatever is not named stays as it is; a list that is named is written anew."""


class NewEvidenceIn(Content, SentBack):
    """A new record of a framework, by its slug; submitted at once where `submit` says so.

    It may be a record that was read, sent as a new one: what only the site says of that, from `reference` to
    `edit_number`, has to be as it stands in the record that `reference` names, and is not carried over.
    """

    framework: Code
    external_reference: Annotated[str, Field(min_length=1, max_length=120), AfterValidator(a_reference)] | None = None
    submit: YesOrNo = False
