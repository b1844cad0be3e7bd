"""PDF files: whole, and open to whoever gets them."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from django.utils.translation import gettext as _

from objectives.files.errors import FileRefused

END_WITHIN = 2048  # bytes: some programs add a few lines, or zeros, behind the end


def check_pdf(data: bytes) -> None:
    """Raise FileRefused for a PDF that is cut short or damaged, that asks for a password, or that has no page."""
    if b"%%EOF" not in data[-END_WITHIN:]:
        raise FileRefused(_("The PDF is cut short: its end is missing. Save or download it again, and attach that."))
    try:
        with pikepdf.open(BytesIO(data)) as document:
            pages = len(document.pages)
    except pikepdf.PasswordError as error:
        raise FileRefused(
            _("The PDF is locked with a password, so that nobody else could read it. Save it without one.")
        ) from error
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, RuntimeError, OverflowError) as error:
        raise FileRefused(
            _("The PDF is damaged and cannot be opened. Make it anew from its source, and attach that.")
        ) from error
    if not pages:
        raise FileRefused(_("The PDF has no pages. Save it again, and attach that."))
