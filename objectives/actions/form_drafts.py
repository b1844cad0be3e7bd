"""Keeping what is typed into the evidence form, before it is saved as a record.

These are the only writes without an audit event: see FormDraft for why.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.models import Evidence, FormDraft
from objectives.permissions import Capability, require

BURST = 30  # writes of a window at once; on the average one a second is taken
LAST_TURN = 10**15


class TooOften(ActionError):
    """A window sends more than anybody types."""


@dataclass(frozen=True)
class Typing:
    """What stands in one window of the evidence form, or of the monthly figures of a programme.

    `page` names the window. A form for a new record has a `token`, one that changes a record its `reference`. `begun`
    is what the window was filled in with: the key of an unfinished form, and its turn.
    """

    page: str
    framework_id: int
    token: str = ""
    reference: str = ""
    programme_id: int | None = None
    begun: tuple[int, int] | None = None
    fields: dict[str, list[str]] = field(default_factory=dict)
    seen: int = 0
    turn: int = 0


def keep_typing(*, typing: Typing, evidence: Evidence | None, by: User, is_latest: bool = False) -> FormDraft:
    """Keep what is typed: the window's row as it stands afterwards. Three queries at most for one that has a row.

    What comes later than its successor is passed over, unless it is known to be the latest (a form that was sent).
    Raises ActionError where it is too long, too often, or one form too many.
    """
    require(by, Capability.LOG_EVIDENCE)
    if is_too_long(typing.fields):
        raise ActionError(_("This is more text than the site keeps unsaved. Save the form as a draft."))
    values = {"fields": typing.fields, "is_open": True, "evidence": evidence, "updated_at": timezone.now()}
    row = _row(typing, by)
    if row is None:
        row = _begin(typing, values, by)
        _end_begun(typing, by)
        return row
    turn = max(typing.turn, row.turn + 1) if is_latest else typing.turn
    if turn <= row.turn:
        return row
    if not is_latest and row.writes > BURST + (timezone.now() - row.created_at).total_seconds():
        raise TooOften(_("This window saves too often. What you typed is kept in this browser."))
    values |= {"seen": max(row.seen, typing.seen), "turn": turn}
    if not FormDraft.objects.filter(pk=row.pk, turn=row.turn).update(writes=F("writes") + 1, **values):
        return keep_typing(typing=typing, evidence=evidence, by=by, is_latest=is_latest)  # another request was quicker
    for name, value in values.items():
        setattr(row, name, value)
    return row


def is_too_long(fields: dict[str, list[str]]) -> bool:
    """Whether it is more text than is kept of a form."""
    return len(json.dumps(fields, ensure_ascii=False).encode(errors="replace")) > settings.FORM_DRAFT_MOST_BYTES


def _row(typing: Typing, by: User) -> FormDraft | None:
    return FormDraft.objects.visible_to(by).filter(page=typing.page).first()


def _end_begun(typing: Typing, by: User) -> None:
    """The unfinished form that this window was filled in with goes on here; unless its own window has gone on since.

    Its row stays, emptied: what its window may still send of the same text is passed over.
    """
    if typing.begun is not None:
        pk, turn = typing.begun
        begun = FormDraft.objects.visible_to(by).filter(pk=pk, turn=turn)
        begun.update(fields={}, is_open=False, updated_at=timezone.now())


def _begin(typing: Typing, values: dict[str, Any], by: User) -> FormDraft:
    """A row for a window that has none. Of two requests at once the database lets one make it."""
    most = settings.FORM_DRAFTS_MOST + (typing.begun is not None)  # in whose place this one comes
    if FormDraft.objects.visible_to(by).unfinished().count() >= most:
        raise ActionError(_("You have too many unfinished forms. Finish or discard some; the home page lists them."))
    try:
        with transaction.atomic():
            return FormDraft.objects.create(
                person=by,
                page=typing.page,
                framework_id=typing.framework_id,
                token=typing.token,
                programme_id=typing.programme_id,
                seen=typing.seen,
                turn=typing.turn,
                **values,
            )
    except IntegrityError as error:
        row = _row(typing, by)
        if row is None:  # its framework or its record went at this very moment
            raise ActionError(_("This form is no longer there.")) from error
        return row


def settle(*, typing: Typing, evidence: Evidence, by: User) -> None:
    """What stood in a window is saved as a record: its row is emptied, and remembers which save that was.

    What stands in other windows of the same form belongs to that record from now on.
    """
    require(by, Capability.LOG_EVIDENCE)
    own = FormDraft.objects.visible_to(by)
    values = {"fields": {}, "is_open": False, "evidence": evidence, "seen": evidence.edit_number}
    values["updated_at"] = timezone.now()
    if not typing.fields:  # the entry was made for a file, without the text: that stays unsaved
        values = {name: value for name, value in values.items() if name not in ("fields", "is_open")}
    if not own.filter(page=typing.page).update(turn=Greatest(F("turn"), typing.turn), **values):
        settled = {"person": by, "framework_id": evidence.framework_id, "token": typing.token, "turn": typing.turn}
        settled |= {"page": typing.page}
        FormDraft.objects.bulk_create([FormDraft(**{"is_open": False, **settled, **values})], ignore_conflicts=True)
    if typing.fields:
        _end_begun(typing, by)
    if typing.token:
        own.filter(token=typing.token, evidence=None).update(evidence=evidence)


def settle_grid(*, typing: Typing, by: User) -> None:
    """Monthly figures that stood in a window are saved: its row is emptied, and what comes late is passed over."""
    require(by, Capability.LOG_EVIDENCE)
    values = {"fields": {}, "is_open": False, "updated_at": timezone.now()}
    own = FormDraft.objects.visible_to(by).filter(page=typing.page)
    if not own.update(turn=Greatest(F("turn"), typing.turn), **values):
        named = {"page": typing.page, "token": typing.token, "turn": typing.turn, "person": by}
        named |= {"framework_id": typing.framework_id, "programme_id": typing.programme_id}
        FormDraft.objects.bulk_create([FormDraft(**named, **values)], ignore_conflicts=True)
    _end_begun(typing, by)


def discard(*, draft: FormDraft, by: User) -> None:
    """Throw away what was typed and not saved. Its row stays, emptied. Raises ActionError for another person's."""
    require(by, Capability.LOG_EVIDENCE)
    if draft.person_id != by.pk:
        raise ActionError(_("Only who typed it can discard it."))
    FormDraft.objects.filter(pk=draft.pk).update(fields={}, is_open=False, updated_at=timezone.now())


def forget_old_typing() -> None:
    """What nobody has gone on with for FORM_DRAFT_DAYS is thrown away. The tick calls it."""
    before = timezone.now() - timedelta(days=settings.FORM_DRAFT_DAYS)
    FormDraft.objects.filter(updated_at__lt=before).delete()
