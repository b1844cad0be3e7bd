"""Loading record files by the same actions that people use: all are checked, then all are recorded, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection, transaction
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions import assessment, evidence, period, programmes
from objectives.actions.record import ServiceAccount, add_office, service_account
from objectives.exchange.dates import span_of
from objectives.exchange.located import FilesRefused, Located, Place, Problem, read
from objectives.exchange.record_file import (
    AccountEntry,
    AssessmentEntry,
    EvidenceEntry,
    FigureEntry,
    PeriodEntry,
    RecordFile,
    cross_check,
)
from objectives.exchange.record_ground import OfficeEntry, ProgrammeEntry, programme_input
from objectives.exchange.record_standing import standing_problems
from objectives.exchange.schema import validate
from objectives.models import (
    Assessment,
    Category,
    Element,
    Evidence,
    Framework,
    Indicator,
    Office,
    Period,
    Programme,
    State,
)
from objectives.tallying import take_turns

Result = TypeVar("Result")


@dataclass(frozen=True)
class Recorded:
    """How much one file added; all 0 and False where there was nothing to do."""

    framework: Framework
    entries: int
    assessments: int
    periods_opened: int
    periods_closed: int

    @property
    def is_empty(self) -> bool:
        return not (self.entries or self.assessments or self.periods_opened or self.periods_closed)


def load_records(files: Sequence[str]) -> list[Recorded]:
    """Load record files in one transaction. Returns what was added, a row for each file.

    Entries, assessments and periods that stand already are left as they are. Raises FilesRefused, with every problem
    at its place, before anything is written.
    """
    read_files = [read(file) for file in files]
    problems = [problem for _located, found in read_files for problem in found]
    whole = [located for located, _found in read_files if located is not None]
    sound: list[tuple[Located, RecordFile]] = []
    for located in whole:
        file, faults = validate(RecordFile, located)
        problems += faults + cross_check(located) + standing_problems(located)
        if file is not None:
            sound.append((located, file))
    problems += _keys_given_twice(sound)
    if problems:
        raise FilesRefused(problems, files)
    with transaction.atomic():
        take_turns(connection, Period.objects.values_list("pk", flat=True))
        return [_Recorder(located, file).record() for located, file in sound]


def _keys_given_twice(sound: list[tuple[Located, RecordFile]]) -> list[Problem]:
    first: dict[str, Located] = {}
    problems = []
    for located, file in sound:
        for index, entry in enumerate(file.evidence):
            if first.setdefault(entry.key, located) is not located:
                message = _("“%(key)s” is in %(file)s already") % {"key": entry.key, "file": first[entry.key].file}
                problems.append(located.problem(("evidence", index, "key"), message))
    return problems


class _Recorder:
    """Puts one checked file in the database, inside the caller's transaction."""

    def __init__(self, located: Located, file: RecordFile) -> None:
        self.located, self.file = located, file
        self.framework = Framework.objects.get(symbol=file.framework)
        self.recorder = self._account("recorded_by", file.accounts.recorded_by)
        self.reviewer = self._account("reviewed_by", file.accounts.reviewed_by)
        self.offices = {one.code: self._office(one) for one in file.offices}
        self.programmes = {one.code: self._programme(index, one) for index, one in enumerate(file.programmes)}
        self.elements = {one.code: one for one in Element.objects.filter(framework=self.framework)}
        self.indicators = {
            (one.element.code, one.code): one
            for one in Indicator.objects.filter(element__framework=self.framework).select_related("element")
        }
        self.categories = {(one.dimension.code, one.code): one for one in Category.objects.select_related("dimension")}
        self.periods: dict[str, Period] = {}

    def record(self) -> Recorded:
        """Open periods, record and accept entries, assess, close. Returns what was added."""
        opened = [self._open(index, entry) for index, entry in enumerate(self.file.periods)]
        entries = [self._enter(index, entry) for index, entry in enumerate(self.file.evidence)]
        assessments = [self._assess(index, entry) for index, entry in enumerate(self.file.assessments)]
        closed = [self._close(index, entry) for index, entry in enumerate(self.file.periods)]
        return Recorded(self.framework, sum(entries), sum(assessments), sum(opened), sum(closed))

    def _try(self, place: Place, write: Callable[[], Result]) -> Result:
        """A write, with a refusal told at its place. Whatever was written before it in this load is undone."""
        try:
            return write()
        except ActionError as error:
            raise FilesRefused([self.located.problem(place, str(error))], [self.located.file]) from None

    def _account(self, name: str, entry: AccountEntry) -> User:
        account = ServiceAccount(entry.email, entry.name)
        return self._try(("accounts", name), lambda: service_account(account))

    def _office(self, entry: OfficeEntry) -> Office:
        state = State.objects.filter(iso=entry.country).first()
        names = {language: words.name for language, words in entry.translations.items()}
        return add_office(code=entry.code, name=entry.name, names=names, kind=entry.kind, state=state, by=self.reviewer)

    def _programme(self, index: int, entry: ProgrammeEntry) -> Programme:
        """The programme of a code. One that stands is left as it is; one that was merged is the one that it is now."""
        standing = Programme.objects.filter(code=entry.code).select_related("merged_into").first()
        if standing is not None:
            return standing.merged_into or standing
        lead = self.offices.get(entry.lead_office or "")
        content = programme_input(entry, lead=lead, language=self.file.language)
        return self._try(
            ("programmes", index), lambda: programmes.add(code=entry.code, content=content, by=self.reviewer)
        )

    def _open(self, index: int, entry: PeriodEntry) -> bool:
        standing = Period.objects.filter(framework=self.framework, code=entry.code).first()
        if standing is None:
            content = period.PeriodInput(entry.code, entry.label, entry.starts_on, entry.ends_on, entry.deadline)
            place: Place = ("periods", index)
            self.periods[entry.code] = self._try(
                place, lambda: period.open_period(framework=self.framework, content=content, by=self.reviewer)
            )
        else:
            self.periods[entry.code] = standing
        return standing is None

    def _period_of(self, code: str | None) -> Period:
        return self.periods[code or self.file.periods[0].code]

    def _enter(self, index: int, entry: EvidenceEntry) -> bool:
        if Evidence.objects.filter(external_reference=entry.key).exists():
            return False
        content = self._evidence_input(entry)

        def write() -> None:
            one = evidence.create(
                framework=self.framework, content=content, by=self.recorder, external_reference=entry.key
            )
            evidence.submit(evidence=one, by=self.recorder)
            evidence.accept(evidence=one, by=self.reviewer)

        self._try(("evidence", index), write)
        return True

    def _evidence_input(self, entry: EvidenceEntry) -> evidence.EvidenceInput:
        span, within = span_of(entry.date), self._period_of(entry.period)
        days = span.within(within.starts_on, within.ends_on) if span else None
        if span is None or days is None:
            raise ValueError(f"{entry.key}: the date was not checked")
        return evidence.EvidenceInput(
            title=entry.title,
            description=entry.description,
            starts_on=days[0],
            ends_on=days[1],
            date_precision=span.precision,
            office=self.offices[entry.office or self.file.offices[0].code],
            programme=self.programmes[entry.programme] if entry.programme else None,
            countries=tuple(State.objects.filter(iso__in=entry.countries)),
            contributions=tuple((self.elements[code], how) for code, how in entry.contributions.items()),
            figures=tuple(self._figure_input(entry, one) for one in entry.figures),
            sources=tuple((one.document or "", one.paragraph or "", one.url or "") for one in entry.sources),
        )

    def _figure_input(self, entry: EvidenceEntry, figure: FigureEntry) -> evidence.FigureInput:
        indicator = self._indicator(entry, figure.indicator)
        parts = tuple(
            (self.categories[dimension, category], value)
            for dimension, values in figure.parts.items()
            for category, value in values.items()
        )
        return evidence.FigureInput(indicator, figure.value, figure.qualifier, figure.answer, parts)

    def _indicator(self, entry: EvidenceEntry, code: str) -> Indicator:
        found = (self.indicators.get((element, code)) for element in entry.contributions)
        return next(indicator for indicator in found if indicator is not None)

    def _assess(self, index: int, entry: AssessmentEntry) -> bool:
        element, within = self.elements[entry.element], self._period_of(entry.period)
        if Assessment.objects.filter(element=element, period=within).exists():
            return False
        content = self._assessment_input(entry)

        def write() -> None:
            one = assessment.save(element=element, period=within, content=content, by=self.recorder)
            assessment.submit(assessment=one, by=self.recorder)
            assessment.approve(assessment=one, by=self.reviewer)

        self._try(("assessments", index), write)
        return True

    def _assessment_input(self, entry: AssessmentEntry) -> assessment.AssessmentInput:
        judged = {"finding": entry.finding, "measurability": entry.measurability, "continuation": entry.continuation}
        values = {name: one.value for name, one in judged.items() if one}
        bases = {f"{name}_basis": one.basis for name, one in judged.items() if one}
        words = {"narrative": entry.narrative, "challenges": entry.challenges or "", "source": entry.source}
        return assessment.AssessmentInput(language=self.file.language, **words, **values, **bases)

    def _close(self, index: int, entry: PeriodEntry) -> bool:
        one = self.periods[entry.code]
        if not entry.close or not one.is_open:
            return False
        self._try(("periods", index, "close"), lambda: period.close_period(period=one, by=self.reviewer))
        return True
