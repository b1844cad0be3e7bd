"""What kind of file somebody uploaded, by its content alone; and what to do with one that is no spreadsheet."""

from __future__ import annotations

import codecs
import re
from typing import IO

from django.utils.translation import gettext as _

from objectives.exchange.spreadsheets.packages import check_package, locked, no_spreadsheet
from objectives.files.errors import FileRefused
from objectives.files.office import OLE_ENCRYPTED
from objectives.files.reading import OLE
from objectives.import_enums import SheetKind

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
HEAD = 64 * 1024
OTHERS = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"{\\rtf")
PAGE = re.compile(r"\s*<(!doctype|\?xml|html|head|body|script|table|svg|workbook)\b", re.IGNORECASE)


def kind_of(file: IO[bytes]) -> SheetKind:
    """What a file is, by its content. Raises FileRefused for what is no spreadsheet, or is not to be opened."""
    file.seek(0)
    head = file.read(HEAD)
    if not head.strip(b"\x00 \r\n\t\xef\xbb\xbf\xff\xfe"):
        raise FileRefused(_("The file is empty. Choose another."))
    if head.startswith(ZIP):
        file.seek(0)
        return check_package(file, thoroughly=False).kind
    if head.startswith(OLE):
        file.seek(0)
        if OLE_ENCRYPTED in file.read():
            raise FileRefused(locked())
        raise FileRefused(_("This is a spreadsheet of the old kind (.xls). Save it as .xlsx, and upload that."))
    if head.startswith(OTHERS):
        raise FileRefused(no_spreadsheet())
    return _csv_of(head)


def _csv_of(head: bytes) -> SheetKind:
    charset = charset_of(head)
    text = head.decode(charset, "ignore")
    if PAGE.match(text.lstrip("\ufeff")):
        raise FileRefused(_("This is a page or a document in code, no spreadsheet. Save it as .xlsx, and upload that."))
    if text.count("\x00") > len(text) // 10:
        raise FileRefused(no_spreadsheet())
    return SheetKind.CSV


def charset_of(head: bytes) -> str:
    """The writing of a text by its first bytes: by its mark, by its zeros, or as all of it can be read."""
    for mark, charset in BOMS:
        if head.startswith(mark):
            return charset
    even, odd = head[0:2000:2].count(0), head[1:2000:2].count(0)
    if max(even, odd) > len(head[:2000]) // 8:
        return "utf-16-be" if even > odd else "utf-16-le"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"
