"""Writing the planned year through the actions, so that it passes every check that a person's entries pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from objectives.actions import assessment, evidence, people, period, target
from objectives.actions import indicator as indicator_actions
from objectives.actions.focal_points import set_focal_points
from objectives.enums import EvidenceStatus
from objectives.models import (
    Category,
    Dimension,
    Element,
    Evidence,
    Framework,
    Indicator,
    Office,
    Period,
    Programme,
    State,
)
from objectives.sample.activities import (
    SampleAssessment,
    SampleIndicator,
    SampleProgramme,
    assessments,
    indicators,
)
from objectives.sample.breakdown import Part
from objectives.sample.offices import HOME_OFFICE, OFFICES
from objectives.sample.places import make_offices, make_programmes, programme_of, propose_one
from objectives.sample.plan import SILENT_ELEMENT, UNASSESSED, PlannedEntry, plan
from objectives.sample.quarters import Quarter, quarters_up_to

GROWTH = (Decimal("0.90"), Decimal("0.95"), Decimal(1), Decimal(1))  # targets rise towards the newest quarter
LANGUAGE = "en"
NOTHING_YET = "No entry that serves this has been accepted for the quarter yet."
DAYS_TO_REPORT = timedelta(days=14)  # from a quarter's last day to the day by which its evidence is due
SUBMITTED, BEGUN, WITHOUT_FOCAL_POINT = "O3", "O7", "R5"  # where the open quarter's assessments stand


@dataclass(frozen=True)
class Cast:
    """The accounts that the sample year is written by."""

    staff: User
    reviewer: User
    administrator: User


@dataclass(frozen=True)
class Stage:
    """What entries refer to, by code."""

    framework: Framework
    elements: dict[str, Element]
    indicators: dict[str, Indicator]
    categories: dict[tuple[str, str], Category]  # by the codes of dimension and category
    offices: dict[str, Office]
    programmes: list[tuple[SampleProgramme, Programme]]
    authors: dict[str, User]
    states: dict[str, State]


@transaction.atomic
def load(*, framework: Framework, cast: Cast, today: date) -> int:
    """Write the year up to a day; the number of entries. Raises ActionError where its quarters overlap real periods."""
    quarters, entries = quarters_up_to(today), plan(today)
    stage = set_stage(framework, quarters, cast)
    periods = {
        quarter: period.open_period(
            framework=framework,
            content=period.PeriodInput(
                quarter.code,
                quarter.label,
                quarter.starts_on,
                quarter.ends_on,
                deadline=quarter.ends_on + DAYS_TO_REPORT if quarter == quarters[-1] else None,
            ),
            by=cast.administrator,
            is_sample=True,
        )
        for quarter in quarters
    }
    for entry in entries:
        write(entry, stage, cast)
    propose_one(stage.offices[HOME_OFFICE], by=cast.staff)
    for index, quarter in enumerate(quarters[:-1]):
        of_quarter = [entry for entry in entries if entry.quarter == quarter]
        gaps = {UNASSESSED, SILENT_ELEMENT} if quarter == quarters[-2] else set()
        for sample in assessments():
            served = any(sample.element in dict(entry.serves) for entry in of_quarter)
            if served and sample.element not in gaps:
                judge(stage.elements[sample.element], periods[quarter], judgement(sample, index, of_quarter), cast)
        period.close_period(period=periods[quarter], by=cast.administrator)
    begin_to_assess(periods[quarters[-1]], [entry for entry in entries if entry.quarter == quarters[-1]], stage, cast)
    return len(entries)


def judge(element: Element, of: Period, content: assessment.AssessmentInput, cast: Cast) -> None:
    """An assessment written by the reviewer, and approved by the administrator."""
    one = assessment.save(element=element, period=of, content=content, by=cast.reviewer, is_sample=True)
    assessment.submit(assessment=one, by=cast.reviewer)
    assessment.approve(assessment=one, by=cast.administrator)


def begin_to_assess(of: Period, entries: list[PlannedEntry], stage: Stage, cast: Cast) -> None:
    """In the open quarter: a focal point for most elements, an assessment to approve, and one that is begun."""
    colleagues = [stage.authors[office.code] for office in OFFICES]
    for index, (code, element) in enumerate(stage.elements.items()):
        people = [cast.staff] if code in (SUBMITTED, BEGUN) else colleagues[index % len(colleagues) :][:1]
        if code != WITHOUT_FOCAL_POINT:
            set_focal_points(element=element, users=people, by=cast.administrator)
    samples = {sample.element: sample for sample in assessments()}
    for code in (SUBMITTED, BEGUN):
        content = judgement(samples[code], -1, entries)
        draft = content if code == SUBMITTED else replace(content, finding="", challenges="")
        one = assessment.save(element=stage.elements[code], period=of, content=draft, by=cast.staff, is_sample=True)
        if code == SUBMITTED:
            assessment.submit(assessment=one, by=cast.staff)


def set_stage(framework: Framework, quarters: list[Quarter], cast: Cast) -> Stage:
    """Make offices, their authors and the indicators; find elements and States."""
    elements = {element.code: element for element in framework.elements.select_related("framework")}
    states = {state.iso: state for state in State.objects.all()}
    offices = make_offices(states, by=cast.administrator)
    return Stage(
        framework=framework,
        elements=elements,
        indicators={one.code: make_indicator(one, elements, quarters, cast.administrator) for one in indicators()},
        categories={(one.dimension.code, one.code): one for one in Category.objects.select_related("dimension")},
        offices=offices,
        programmes=make_programmes(offices, states, first_year=quarters[0].year, by=cast.administrator),
        authors={code: make_author(office, cast.administrator) for code, office in offices.items()},
        states=states,
    )


def make_author(office: Office, by: User) -> User:
    """A colleague in an office, whom nobody can sign in as."""
    author = User.objects.create_user(
        f"sample-{office.code.lower()}@iomtrack.example", name=f"Sample colleague in {office.name}", role=Role.RECORDER
    )
    people.post(user=author, office=office, by=by)
    return author


def make_indicator(
    sample: SampleIndicator, elements: dict[str, Element], quarters: list[Quarter], by: User
) -> Indicator:
    """An indicator with a baseline from the quarter before the year, and a target for each quarter."""
    content = indicator_actions.IndicatorInput(
        position=int(sample.code.rpartition(".")[2]),
        baseline_date="" if sample.baseline is None else quarters[0].previous.label,
        baseline_source="" if sample.baseline is None else "Sample data",
        dimensions=tuple(Dimension.objects.filter(code__in=sample.shares)),
        **sample.model_dump(exclude={"element", "target", "shares"}),
    )
    indicator = indicator_actions.add_indicator(
        element=elements[sample.element], content=content, by=by, is_sample=True
    )
    for quarter, growth in zip(quarters, GROWTH, strict=True):
        if sample.target is not None:
            target.set_target(
                indicator=indicator,
                due_on=quarter.ends_on,
                value=Decimal(round(sample.target * growth)),
                by=by,
                is_sample=True,
            )
    return indicator


def write(entry: PlannedEntry, stage: Stage, cast: Cast) -> Evidence:
    """One entry, taken as far as it is planned to go."""
    author = cast.staff if entry.by_staff else stage.authors[entry.office.code]
    row = evidence.create(framework=stage.framework, content=content_of(entry, stage), by=author, is_sample=True)
    if entry.status == EvidenceStatus.DRAFT:
        return row
    row = evidence.submit(evidence=row, by=author)
    if entry.status == EvidenceStatus.ACCEPTED:
        return evidence.accept(evidence=row, by=cast.reviewer)
    if entry.status == EvidenceStatus.RETURNED:
        return evidence.send_back(evidence=row, reason=entry.reason, by=cast.reviewer)
    return row


def content_of(entry: PlannedEntry, stage: Stage) -> evidence.EvidenceInput:
    """What the office typed. A draft lacks its source yet, and ends after the first paragraph."""
    is_draft = entry.status == EvidenceStatus.DRAFT
    figures = [figure_of(*entry.figure, entry.parts, stage)] if entry.figure else []
    return evidence.EvidenceInput(
        title=entry.title,
        description=entry.description.partition("\n\n")[0] if is_draft else entry.description,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        office=stage.offices[entry.office.code],
        programme=programme_of(entry, stage.programmes),
        countries=tuple(stage.states[iso] for iso in entry.countries),
        contributions=tuple((stage.elements[code], how) for code, how in entry.serves),
        figures=tuple(figures),
        sources=() if is_draft else ((entry.source, "", ""),),
    )


def figure_of(code: str, number: int, parts: Iterable[Part], stage: Stage) -> evidence.FigureInput:
    """A figure with its parts."""
    broken_down = tuple((stage.categories[dimension, category], Decimal(part)) for dimension, category, part in parts)
    return evidence.FigureInput(stage.indicators[code], Decimal(number), parts=broken_down)


def judgement(sample: SampleAssessment, index: int, entries: Iterable[PlannedEntry]) -> assessment.AssessmentInput:
    """The words for one quarter, with how many accepted entries from how many offices they rest on."""
    counted = [one for one in entries if one.status == EvidenceStatus.ACCEPTED and sample.element in dict(one.serves)]
    return assessment.AssessmentInput(
        finding=sample.findings[index],
        measurability=sample.measurability,
        continuation="remains_relevant",
        narrative=sample.narrative.format(work=work_of(counted)) if counted else NOTHING_YET,
        challenges=sample.challenges,
        language=LANGUAGE,
    )


def work_of(entries: Sequence[PlannedEntry]) -> str:
    """How much an assessment rests on: "12 entries from 6 offices"."""
    offices = len({entry.office.code for entry in entries})
    counts = ((len(entries), "entry", "entries"), (offices, "office", "offices"))
    return " from ".join(f"{number} {one if number == 1 else several}" for number, one, several in counts)
