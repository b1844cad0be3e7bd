"""From a due edition to frozen content that awaits sign-off."""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone

from iomtrack.accounts.system import system_account
from iomtrack.work import claims as work
from iomtrack.work.errors import WorkFailed
from objectives.models import AuditEvent
from reports.actions import notices
from reports.content.build import build
from reports.content.errors import ContentError
from reports.content.frozen import Frozen, content_of, freeze
from reports.document import TEMPLATE_VERSION, default_introduction
from reports.document.errors import DocumentError
from reports.enums import EditionState
from reports.models import Edition


def compose(*, pk: int) -> None:
    """Freeze the facts of an edition that is due, with an introduction in each language, and ask for sign-off.

    Introductions that a person wrote are kept. Facts that are not whole stop the edition, with every reason.
    """
    work.run(Edition, pk, make=_make, keep=_keep, tell_stopped=notices.tell_stopped)


def written_introductions(edition: Edition) -> dict[str, str]:
    """The introductions of an edition that a person has worded anew, by language.

    One that waits to be composed, or could not be, has no others.
    """
    if not edition.content:
        return dict(edition.introductions)
    content = content_of(edition)
    return {
        language: text
        for language, text in edition.introductions.items()
        if text != default_introduction(content, language)
    }


def _make(edition: Edition) -> Frozen:
    try:
        content = build(edition.definition, edition.period, revision=edition.revision)
        introductions = {
            language: edition.introductions.get(language) or default_introduction(content, language)
            for language in content.languages
        }
    except (ContentError, DocumentError) as error:
        raise WorkFailed(str(error), permanent=True) from error
    return freeze(replace(content, introductions=introductions))


def _keep(edition: Edition, made: Frozen) -> None:
    work.finish(
        edition,
        EditionState.AWAITING_SIGN_OFF,
        content=made.content,
        content_sha256=made.sha256,
        introductions=made.introductions,
        touches_sample=made.touches_sample,
        template_version=TEMPLATE_VERSION,
        composed_at=timezone.now(),
    )
    AuditEvent.objects.record(
        by=system_account(), action="edition.compose", on=edition, after={"content_sha256": made.sha256}
    )
    notices.ask_for_sign_off(edition)
