"""The rules of the form, for the rows of a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from objectives.actions.evidence_content import EvidenceInput
from objectives.exchange.spreadsheets.cells import SPREADSHEET_ERRORS
from objectives.exchange.spreadsheets.columns import (
    REFERENCE,
    Columns,
    letter,
)
from objectives.exchange.spreadsheets.ground import Ground
from objectives.exchange.spreadsheets.rows import EMPTY, Checked, Problem, RowReader, Rules
from objectives.import_enums import ImportLanding
from objectives.models import Evidence
from objectives.queries.parts import breakdowns, mismatches
from objectives.validators import (
    contribution_problems,
    date_problems,
    figure_name,
    miss_text,
    reversed_dates,
    source_problems,
    word_problems,
)


def before_submission() -> str:
    """What is said of what a draft may say."""
    return _("A draft may say so. Put it right before it is submitted.")


class Checker(Rules):
    """Reads the rows of one file. It asks the database nothing for a sound row."""

    def __init__(
        self, columns: Columns, ground: Ground, *, mark: str, landing: str, noted: dict[int, dict[int, str]]
    ) -> None:
        super().__init__(columns, ground, mark=mark, noted=noted)
        self.is_submitted = landing == ImportLanding.SUBMITTED
        self.today = timezone.localdate()
        self._days: dict[tuple[Any, ...], list[tuple[str, str]]] = {}

    def is_passed_over(self, cells: list[Any]) -> bool:
        """Whether a row is empty, or says by its first sign that it is no entry: headings, an example, a remark."""
        place = self.columns.plain[REFERENCE]
        if place < len(cells) and (text := str(cells[place]).strip()).startswith("#"):
            return SPREADSHEET_ERRORS.fullmatch(text) is None  # an error is no remark: its row would be lost
        return all(cell in EMPTY or (isinstance(cell, str) and not cell.strip()) for cell in cells)

    def read(self, line: int, cells: list[Any]) -> Checked:
        """What a row says, and what is wrong with its cells."""
        return RowReader(self, Checked(line, cells, places=dict(self.columns.plain))).read()

    def hold_together(self, checked: Checked) -> None:
        """The rules for any record; and those for what is submitted, where that is asked for."""
        content = checked.content
        if not self.is_submitted:
            if content.starts_on and content.ends_on and content.ends_on < content.starts_on:
                self._say(checked, "ends_on", reversed_dates(content.starts_on))
            for name, message in self._sum_problems(content):
                self._say(checked, name, f"{message}\n{before_submission()}", checked.notices)
            return
        for name, message in self._submission_problems(checked):
            if name not in checked.spoilt:
                self._say(checked, name, message)

    def _submission_problems(self, checked: Checked) -> Iterable[tuple[str, str]]:
        content = checked.content
        yield from word_problems(Evidence(title=content.title, description=content.description, office=content.office))
        if not checked.spoilt & {"starts_on", "ends_on"}:
            yield from self.day_problems(content)
        yield from contribution_problems([(element.code, how) for element, how in content.contributions])
        yield from self._sum_problems(content)
        if "url" not in checked.spoilt:
            yield from source_problems(bool(content.sources))

    def _sum_problems(self, content: EvidenceInput) -> Iterable[tuple[str, str]]:
        for one in content.figures:
            if one.parts and one.value is not None:
                for miss in mismatches(one.indicator, one.value, breakdowns(one.parts)):
                    name = figure_name(one.indicator.element, one.indicator)
                    yield name, miss_text(miss, one.indicator.decimals)

    def _say(self, checked: Checked, name: str, message: str, among: list[Problem] | None = None) -> None:
        """Tell a problem of a field at its column, or of the row where the file has no such column."""
        told = checked.problems if among is None else among
        place = checked.places.get(name)
        if place is not None:
            told.append((letter(place), self.columns.names.get(place, ""), message))
        else:
            told.append(("", name.partition("-")[0], message))

    def day_problems(self, content: EvidenceInput) -> list[tuple[str, str]]:
        """What is wrong with the days of an entry, by the rules for what is submitted. Asked once for equal rows."""
        key = (
            content.starts_on,
            content.ends_on,
            content.date_precision,
            content.office.pk if content.office else None,
        )
        if key not in self._days:
            period = self.ground.period_of(content.ends_on) if content.ends_on else None
            evidence = Evidence(
                framework=self.ground.framework,
                period=period,
                starts_on=content.starts_on,
                ends_on=content.ends_on,
                date_precision=content.date_precision,
            )
            late = period is not None and not period.takes_evidence_on(self.today)
            may_be_late = late and period is not None and self.ground.unlock_of(period, content.office) is not None
            self._days[key] = date_problems(evidence, today=self.today, may_be_late=may_be_late)
        return self._days[key]
