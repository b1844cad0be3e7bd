"""Accepting several records with one confirmation: each in a transaction of its own, and each told of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions.lateness import require_in_time
from objectives.actions.review import CHANGED_SINCE_READ, accept
from objectives.amounts import amount_text
from objectives.enums import Answer, EvidenceStatus
from objectives.models import Evidence, Figure
from objectives.permissions import Capability, require
from objectives.queries.co_authors import co_written_among
from objectives.queries.plausibility import yardsticks


@dataclass(frozen=True)
class Picked:
    """A record that was ticked, as its reviewer read it, and why it cannot be accepted so ("" = it can be)."""

    evidence: Evidence
    read: int
    obstacle: str = ""
    is_done: bool = False  # accepted already: a second sending of the same form finds it so


def checked(picked: Sequence[tuple[Evidence, int]], *, by: User) -> list[Picked]:
    """What would come of accepting these, each with its obstacle. A few queries, and one for each that came late."""
    require(by, Capability.REVIEW_EVIDENCE)
    doubted = _dwarfing([evidence for evidence, _read in picked])
    written = co_written_among(by, [evidence for evidence, _read in picked])
    return [_checked(evidence, read, by, written, doubted.get(evidence.pk, "")) for evidence, read in picked]


def _checked(evidence: Evidence, read: int, by: User, written: set[int], doubt: str) -> Picked:
    if evidence.status in (EvidenceStatus.ACCEPTED, EvidenceStatus.TAKEN_OVER) and evidence.reviewer_id == by.pk:
        return Picked(evidence, read, _("You have accepted it already."), is_done=True)
    is_own = by.pk in (evidence.author_id, evidence.corrects.author_id if evidence.corrects else None)
    if is_own or evidence.pk in written:
        return Picked(evidence, read, _("It is your own: a colleague has to review it."))
    if evidence.status != EvidenceStatus.SUBMITTED:
        status = str(evidence.get_status_display()).lower()
        return Picked(evidence, read, _("Somebody has decided on it meanwhile: it is %(status)s.") % {"status": status})
    if evidence.edit_number != read:
        return Picked(evidence, read, str(CHANGED_SINCE_READ))
    try:
        require_in_time(evidence)
    except ActionError as error:
        return Picked(evidence, read, str(error))
    return Picked(evidence, read, doubt)


def _dwarfing(entries: Iterable[Evidence]) -> dict[int, str]:
    """Of records with a figure that dwarfs all that is known of its indicator, a sentence on it. Three queries."""
    rows = Figure.objects.filter(evidence__in=[one.pk for one in entries], answer=Answer.VALUE)
    figures = list(rows.select_related("indicator"))
    known = yardsticks({figure.indicator for figure in figures})
    said = {}
    for figure in figures:
        yardstick = known.get(figure.indicator_id)
        if yardstick and figure.value is not None and yardstick.is_dwarfed_by(figure.value):
            words = {
                "value": amount_text(figure.value, figure.indicator.decimals),
                "title": figure.indicator.title,
            }
            message = _("Its figure %(value)s for %(title)s is very large: open it, and decide then.")
            said[figure.evidence_id] = message % words
    return said


def accept_several(picked: Sequence[tuple[Evidence, int]], *, by: User) -> list[Picked]:
    """Accept each that can be; of every other, why not. What one refuses keeps none of the others."""
    outcome = []
    for one in checked(picked, by=by):
        if one.obstacle:
            outcome.append(one)
            continue
        try:
            accept(evidence=one.evidence, by=by, read=one.read)
            outcome.append(one)
        except ActionError as error:
            outcome.append(Picked(one.evidence, one.read, str(error)))
    return outcome
