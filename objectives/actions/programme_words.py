"""Having what was logged under a programme found by its new title or code: background work by law 1.

A programme may have a hundred thousand entries; they are read in the order of their keys, some at a time. Those of
a part are held while their words are written, so that nobody's save is overwritten with words from before it.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from iomtrack.work import claims
from iomtrack.work.errors import ClaimLost
from iomtrack.work.queue import wake
from iomtrack.work.rows import WorkRow
from objectives.enums import WordsState
from objectives.models import AuditEvent, Evidence, Programme, ProgrammeWords
from objectives.permissions import Capability, require
from objectives.searching.index import index_records

PART = 500  # entries whose words are written in one transaction


def ask_for_words(programme: Programme) -> None:
    """Note, in the transaction that changes how a programme is called, that its entries are to be found by it."""
    if Evidence.objects.filter(programme=programme).exists():
        wake(ProgrammeWords, ProgrammeWords.objects.create(programme=programme).pk)


def write_words(*, pk: int) -> None:
    """Write the words that wait. What a lost worker had done is not done again."""
    claims.run(ProgrammeWords, pk, make=_write, keep=_keep, tell_stopped=tell_nobody)


def tell_nobody(row: WorkRow, problem: str) -> None:
    """Home and the page of the programme say that its words could not be written, and why."""


@transaction.atomic
def write_words_again(*, programme: Programme, by: User) -> ProgrammeWords:
    """Let what has stopped for a programme wait for a worker again; of several changes, the last one says it all.

    Raises ActionError unless something has stopped.
    """
    require(by, Capability.MANAGE_PROGRAMMES)
    stopped = ProgrammeWords.objects.filter(programme=programme, state=WordsState.STOPPED).order_by("pk")
    rows = list(stopped.select_for_update(of=("self",)))
    if not rows:
        raise ActionError(_("Only what has stopped can be started again."))
    row = rows.pop()
    before = {"state": row.state, "attempts": row.attempts, "error": row.error}
    row.state, row.attempts, row.error, row.leased_until = WordsState.WAITING, 0, "", None
    row.save(update_fields=["state", "attempts", "error", "leased_until"])
    ProgrammeWords.objects.filter(pk__in=[one.pk for one in rows]).delete()
    AuditEvent.objects.record(by=by, action="programme.retry", on=programme, before=before, after={"state": row.state})
    wake(ProgrammeWords, row.pk)
    return row


def forget_written_words() -> None:
    """Rows of work that is done. The tick calls it."""
    ProgrammeWords.objects.filter(state=WordsState.WRITTEN).delete()


def _write(row: ProgrammeWords) -> None:
    while _write_part(row):
        pass


@transaction.atomic
def _write_part(row: ProgrammeWords) -> bool:
    """Some more entries; False where none is left. Raises ClaimLost where another worker has the row."""
    entries = Evidence.objects.filter(programme=row.programme_id, pk__gt=row.after).order_by("pk")
    keys = list(entries.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True)[:PART])
    if not keys:
        return False
    index_records(keys)
    row.after = keys[-1]
    if not ProgrammeWords.objects.filter(pk=row.pk, claim=row.claim).update(after=row.after):
        raise ClaimLost
    return True


def _keep(row: ProgrammeWords, _made: None) -> None:
    claims.finish(row, WordsState.WRITTEN)
    earlier = ProgrammeWords.objects.filter(programme=row.programme_id, pk__lt=row.pk, state=WordsState.STOPPED)
    earlier.delete()  # every entry is found by what the programme is called now
