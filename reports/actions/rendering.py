"""From a signed-off edition to PDFs on file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from iomtrack.accounts.system import system_account
from iomtrack.work import claims as work
from iomtrack.work.errors import WorkFailed
from objectives.models import AuditEvent
from reports.actions import notices
from reports.actions.filing import file_whole
from reports.actions.issuing import issue
from reports.content.errors import ContentError
from reports.content.frozen import content_of
from reports.document import TEMPLATE_VERSION, compose, pdf
from reports.document.errors import DocumentError
from reports.enums import RenditionState
from reports.models import Edition, Rendition
from reports.models.edition import rendition_path


@dataclass(frozen=True)
class Filed:
    """A PDF on file: its name under MEDIA_ROOT, SHA-256 (hexadecimal), size in bytes, and pages."""

    name: str
    sha256: str
    size: int
    pages: int


def render(*, pk: int) -> None:
    """Render a PDF that waits, file it, and issue the edition if it was the last one.

    The frozen content alone goes in. What cannot be rendered stops; a full disk is tried again.
    """
    work.run(Rendition, pk, make=_make, keep=_keep, tell_stopped=notices.tell_stopped)


def _make(rendition: Rendition) -> Filed:
    try:
        data = pdf.render(compose(content_of(rendition.edition), rendition.language))
    except (ContentError, DocumentError) as error:
        raise WorkFailed(str(error), permanent=True) from error
    return _file(rendition, data)


def _file(rendition: Rendition, data: bytes) -> Filed:
    """Put the PDF in its place. Its name holds its hash, so that rendering twice leaves one file."""
    sha256 = hashlib.sha256(data).hexdigest()
    edition = rendition.edition
    filename = f"{edition.definition.code}-{edition.period.code}-{edition.revision}-{rendition.language}-{sha256[:16]}"
    name = rendition_path(rendition, f"{filename}.pdf")
    path = Path(default_storage.path(name))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file_whole(path, data)
    except OSError as error:
        raise WorkFailed(
            _("The PDF could not be filed: %(reason)s.") % {"reason": error.strerror or str(error)}
        ) from error
    with pikepdf.open(BytesIO(data)) as document:
        return Filed(name, sha256, len(data), len(document.pages))


def _keep(rendition: Rendition, filed: Filed) -> None:
    work.finish(
        rendition,
        RenditionState.RENDERED,
        file=filed.name,
        sha256=filed.sha256,
        size=filed.size,
        pages=filed.pages,
        rendered_at=timezone.now(),
    )
    Edition.objects.filter(pk=rendition.edition_id).update(template_version=TEMPLATE_VERSION)
    AuditEvent.objects.record(
        by=system_account(), action="rendition.render", on=rendition, after={"file": filed.name, "sha256": filed.sha256}
    )
    issue(edition_id=rendition.edition_id)
