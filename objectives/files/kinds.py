"""The kinds of files that can be attached."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileKind(models.TextChoices):
    """A kind by its content type, and the word that people know it by."""

    PDF = "application/pdf", _("PDF")
    JPEG = "image/jpeg", _("Photo (JPEG)")
    PNG = "image/png", _("Picture (PNG)")
    WEBP = "image/webp", _("Picture (WebP)")
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _("Document (Word)")
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _("Spreadsheet (Excel)")
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation", _("Slides (PowerPoint)")
    ODT = "application/vnd.oasis.opendocument.text", _("Document (OpenDocument)")
    ODS = "application/vnd.oasis.opendocument.spreadsheet", _("Spreadsheet (OpenDocument)")
    ODP = "application/vnd.oasis.opendocument.presentation", _("Slides (OpenDocument)")
    CSV = "text/csv", _("Table (CSV)")
    TEXT = "text/plain", _("Text")


ENDINGS: dict[str, tuple[str, ...]] = {
    FileKind.PDF: (".pdf",),
    FileKind.JPEG: (".jpg", ".jpeg"),
    FileKind.PNG: (".png",),
    FileKind.WEBP: (".webp",),
    FileKind.DOCX: (".docx",),
    FileKind.XLSX: (".xlsx",),
    FileKind.PPTX: (".pptx",),
    FileKind.ODT: (".odt",),
    FileKind.ODS: (".ods",),
    FileKind.ODP: (".odp",),
    FileKind.CSV: (".csv",),
    FileKind.TEXT: (".txt",),
}
IMAGES = frozenset({FileKind.JPEG, FileKind.PNG, FileKind.WEBP})
