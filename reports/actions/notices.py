"""Telling the administrators, once: a row for each of them, written with the move that it tells of."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from iomtrack.work.mail import message_id
from iomtrack.work.queue import wake
from iomtrack.work.rows import WorkRow
from reports.enums import NoticeKind
from reports.models import Edition, EditionWork, Notice
from reports.queries import administrators


def ask_for_sign_off(edition: Edition) -> None:
    """Ask every administrator to sign an edition off. Call it in the transaction that ends its composing."""
    _tell(edition, NoticeKind.SIGN_OFF, edition.claim)


def tell_stopped(row: WorkRow, problem: str) -> None:
    """Tell every administrator that a piece of work has stopped; of a notice itself, nobody is told by notice."""
    if isinstance(row, EditionWork) and not isinstance(row, Notice):
        _tell(row.edition_concerned, NoticeKind.STOPPED, row.claim, about=str(row)[:300], problem=problem)


def _tell(edition: Edition, kind: NoticeKind, occasion: UUID | None, **words: Any) -> None:
    occasion = occasion or uuid4()
    for user in administrators():
        notice = Notice.objects.create(
            edition=edition,
            user=user,
            kind=kind,
            occasion=occasion,
            email=user.email,
            message_id=message_id("notice", occasion.hex, user.pk),
            **words,
        )
        wake(Notice, notice.pk)
