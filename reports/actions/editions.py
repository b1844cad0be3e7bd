"""An edition's way from due to issued, where people and the tick decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from iomtrack.work.queue import wake
from objectives.models import AuditEvent, Period
from reports.actions.composing import written_introductions
from reports.content.errors import ContentError
from reports.content.facts import ReportContent
from reports.content.frozen import Frozen, content_of, freeze
from reports.enums import EDITION_MOVES, EditionState
from reports.models import Definition, Edition, Rendition
from reports.permissions import Capability, require
from reports.queries import due_editions


def create_due_editions(*, now: datetime, by: User) -> list[Edition]:
    """Make the edition of every closed period that has none, oldest period first, and queue its composing.

    It may run twice at once: the database keeps one edition for a definition, a period and a revision.
    """
    made = [_create(definition, period, by) for definition, period in due_editions(now=now)]
    return [edition for edition in made if edition is not None]


@transaction.atomic
def _create(definition_id: int, period_id: int, by: User) -> Edition | None:
    definition, period = Definition.objects.get(pk=definition_id), Period.objects.get(pk=period_id)
    edition, created = Edition.objects.get_or_create(
        definition=definition, period=period, revision=0, defaults={"touches_sample": period.is_sample}
    )
    if not created:
        return None
    AuditEvent.objects.record(by=by, action="edition.create", on=edition, after={"state": edition.state})
    wake(Edition, edition.pk)
    return edition


@transaction.atomic
def edit_introduction(*, edition: Edition, language: str, text: str, by: User, read: str | None = None) -> Edition:
    """Word section I anew in one language; paragraphs are parted by an empty line.

    `read` is the introduction that the person saw before writing: where another was saved since, nothing is written.
    Raises ActionError then, once the edition is signed off, for a language that it is not in, and for an empty text.
    """
    require(by, Capability.MANAGE_EDITIONS)
    edition = _lock(edition)
    if edition.state != EditionState.AWAITING_SIGN_OFF:
        raise ActionError(_("The introduction can be changed only while the edition awaits sign-off."))
    content = _content(edition)
    if language not in content.languages:
        raise ActionError({"language": [_("The edition is not in this language.")]})
    if not text.strip():
        raise ActionError({"text": [_("The introduction is empty. Write at least one paragraph.")]})
    before = edition.introductions.get(language, "")
    if read is not None and before.split() not in (read.split(), text.split()):
        raise ActionError(
            {"introduction": [_("Somebody else has changed the introduction. Put the two together, and save again.")]}
        )
    words = "\n".join(line.rstrip() for line in text.strip().splitlines())
    _put(edition, freeze(replace(content, introductions={**content.introductions, language: words})))
    edition.save()
    AuditEvent.objects.record(
        by=by,
        action="edition.edit_introduction",
        on=edition,
        before={language: before},
        after={language: words, "content_sha256": edition.content_sha256},
    )
    return edition


@transaction.atomic
def compose_again(*, edition: Edition, by: User) -> Edition:
    """Make an edition anew of the facts as they now stand. Introductions that a person wrote are kept.

    Raises ActionError unless it awaits sign-off or has stopped.
    """
    require(by, Capability.SIGN_OFF)
    edition = _lock(edition)
    before = {"state": edition.state, "content_sha256": edition.content_sha256, "error": edition.error}
    _move(edition, EditionState.DUE)
    edition.introductions = written_introductions(edition)
    edition.content, edition.content_sha256, edition.composed_at = None, "", None
    edition.attempts, edition.error, edition.leased_until = 0, "", None
    edition.save()
    AuditEvent.objects.record(
        by=by, action="edition.compose_again", on=edition, before=before, after={"state": edition.state}
    )
    wake(Edition, edition.pk)
    return edition


@transaction.atomic
def sign_off(*, edition: Edition, by: User, read: str | None = None) -> Edition:
    """Make an edition final: its PDFs are rendered now, and sent when all are there.

    `read` is the SHA-256 of the content that the person read: another one, composed meanwhile, is not signed off.
    Raises ActionError unless it awaits sign-off, where a language lacks its introduction, and where the content is
    not the one that was frozen.
    """
    require(by, Capability.SIGN_OFF)
    edition = _lock(edition)
    before = edition.state
    content = ready_to_sign_off(edition, read=read)
    _move(edition, EditionState.SIGNED_OFF)
    edition.signed_off_at, edition.signed_off_by = timezone.now(), by
    edition.save()
    AuditEvent.objects.record(
        by=by,
        action="edition.sign_off",
        on=edition,
        before={"state": before},
        after={"state": edition.state, "content_sha256": edition.content_sha256},
    )
    for language in content.languages:
        rendition = Rendition.objects.create(edition=edition, language=language, for_state=edition.for_state)
        wake(Rendition, rendition.pk)
    return edition


def ready_to_sign_off(edition: Edition, *, read: str | None = None) -> ReportContent:
    """What would be signed off. Raises ActionError as `sign_off` does, and writes nothing."""
    _require_move(edition, EditionState.SIGNED_OFF)
    if read is not None and read != edition.content_sha256:
        raise ActionError(_("The edition has changed since you opened it. Read it again, and sign it off then."))
    content = _content(edition)
    _require_introductions(content)
    return content


def _content(edition: Edition) -> ReportContent:
    try:
        return content_of(edition)
    except ContentError as error:
        raise ActionError(str(error)) from error


def _require_introductions(content: ReportContent) -> None:
    missing = [one for one in content.languages if not content.introductions.get(one, "").strip()]
    if missing:
        raise ActionError(
            _("The introduction is missing in these languages: %(languages)s.") % {"languages": ", ".join(missing)}
        )


def _put(edition: Edition, frozen: Frozen) -> None:
    edition.content, edition.content_sha256 = frozen.content, frozen.sha256
    edition.introductions = frozen.introductions


def _lock(edition: Edition) -> Edition:
    """The row as it stands now, held until the transaction ends."""
    return Edition.objects.select_for_update(of=("self",)).select_related("definition", "period").get(pk=edition.pk)


def _move(edition: Edition, after: EditionState) -> None:
    """Move an edition on a person's word."""
    _require_move(edition, after)
    edition.state = after


def _require_move(edition: Edition, after: EditionState) -> None:
    """Raise ActionError unless a person can move it there. One that a worker holds is the worker's to move."""
    if edition.state == after or (after == EditionState.SIGNED_OFF and edition.state == EditionState.ISSUED):
        raise ActionError(
            _("That was done already: the edition is “%(state)s”.") % {"state": edition.get_state_display()}
        )
    if after not in EDITION_MOVES[edition.state] or edition.state == Edition.WORK.busy:
        raise ActionError(
            _("An edition that is “%(state)s” cannot become “%(after)s”.")
            % {"state": edition.get_state_display(), "after": after.label}
        )
