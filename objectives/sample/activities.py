"""The texts of the sample year (texts/*.yaml): the work that offices do over and over, and what is said of it."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from objectives.enums import Aggregation, Direction, Finding, Measurability

TEXTS = Path(__file__).parent / "texts"
THEMES = ("services", "humanitarian", "advice", "development", "information", "rights", "returns", "irregular")


class Texts(BaseModel):
    """Frozen, and strict about names, so that a slip in a file of texts is seen at once."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FigureRange(Texts):
    """The indicator that one entry reports on, and between what values."""

    indicator: str
    lowest: int
    highest: int


class Activity(Texts):
    """One kind of work: wordings to choose from, and for each element that it serves the line on how."""

    titles: tuple[str, ...]
    done: tuple[str, ...]
    more: tuple[str, ...]
    serves: dict[str, str]
    source: str
    figure: FigureRange | None = None
    days: tuple[int, int] = (1, 5)
    only: str | None = None  # the one office that does this


class SampleIndicator(Texts):
    """What is measured; `target` is the value aimed at in each quarter, `shares` are per cent, by dimension."""

    element: str
    code: str
    title: str
    unit: str
    aggregation: Aggregation
    direction: Direction = Direction.INCREASE
    decimals: int = 0
    baseline: Decimal | None = None
    target: Decimal | None = None
    shares: dict[str, dict[str, int]] = {}


class SampleAssessment(Texts):
    """What the assessments of an element say: findings for the closed quarters, oldest first, and the words."""

    element: str
    findings: tuple[Finding, Finding, Finding]
    measurability: Measurability
    narrative: str
    challenges: str


class SampleBudget(Texts):
    """What a programme may cost in each of its years; `revised` stands in the place of the last one."""

    currency: str
    amount: int
    revised: int | None = None


class SampleDocument(Texts):
    """A document of a programme: its address, titles by language, and kinds (IATI’s DocumentCategory)."""

    url: str
    titles: dict[str, str]
    kinds: tuple[str, ...]


class SampleProgramme(Texts):
    """A programme, the offices that it works through, and the elements that work under it serves in the first place.

    `below` is the code of one before it, `shares` are per cent by ISO code of a country.
    """

    code: str
    title: str
    titles: dict[str, str] = {}
    lead: str
    offices: tuple[str, ...]
    elements: tuple[str, ...]
    donors: dict[str, str]
    budget: SampleBudget | None
    below: str = ""
    shares: dict[str, int] = {}
    documents: tuple[SampleDocument, ...] = ()


def activities() -> list[Activity]:
    """Every kind of work, theme by theme."""
    return [kind for theme in THEMES for kind in TypeAdapter(list[Activity]).validate_python(read(theme))]


def indicators() -> list[SampleIndicator]:
    """Every indicator of the sample year."""
    return TypeAdapter(list[SampleIndicator]).validate_python(read("indicators"))


@cache
def shares() -> dict[str, dict[str, dict[str, int]]]:
    """How the figures of indicators are broken down, by code."""
    return {one.code: one.shares for one in indicators() if one.shares}


def assessments() -> list[SampleAssessment]:
    """What is said of each element."""
    return TypeAdapter(list[SampleAssessment]).validate_python(read("assessments"))


def programmes() -> list[SampleProgramme]:
    """Every programme of the sample year."""
    return TypeAdapter(list[SampleProgramme]).validate_python(read("programmes"))


def reasons() -> list[str]:
    """Why reviewers send entries back."""
    return TypeAdapter(list[str]).validate_python(read("reasons"))


def read(name: str) -> object:
    """The content of one file of texts."""
    return yaml.safe_load((TEXTS / f"{name}.yaml").read_text(encoding="utf-8"))
