"""Spreadsheets that are broken, locked, far too large, or set a trap."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from tests.objectives import sheets
from tests.objectives.sheets import changed, ods, ods_cell, part, sound, xlsx, zipped

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = b"""<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>"""
OUTSIDE = b"""<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>"""


def bomb() -> bytes:
    """Ten megabytes of blanks in a sheet, packed small."""
    return changed(xlsx(sound()), SHEET, b"</worksheet>", b" " * 10_000_000 + b"</worksheet>")


def lying_bomb() -> bytes:
    """The same, with a directory that says it were ten bytes."""
    data = bytearray(bomb())
    with zipfile.ZipFile(BytesIO(bytes(data))) as package:
        size = package.getinfo(SHEET).file_size.to_bytes(4, "little")
    return bytes(data.replace(size, (10).to_bytes(4, "little")))


def locked_zip() -> bytes:
    """A zip whose entries say that they are encrypted."""
    data = xlsx(sound())
    return data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x02\x00", b"PK\x01\x02\x14\x03\x14\x00\x03\x00"
    )


def book(fill: Callable[[Workbook, Any], None], *, rows: tuple[dict[str, Any], ...] = (sound(),)) -> bytes:
    """An XLSX to which something was done."""
    file = BytesIO()
    with Workbook(file, {"strings_to_formulas": False}) as workbook:
        page = workbook.add_worksheet("Evidence")
        names = sheets.names_of(rows)
        for at, name in enumerate(names):
            page.write_string(0, at, name)
            for line, row in enumerate(rows, start=1):
                page.write(line, at, row.get(name, ""))
        fill(workbook, page)
    return file.getvalue()


def twin(workbook: Workbook, page: Any) -> None:
    page.name = "One"
    other = workbook.add_worksheet("Two")
    other.write_row(0, 0, ["external_reference", "title"])


ODS_FAR = (
    '<table:table-row table:number-rows-repeated="900000"><table:table-cell office:value-type="string" '
    'table:number-columns-repeated="9000"><text:p>x</text:p></table:table-cell></table:table-row>'
)
ODS_BLANK = (
    '<table:table-row table:number-rows-repeated="900000"><table:table-cell table:number-columns-repeated="900"/>'
    "</table:table-row>"
)
ODS_MERGED = (
    '<table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>x</text:p>'
    "</table:table-cell>"
)
ODS_ERROR = (
    '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="">'
    "<text:p>#N/A</text:p></table:table-cell>"
)
ODS_OLD_ERROR = (
    '<table:table-cell table:formula="of:=NA()" office:value-type="float" office:value="0"><text:p>#N/A</text:p>'
    "</table:table-cell>"
)
LOCKED_WHOLE = zipped({
    "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
    "META-INF/manifest.xml": b'<m><file-entry full-path="encrypted-package"><encryption-data/></file-entry></m>',
    "encrypted-package": b"x" * 200,
})  # fmt: skip
ODS_FORMULA = '<table:table-row><table:table-cell table:formula="of:=1+1"/></table:table-row>'


def ods_with(cell: str) -> bytes:
    """An ODS with a cell in the place of its title."""
    return changed(ods(sound(title="REPLACED")), "content.xml", ods_cell("REPLACED").encode(), cell.encode())


def prefixed(data: bytes) -> bytes:
    """An XLSX with a prefix before every name of its XML, as some programs write it."""
    for name in (SHEET, STRINGS, "xl/workbook.xml"):
        before = part(data, name)
        after = re.sub(rb"<(/?)(\w+)([ >/])", rb"<\1x:\2\3", before).replace(b" xmlns=", b" xmlns:x=")
        data = changed(data, name, before, after)
    return data


def without(data: bytes, name: str) -> bytes:
    """A zip without one of its parts."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return zipped({one: package.read(one) for one in package.namelist() if one != name})
