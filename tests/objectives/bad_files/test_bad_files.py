"""Files that cannot be read: each is refused with what to do, and nothing is written."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from iomtrack.accounts.models import User
from objectives.models import ImportBatch
from tests.objectives import sheets
from tests.objectives.bad_files.making import (
    LAUGHS,
    LOCKED_WHOLE,
    ODS_FAR,
    OLE,
    OUTSIDE,
    SHEET,
    STRINGS,
    bomb,
    book,
    locked_zip,
    lying_bomb,
    twin,
    without,
)
from tests.objectives.bad_files.sending import Bad, counts, send
from tests.objectives.sheets import as_csv, changed, ods, sound, xlsx, zipped

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "ground")]

DAMAGED = "The file is damaged or cut short. Open it in your spreadsheet, save it again, and upload that."
NO_SPREADSHEET = "This is no spreadsheet. Upload an .xlsx, .ods or .csv file, made from the template."
OTHER_KIND = "Spreadsheets of this kind are not read here. Save it as .xlsx, and upload that."
DECLARES = "The file declares entities, which no spreadsheet does. Open it, save it again, and upload that."
TOO_MUCH = "The file unpacks to more than is read at once."
FILES = [
    Bad("empty", b"", "The file is empty. Choose another."),
    Bad("a byte order mark alone", b"\xef\xbb\xbf", "The file is empty. Choose another."),
    Bad("blank lines alone", b"\r\n \r\n", "The file is empty. Choose another."),
    Bad("a picture", b"\x89PNG\r\n\x1a\n" + b"x" * 99, NO_SPREADSHEET),
    Bad("a PDF", b"%PDF-1.7\n%%EOF\n", NO_SPREADSHEET),
    Bad("bytes at random", bytes(range(256)) * 40, "as “CSV UTF-8”, and upload that."),
    Bad(
        "a web page",
        b"<html><table><tr><td>external_reference</td></tr></table></html>",
        "This is a page or a document",
    ),
    Bad("SpreadsheetML", b'<?xml version="1.0"?><Workbook/>', "Save it as .xlsx, and upload that."),
    Bad("an archive", zipped({"rows.csv": b"x"}), NO_SPREADSHEET),
    Bad(
        "a text document",
        changed(xlsx(sound()), "[Content_Types].xml", b"spreadsheetml.sheet.main", b"wordprocessingml.document.main"),
        NO_SPREADSHEET,
    ),
    Bad("the old kind", OLE + b"\0" * 600, "This is a spreadsheet of the old kind (.xls). Save it as .xlsx"),
    Bad(
        "locked by Office",
        OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "Save it without one, and upload that.",
    ),
    Bad("locked as a zip", locked_zip, "The file is locked with a password. Save it without one"),
    Bad(
        "ODS locked",
        changed(ods(sound()), "META-INF/manifest.xml", b"<manifest/>", b"<m><encryption-data/></m>"),
        "The file is locked",
    ),
    Bad("ODS locked as a whole", LOCKED_WHOLE, "The file is locked with a password. Save it without one"),
    Bad("the binary kind of Excel", zipped({"[Content_Types].xml": b"x", "xl/workbook.bin": b"x"}), OTHER_KIND),
    Bad(
        "a template of Excel",
        changed(xlsx(sound()), "[Content_Types].xml", b"sheet.main+xml", b"template.main+xml"),
        OTHER_KIND,
    ),
    Bad("a template in ODS", changed(ods(sound()), "mimetype", b"spreadsheet", b"spreadsheet-template"), OTHER_KIND),
    Bad("a file of Numbers", zipped({"Index/Document.iwa": b"x"}), OTHER_KIND),
    Bad(
        "with macros",
        changed(xlsx(sound()), "[Content_Types].xml", b"sheet.main+xml", b"sheet.macroEnabled.main+xml"),
        "The file holds macros, which are programs. Save it as .xlsx",
    ),
    Bad("cut short", xlsx(sound())[:3000], DAMAGED),
    Bad("cut short within", lambda: changed(xlsx(sound()), SHEET, b"</row></sheetData>", b"<row"), DAMAGED),
    Bad("a sheet that is missing", lambda: without(xlsx(sound()), SHEET), ""),
    Bad("a zip bomb", bomb, TOO_MUCH, settings={"IMPORT_MOST_UNPACKED": 1_000_000}),
    Bad("a zip bomb that lies", lying_bomb, "", settings={"IMPORT_MOST_UNPACKED": 1_000_000}),
    Bad("a billion laughs", changed(xlsx(sound()), STRINGS, b"<sst ", LAUGHS + b"<sst "), DECLARES),
    Bad("an entity from outside", changed(xlsx(sound()), SHEET, b"<worksheet ", OUTSIDE + b"<worksheet "), DECLARES),
    Bad(
        "a billion laughs in ODS",
        lambda: changed(
            ods(sound()), "content.xml", b"<office:document-content ", LAUGHS + b"<office:document-content "
        ),
        DECLARES,
    ),
    Bad(
        "a cell far out", lambda: changed(xlsx(sound()), SHEET, b'r="A2"', b'r="XFD1048576"'), "The file has more than"
    ),
    Bad(
        "a cell far to the right",
        lambda: changed(xlsx(sound()), SHEET, b'r="A2"', b'r="XFD2"'),
        TOO_MUCH,
        settings={"IMPORT_MOST_CELLS": 30_000},
    ),
    Bad("cells that repeat without end", lambda: ods(sound(), more=ODS_FAR), "The file has more than"),
    Bad(
        "cells without places",
        lambda: changed(xlsx(sound()), SHEET, b'<c r="A2"', b"<c"),
        "do not say where they stand",
    ),
    Bad(
        "too many rows",
        xlsx(*(sound(n) for n in range(9))),
        "The file has more than 5 rows. Split it",
        settings={"IMPORT_MOST_ROWS": 5},
    ),
    Bad(
        "too many rows of CSV",
        as_csv(*(sound(n) for n in range(9))),
        "The file has more than 5 rows. Split it",
        settings={"IMPORT_MOST_ROWS": 5},
    ),
    Bad("no names", as_csv({"a": "x", "b": "y"}), "No line names the columns"),
    Bad("names alone", xlsx(names=["external_reference", "title"]), "There are no entries below the names"),
    Bad("no title column", as_csv({"external_reference": "X"}), "There is no column “title”. Begin with the template"),
    Bad("an unknown column", as_csv(sound(colour="red")), "Column J, “colour”, is not one that MC/INF/274 has."),
    Bad(
        "an indicator of another framework",
        as_csv(sound(**{"O9/O9.1": "1"})),
        "“O9/O9.1”, is not one that MC/INF/274 has.",
    ),
    Bad(
        "a column twice",
        xlsx(sound(), names=[*sheets.SOUND, "title"]),
        "Columns B and J are both called “title”. Take one",
    ),
    Bad("how without what", as_csv(sound(how_7="Well.")), "There is a column “how_7” and no “serves_7” for it."),
    Bad(
        "the sheet hidden",
        book(lambda w, p: (w.add_worksheet("Other"), w.worksheets()[1].activate(), p.hide())),
        "The sheet “Evidence” is hidden. Show it",
    ),
    Bad("two sheets of entries", book(twin), "Several sheets hold entries: One, Two."),
    Bad(
        "three hundred unknown columns",
        as_csv(sound(**{f"c{number}": "x" for number in range(300)})),
        "280 further columns are not ones that MC/INF/274 has. Is it the right framework?",
    ),
    Bad(
        "thousands of merged cells",
        lambda: changed(xlsx(sound()), SHEET, b"</sheetData>", b"</sheetData>" + b'<mergeCell ref="B2:C3"/>' * 5_001),
        "Cells are merged in this file. Undo the merging",
    ),
    Bad(
        "UTF-16 that it is not", as_csv(sound()), "in the writing that it was said to be in", how={"charset": "utf-16"}
    ),
    Bad(
        "UTF-8 that it is not",
        as_csv(sound(title="Société"), charset="latin-1"),
        "in the writing that it was said to be in",
        how={"charset": "utf-8"},
    ),
    Bad(
        "a quotation mark that is never closed",
        b'external_reference,title\nX,"' + b"x," * 600_000,
        "The file cannot be read as CSV",
    ),
    Bad(
        "a quotation mark that is never closed, in the third row",
        as_csv(sound(1)) + b'NBO-2,"Training\nNBO-3,Another\n',
        "In row 3 a quotation mark is never closed",
    ),
]


@pytest.mark.parametrize("bad", FILES, ids=str)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(
    bad: Bad, recorder: User, client_for: Callable[[User], Client], settings: Any
) -> None:
    client, before = client_for(recorder), counts()
    for name, value in bad.settings.items():
        setattr(settings, name, value)

    response = send(client, bad)
    if response.status_code == 302:
        batch = sheets.worked(ImportBatch.objects.get())
        assert (batch.state, batch.rows.filter(outcome="new").count() == 0 or bool(batch.problems)) == ("faulty", True)
        said = "\n".join(batch.problems)
        response = client.get(batch.get_absolute_url())
    else:
        assert response.status_code == 422
        said = response.content.decode()

    assert bad.says in said
    assert response.status_code in (200, 422)
    assert counts() == before
