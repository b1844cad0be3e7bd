"""Text and CSV: every character of it text, in a writing that is known."""

from __future__ import annotations

import codecs
import re
import unicodedata

from django.utils.translation import gettext as _

from objectives.files.errors import FileRefused

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SPACES = "\t\n\r\f"
PAGE = re.compile(r"\s*(<!--.*?-->\s*)*<(!doctype|html|head|body|script|iframe|svg|\?xml|math)\b", re.I | re.S)


def charset_of(data: bytes) -> str:
    """The writing that a text is in: utf-8, utf-16 (with its mark), or windows-1252, which holds Latin-1.

    Raises FileRefused for what is no text, and for web pages and drawings, which a browser would run.
    """
    charset, text = _decoded(data)
    if any(unicodedata.category(one) == "Cc" and one not in SPACES for one in text):
        raise _unknown()
    if PAGE.match(text.lstrip("\ufeff")):
        raise FileRefused(_("Web pages and drawings in code (HTML, SVG, XML) cannot be attached. Save it as a PDF."))
    return charset


def _decoded(data: bytes) -> tuple[str, str]:
    for bom, charset in BOMS:
        if data.startswith(bom):
            return charset, _in(data, charset)
    try:
        return "utf-8", data.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252", _in(data, "windows-1252")


def _in(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:
        raise _unknown() from error


def _unknown() -> FileRefused:
    return FileRefused(
        _(
            "This kind of file cannot be attached, or it is damaged. Attach a PDF, a photo (JPEG, PNG, WebP), "
            "an office document, text or CSV."
        )
    )
