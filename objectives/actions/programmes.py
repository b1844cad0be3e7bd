"""Keeping programmes: made, proposed and confirmed, changed, retired. Nothing that history names is deleted."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions.offices import sound_code
from objectives.actions.programme_content import (
    BudgetInput,
    DonorInput,
    ProgrammeInput,
    snapshot,
    told,
    with_parts,
    write,
)
from objectives.actions.programme_documents import DocumentInput
from objectives.actions.programme_problems import content_problems
from objectives.actions.programme_words import ask_for_words
from objectives.enums import PROGRAMME_MOVES, ProgrammeStatus
from objectives.models import AuditEvent, Evidence, Programme
from objectives.permissions import Capability, require
from objectives.queries.co_authors import writes
from objectives.searching.index import index_records

__all__ = [
    "BudgetInput",
    "DocumentInput",
    "DonorInput",
    "ProgrammeInput",
]  # what a programme says is part of every call here
PROVISIONAL = "PROPOSED-"  # with a number, the code of a proposal that names none


@transaction.atomic
def add(*, code: str, content: ProgrammeInput, by: User, is_sample: bool = False) -> Programme:
    """A new programme, active at once. Raises ActionError, by field, where its code is taken or is none, or its
    content does not hold together."""
    require(by, Capability.MANAGE_PROGRAMMES)
    programme = Programme(status=ProgrammeStatus.ACTIVE, is_sample=is_sample)
    if problems := code_problems(code):
        raise ActionError(problems | content_problems(programme, content))
    programme.code = free_code(code)
    write(programme, content)
    AuditEvent.objects.record(by=by, action="programme.add", on=programme, after=snapshot(programme))
    return programme


@transaction.atomic
def change(*, programme: Programme, content: ProgrammeInput, by: User) -> Programme:
    """Write a programme anew, whatever its status. Its code stays.

    Raises ActionError, by field, where the content does not hold together.
    """
    require(by, Capability.MANAGE_PROGRAMMES)
    programme = hold(programme)
    before = snapshot(programme)
    write(programme, content)
    after = snapshot(programme)
    if before != after:
        AuditEvent.objects.record(by=by, action="programme.change", on=programme, before=before, after=after)
    return programme


@transaction.atomic
def propose(
    *,
    content: ProgrammeInput,
    by: User,
    code: str = "",
    entry: Evidence | None = None,
    is_sample: bool = False,
    once: bool = False,
) -> Programme:
    """A programme that staff miss while they log. It can be logged under at once; an administrator decides on it.

    Without a code it has one for the time being. `entry` is a draft of the proposer's that is put under it. `once`: the
    form may be sent twice, and what says the same as one of theirs that waits for a decision is that one. Raises
    ActionError, by field, where the code is taken or the content does not hold together.
    """
    require(by, Capability.PROPOSE_PROGRAMME)
    own = _own_proposals(code.strip(), by) if once else []
    programme = Programme(
        code=free_code(code) if code.strip() and not own else uuid4().hex,
        status=ProgrammeStatus.PROPOSED,
        proposed_by=by,
        proposed_at=timezone.now(),
        is_sample=is_sample,
    )
    write(programme, content)
    if sent_before := _says_the_same(programme, own):
        programme.delete()
        programme = sent_before
    else:
        _give_code(programme, code)
        AuditEvent.objects.record(by=by, action="programme.propose", on=programme, after=snapshot(programme))
    if entry is not None and not (sent_before and entry.programme_id == programme.pk):
        _put_under(entry, programme, by)
    return programme


def _own_proposals(code: str, by: User) -> list[int]:
    """What this person proposed under this code, or without one, and nobody has decided on.

    The person is held, so that what is sent twice at the same moment comes one after the other.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    own = Programme.objects.filter(status=ProgrammeStatus.PROPOSED, proposed_by=by)
    coded = own.filter(code__iexact=code) if code else own.filter(code__startswith=PROVISIONAL)
    return list(coded.values_list("pk", flat=True))


def _says_the_same(programme: Programme, others: Sequence[int]) -> Programme | None:
    """The one of these that says all that this one says, but for its code: its form was sent before."""
    if not others:
        return None
    said = {**snapshot(programme), "code": ""}
    return next((one for one in with_parts(others) if {**told(one), "code": ""} == said), None)


def _give_code(programme: Programme, code: str) -> None:
    if not code.strip():
        _code_for_the_time_being(programme)
    elif programme.code != code:
        programme.code = free_code(code, programme)
        programme.save(update_fields=["code"])


def _code_for_the_time_being(programme: Programme) -> None:
    """The number of its row, or the next one that is free: a code such as this may have been typed long ago. What
    another is just about to take is found by the database, and the next number tried."""
    number = programme.pk
    while True:
        programme.code = f"{PROVISIONAL}{number}"
        if not Programme.objects.filter(code__iexact=programme.code).exists():
            try:
                with transaction.atomic():
                    programme.save(update_fields=["code"])
            except IntegrityError:
                pass
            else:
                return
        number += 1


def _put_under(entry: Evidence, programme: Programme, by: User) -> None:
    entry = Evidence.objects.select_for_update(no_key=True).get(pk=entry.pk)
    if not writes(by, entry) or not entry.is_editable:
        raise ActionError(_("%(reference)s can no longer be changed.") % {"reference": entry.reference})
    before = {"programme": entry.programme.code if entry.programme else None}
    entry.programme = programme
    entry.save(update_fields=["programme", "updated_at"])
    index_records([entry.pk])
    AuditEvent.objects.record(
        by=by, action="evidence.save", on=entry, before=before, after={"programme": programme.code}
    )


@transaction.atomic
def confirm(*, programme: Programme, code: str, by: User) -> Programme:
    """Take a proposed programme up, under the code that it is to have. What was logged under it stays with it.

    Raises ActionError, at the code, where another has it; and where the programme is not a proposed one.
    """
    require(by, Capability.MANAGE_PROGRAMMES)
    programme = hold(programme)
    if programme.status != ProgrammeStatus.PROPOSED:
        raise ActionError(_("%(programme)s is confirmed already.") % {"programme": programme})
    before = {"code": programme.code, "status": programme.status}
    programme.code, programme.status = free_code(code, programme), ProgrammeStatus.ACTIVE
    programme.save(update_fields=["code", "status"])
    if before["code"] != programme.code:
        ask_for_words(programme)
    after = {"code": programme.code, "status": programme.status}
    AuditEvent.objects.record(by=by, action="programme.confirm", on=programme, before=before, after=after)
    return programme


@transaction.atomic
def retire(*, programme: Programme, reason: str, by: User, was_proposed: bool = False) -> Programme:
    """Offer a programme no longer; what was logged under it keeps it. So is a proposal turned down.

    `was_proposed`: it was a proposal when it was read; where somebody has decided on it since, that stands.
    Raises ActionError then, without a reason, and for one that is retired.
    """
    require(by, Capability.MANAGE_PROGRAMMES)
    programme = hold(programme)
    require_undecided(programme, was_proposed=was_proposed)
    if not reason.strip():
        raise ActionError({"reason": [_("Say why it is retired.")]})
    if ProgrammeStatus.RETIRED not in PROGRAMME_MOVES[programme.status]:
        raise ActionError(_("%(programme)s is retired already.") % {"programme": programme})
    before = {"status": programme.status}
    programme.status = ProgrammeStatus.RETIRED
    programme.retired_on, programme.retired_reason = timezone.localdate(), reason.strip()
    programme.save(update_fields=["status", "retired_on", "retired_reason"])
    after = {"status": programme.status, "reason": programme.retired_reason}
    AuditEvent.objects.record(by=by, action="programme.retire", on=programme, before=before, after=after)
    return programme


@transaction.atomic
def restore(*, programme: Programme, by: User) -> Programme:
    """Offer a programme again. Of a merged one, too: what moved when it was merged stays where it is now.

    Raises ActionError for one that is not retired.
    """
    require(by, Capability.MANAGE_PROGRAMMES)
    programme = hold(programme)
    if programme.status != ProgrammeStatus.RETIRED:
        raise ActionError(_("%(programme)s is not retired.") % {"programme": programme})
    before = {
        "status": programme.status,
        "retired_on": programme.retired_on,
        "reason": programme.retired_reason,
        "merged_into": programme.merged_into.code if programme.merged_into else None,
    }
    programme.status, programme.merged_into = ProgrammeStatus.ACTIVE, None
    programme.retired_on, programme.retired_reason = None, ""
    programme.save(update_fields=["status", "merged_into", "retired_on", "retired_reason"])
    AuditEvent.objects.record(
        by=by, action="programme.restore", on=programme, before=before, after={"status": programme.status}
    )
    return programme


def hold(programme: Programme) -> Programme:
    """The row as it stands now; one change of the tree of programmes at a time."""
    hold_tree()
    return Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)


def require_undecided(programme: Programme, *, was_proposed: bool) -> None:
    """Raise ActionError where a held programme was a proposal when it was read, and is none any more."""
    if not was_proposed or programme.status == ProgrammeStatus.PROPOSED:
        return
    if programme.status == ProgrammeStatus.RETIRED:
        raise ActionError(_("%(programme)s is retired already.") % {"programme": programme})
    raise ActionError(_("%(programme)s is confirmed already.") % {"programme": programme})


def hold_tree() -> None:
    """The first programme stands for the tree of them."""
    Programme.objects.select_for_update(no_key=True).order_by("pk").first()


def free_code(code: str, programme: Programme | None = None) -> str:
    """A code that no other programme has. Raises ActionError, at the code, where one has it, or it is no code, or one
    that proposals are given for the time being."""
    code = sound_code(code)
    if code.upper().startswith(PROVISIONAL):
        message = _(
            "Codes that begin with “%(beginning)s” are given to proposals without a code, for the time being. Give it "
            "another, such as RET-01."
        )
        raise ActionError({"code": [message % {"beginning": PROVISIONAL}]})
    others = Programme.objects.exclude(pk=programme.pk) if programme else Programme.objects.all()
    if other := others.filter(code__iexact=code).first():
        raise ActionError({"code": [_("%(programme)s has this code.") % {"programme": other}]})
    return code


def code_problems(code: str) -> dict[str, list[str]]:
    """What stands against a code for a new programme, by field."""
    try:
        free_code(code)
    except ActionError as error:
        return error.problems
    return {}
