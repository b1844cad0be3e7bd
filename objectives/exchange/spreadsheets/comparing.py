"""What rows would change: each beside the entry that its reference names, if there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import F, Q
from django.utils.translation import gettext as _

from iomtrack.accounts.models import User
from objectives.actions.evidence_content import EvidenceInput
from objectives.actions.import_content import as_input, changed_fields, with_content
from objectives.enums import EDITABLE
from objectives.exchange.references import as_external, ours, site_name
from objectives.exchange.spreadsheets.checking import Checker
from objectives.exchange.spreadsheets.columns import REFERENCE, letter
from objectives.exchange.spreadsheets.rows import Checked, Problem
from objectives.import_enums import ImportLanding, RowOutcome
from objectives.models import Evidence


@dataclass
class Compared:
    """A row, the entry that stands for it, and what would become of it."""

    checked: Checked
    outcome: str
    standing: Evidence | None = None
    changes: tuple[str, ...] = ()

    @property
    def problems(self) -> list[Problem]:
        """What to put right, at once or before it is submitted. Nothing is asked of a row that changes nothing."""
        return [] if self.outcome == RowOutcome.UNCHANGED else [*self.checked.problems, *self.checked.notices]


def compare(rows: Sequence[Checked], checker: Checker, *, by: User, landing: str, lock: bool = False) -> list[Compared]:
    """What becomes of each row. Some ten queries, however many rows; `lock`: hold the entries that stand."""
    standing = _standing([row.reference for row in rows if row.reference], lock)
    return [_compared(row, standing.get(row.reference), checker, by, landing) for row in rows]


def _standing(references: Sequence[str], lock: bool) -> dict[str, Evidence]:
    """The entries that references name: by what others call them, or by ours, where this site's name is before it."""
    site = site_name()
    own = [reference for one in references if (reference := ours(one, site))]
    named = Q(external_reference__in=references)
    entries = Evidence.objects.filter(named | Q(external_reference__isnull=True, reference__in=own) if own else named)
    if lock:
        held = list(entries.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
        entries = Evidence.objects.filter(pk__in=held)
    found = with_content(entries.order_by(F("external_reference").desc(nulls_last=True)))
    standing: dict[str, Evidence] = {}
    for one in found:  # who has been given a name comes before who is called so for want of one
        standing.setdefault(one.external_reference or as_external(one.reference, site), one)
    return standing


def _compared(row: Checked, standing: Evidence | None, checker: Checker, by: User, landing: str) -> Compared:
    if standing is None:
        checker.hold_together(row)
        return Compared(row, RowOutcome.REFUSED if row.problems else RowOutcome.NEW)
    if problem := _not_ours(standing, checker, by):
        _tell(row, checker, problem)
        return Compared(row, RowOutcome.REFUSED)
    before, is_editable = as_input(standing), standing.status in EDITABLE
    row.content = _with_what_is_not_told(row.content, before, checker)
    if row.problems:
        if is_editable:  # what else is wrong is told with it
            checker.hold_together(row)
        return Compared(row, RowOutcome.REFUSED, standing)
    changes = changed_fields(before, row.content)
    if is_editable and landing == ImportLanding.SUBMITTED:
        changes.append("status")
    if not changes:
        return Compared(row, RowOutcome.UNCHANGED, standing)
    if not is_editable:
        _tell(row, checker, _past_changing(standing))
        return Compared(row, RowOutcome.REFUSED, standing)
    checker.hold_together(row)
    return Compared(row, RowOutcome.REFUSED if row.problems else RowOutcome.CHANGED, standing, tuple(changes))


def _not_ours(standing: Evidence, checker: Checker, by: User) -> str:
    """Why a reference cannot be used here, without a word of what it names."""
    if standing.author_id != by.pk:
        return _(
            "This reference is taken by an entry that is not yours. Give yours another, such as one that begins with "
            "the code of your office."
        )
    if standing.framework_id != checker.ground.framework.pk:
        return _("You have used this reference for %(reference)s, of %(framework)s. Give this entry another.") % {
            "reference": standing.reference,
            "framework": standing.framework,
        }
    return ""


def _past_changing(standing: Evidence) -> str:
    return _(
        "%(reference)s says something else and can no longer be changed: it is %(status)s. Take the row out, or ask "
        "its reviewer to return it first."
    ) % {"reference": standing.reference, "status": str(standing.get_status_display()).lower()}


def _tell(row: Checked, checker: Checker, message: str) -> None:
    place = checker.columns.plain[REFERENCE]
    row.problems.append((letter(place), checker.columns.names.get(place, ""), message))


def _with_what_is_not_told(content: EvidenceInput, before: EvidenceInput, checker: Checker) -> EvidenceInput:
    """A row's content, with what stands already for the columns that its file does not have."""
    columns = checker.columns
    kept = {
        name: getattr(before, name)
        for name, key in (
            *((one, one) for one in ("title", "description", "beneficiaries", "sensitivity")),
            *((one, one) for one in ("starts_on", "ends_on", "date_precision", "office", "programme", "countries")),
            ("terms", "themes"),
        )
        if key not in columns.plain
    }
    if not columns.served:
        kept["contributions"] = before.contributions
    if not columns.sources:
        kept["sources"] = before.sources
    content = replace(content, **kept)
    asked = {one.measure.indicator.pk for one in columns.figures}
    served = {element.pk for element, _how in content.contributions}
    further = [one for one in before.figures if one.indicator.pk not in asked and one.indicator.element_id in served]
    return replace(content, figures=(*content.figures, *further)) if further else content
