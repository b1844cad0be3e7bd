"""Having what was logged under a programme found by its new title or code: background work by law 1.

A programme may have a hundred thousand entries; they are read in the order of their keys, some at a time. Those of
a part are held while their words are written, so that nobody's save is overwritten with words from before it.
"""

from __future__ import annotations

from django.db import transaction

from iomtrack.work import claims
from iomtrack.work.errors import ClaimLost
from iomtrack.work.queue import wake
from objectives.actions.reminders import tell_nobody
from objectives.enums import WordsState
from objectives.models import Evidence, Programme, ProgrammeWords
from objectives.searching.index import index_records

PART = 500  # entries whose words are written in one transaction


def ask_for_words(programme: Programme) -> None:
    """Note, in the transaction that changes how a programme is called, that its entries are to be found by it."""
    if Evidence.objects.filter(programme=programme).exists():
        wake(ProgrammeWords, ProgrammeWords.objects.create(programme=programme).pk)


def write_words(*, pk: int) -> None:
    """Write the words that wait. What a lost worker had done is not done again."""
    claims.run(ProgrammeWords, pk, make=_write, keep=_keep, tell_stopped=tell_nobody)


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
