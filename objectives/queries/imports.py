"""Imports for lists and pages. Long lists are read from a place on, never counted and never leafed through."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from iomtrack.accounts.models import User
from objectives.import_enums import ImportLanding, ImportState, RowOutcome
from objectives.models import Framework, ImportBatch, ImportRow

PER_PAGE = 25
NAMED = 20  # entries of each kind that are named before an import is undone


@dataclass(frozen=True)
class BatchPage:
    """Some imports, the newest first; `older` is where the next ones begin, if there are any."""

    batches: list[ImportBatch]
    older: int | None


@dataclass(frozen=True)
class RowPage:
    """Some rows in the order of the file; where the ones before and after begin, if there are any."""

    rows: list[ImportRow]
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Undoing:
    """What undoing an import does to the entries of a kind of row: how many there are, and some of them."""

    what: str  # "deleted", "discarded" or "restored"
    number: int
    named: list[ImportRow]

    @property
    def others(self) -> int:
        return self.number - len(self.named)


def import_list(user: User, *, before: int | None) -> BatchPage:
    """The imports that a person may see, from one on, each with those that `followed` it, as `corrections_of` has them.

    Two queries.
    """
    batches = ImportBatch.objects.visible_to(user).select_related("framework", "by").order_by("-pk")
    if before is not None:
        batches = batches.filter(pk__lt=before)
    followed = Prefetch("corrections", _not_dropped(ImportBatch.objects.all()), to_attr="followed")
    found: list[ImportBatch] = [*batches.prefetch_related(followed)[: PER_PAGE + 1]]
    return BatchPage(found[:PER_PAGE], found[PER_PAGE - 1].pk if len(found) > PER_PAGE else None)


def find_import(user: User, pk: int) -> ImportBatch | None:
    """An import, or None where there is none for this person."""
    return ImportBatch.objects.visible_to(user).select_related("framework", "by", "corrects").filter(pk=pk).first()


def corrections_of(batch: ImportBatch) -> list[ImportBatch]:
    """The imports that bring rows of this one anew, but for those that were thrown away. One query."""
    return list(_not_dropped(batch.corrections.all()))


def _not_dropped(batches: QuerySet[ImportBatch]) -> QuerySet[ImportBatch]:
    return batches.exclude(state=ImportState.DROPPED).order_by("pk")


def rows_of(batch: ImportBatch, outcome: str, *, after: int | None, before: int | None) -> RowPage:
    """Rows of an outcome, after or before a position. Two queries."""
    rows = ImportRow.objects.filter(batch=batch, outcome=outcome).select_related("evidence", "source")
    if before is not None:
        found = list(rows.filter(position__lt=before).order_by("-position")[: PER_PAGE + 1])
        shown, has_before, has_after = found[:PER_PAGE][::-1], len(found) > PER_PAGE, bool(found)
    else:
        found = list(rows.filter(position__gt=-1 if after is None else after).order_by("position")[: PER_PAGE + 1])
        shown, has_after, has_before = found[:PER_PAGE], len(found) > PER_PAGE, after is not None
    return RowPage(
        shown,
        shown[0].position if shown and has_before else None,
        shown[-1].position if shown and has_after else None,
    )


def rows_to_mind(batch: ImportBatch) -> list[ImportRow]:
    """The first rows of a sound file of drafts with something to put right before they are submitted. One query."""
    rows = ImportRow.objects.filter(batch=batch, outcome__in=(RowOutcome.NEW, RowOutcome.CHANGED))
    return list(rows.exclude(problems=[]).select_related("source").order_by("position")[: NAMED + 1])


def counts_of(batch: ImportBatch) -> list[tuple[str, str, int]]:
    """How many rows there are of each outcome: its name, its words, and the number. No query."""
    shown = (RowOutcome.REFUSED, RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.UNCHANGED)
    return [(one.value, str(one.label), getattr(batch, one.value)) for one in shown]


def frameworks_to_import() -> list[Framework]:
    """The frameworks that evidence can be logged under."""
    return list(Framework.objects.filter(status="in_force"))


def undoing(batch: ImportBatch) -> list[Undoing]:
    """What would become of the entries of a written import, were it undone. Two queries at most."""
    gone = "discarded" if batch.landing == ImportLanding.SUBMITTED else "deleted"
    kinds = ((gone, RowOutcome.NEW, batch.new), ("restored", RowOutcome.CHANGED, batch.changed))
    rows = ImportRow.objects.filter(batch=batch).select_related("evidence").order_by("position")
    return [
        Undoing(what, number, list(rows.filter(outcome=outcome)[:NAMED])) for what, outcome, number in kinds if number
    ]
