"""Saying, while a draft is edited, how its elements descend from those of the framework that it supersedes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions.drafts import hold_draft, hold_element, require_unchanged
from objectives.enums import LineageKind
from objectives.models import AuditEvent, Element, Framework, Lineage
from objectives.queries.editor import threads_of

BETWEEN = (LineageKind.RETAINED, LineageKind.REFINED, LineageKind.MERGED, LineageKind.SPLIT)
ALONE = (LineageKind.RETAINED, LineageKind.REFINED)  # an element that is either has one ancestor


@dataclass(frozen=True)
class ThreadInput:
    """One thread to an element of the superseded framework; none for "new"."""

    kind: str
    ancestor: Element | None = None
    note: str = ""
    symbol: str = ""
    paragraph: str = ""


@transaction.atomic
def set_lineage(
    *, element: Element, threads: Sequence[ThreadInput], by: User, read: str | None = None
) -> list[Lineage]:
    """Say where an element of a draft comes from: all its threads at once; none leaves it unsaid.

    What was called discontinued and has an heir now is discontinued no more. Raises ActionError, by field, where the
    threads contradict each other, and Stale where `read` is not the seal of the threads that stand.
    """
    element = hold_element(element, by)
    before, rows = threads_of(element), [_row(thread, element) for thread in threads]
    require_unchanged(read, before, wanted=_threads(rows))
    if message := _contradiction(element.framework, threads):
        raise ActionError({"threads": [message]})
    Lineage.objects.filter(descendant=element).delete()
    made = Lineage.objects.bulk_create(rows)
    heirs = [thread.ancestor for thread in threads if thread.ancestor]
    Lineage.objects.filter(discontinued_in=element.framework, ancestor__in=heirs).delete()
    after = threads_of(element)
    if before != after:
        AuditEvent.objects.record(
            by=by, action="lineage.set", on=element, before={"threads": before}, after={"threads": after}
        )
    return made


def _contradiction(framework: Framework, threads: Sequence[ThreadInput]) -> str:
    """What is wrong with the threads taken together; "" where nothing is."""
    kinds = [thread.kind for thread in threads]
    ancestors = [thread.ancestor for thread in threads if thread.ancestor]
    if LineageKind.NEW in kinds and len(threads) > 1:
        return _("An element that is new descends from none. Choose one or the other.")
    if not all(_is_whole(thread) for thread in threads):
        return _("Say how it descends from each element that you chose.")
    if any(one.framework_id != framework.supersedes_id for one in ancestors):
        return _("An element chosen is not of the framework that this one supersedes.")
    if len(ancestors) > 1 and any(kind in ALONE for kind in kinds):
        return _("An element that is retained or refined descends from one alone. Choose merged or split.")
    if kinds == [LineageKind.MERGED]:
        return _("A merged element descends from two or more. Choose the others too.")
    return ""


def _is_whole(thread: ThreadInput) -> bool:
    return thread.kind in BETWEEN if thread.ancestor else thread.kind == LineageKind.NEW


def _row(thread: ThreadInput, element: Element) -> Lineage:
    return Lineage(
        descendant=element,
        ancestor=thread.ancestor,
        kind=thread.kind,
        note=thread.note.strip(),
        source_symbol=thread.symbol.strip(),
        source_paragraph=thread.paragraph.strip(),
    )


def _threads(rows: Sequence[Lineage]) -> list[dict[str, str | None]]:
    """The same as `threads_of` once they are saved."""
    in_order = sorted(rows, key=lambda one: one.ancestor.position if one.ancestor else 0)
    return [
        {
            "kind": one.kind,
            "ancestor__code": one.ancestor.code if one.ancestor else None,
            "note": one.note,
            "source_symbol": one.source_symbol,
            "source_paragraph": one.source_paragraph,
        }
        for one in in_order
    ]


@transaction.atomic
def discontinue(
    *, framework: Framework, ancestor: Element, note: str, by: User, symbol: str = "", paragraph: str = ""
) -> Lineage:
    """Say that an element of the superseded framework has no heir in a draft. Saying it again changes the note.

    Raises ActionError where it has one, or is not of that framework.
    """
    framework = hold_draft(framework, by)
    _require_without_heir(framework, ancestor)
    thread = Lineage.objects.filter(discontinued_in=framework, ancestor=ancestor).first()
    before = _said(thread) if thread else None
    thread = thread or Lineage(ancestor=ancestor, kind=LineageKind.DISCONTINUED)
    thread.discontinued_in = framework
    thread.note, thread.source_symbol, thread.source_paragraph = note.strip(), symbol.strip(), paragraph.strip()
    thread.save()
    AuditEvent.objects.record(by=by, action="lineage.discontinue", on=ancestor, before=before, after=_said(thread))
    return thread


@transaction.atomic
def take_up_again(*, framework: Framework, ancestor: Element, by: User) -> None:
    """Say no longer that an element of the superseded framework is discontinued in a draft."""
    framework = hold_draft(framework, by)
    thread = Lineage.objects.filter(discontinued_in=framework, ancestor=ancestor).first()
    if thread is None:
        return
    AuditEvent.objects.record(by=by, action="lineage.take_up_again", on=ancestor, before=_said(thread))
    thread.delete()


def _require_without_heir(framework: Framework, ancestor: Element) -> None:
    if ancestor.framework_id != framework.supersedes_id:
        raise ActionError(_("An element chosen is not of the framework that this one supersedes."))
    heir = framework.elements.filter(ancestry__ancestor=ancestor).first()
    if heir is not None:
        raise ActionError(
            _("%(heir)s descends from %(code)s, so that it is not discontinued.")
            % {"heir": heir.code, "code": ancestor.code}
        )


def _said(thread: Lineage) -> dict[str, Any]:
    return {
        "framework": thread.discontinued_in.symbol if thread.discontinued_in else None,
        "note": thread.note,
        "source_symbol": thread.source_symbol,
        "source_paragraph": thread.source_paragraph,
    }
