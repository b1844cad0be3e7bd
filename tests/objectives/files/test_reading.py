"""What is taken and what is refused, by what a file holds; and what is left of a photo."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageFile

from objectives.files.errors import FileRefused
from objectives.files.kinds import ENDINGS, FileKind
from objectives.files.names import MOST_BYTES, clean_name
from objectives.files.reading import read
from tests.objectives.sent_files import docx, moving, odf, pdf, photo, png_header, zipped

MANIFEST = "META-INF/manifest.xml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"

# As it was sent → the kind that it is, the name that it gets, the writing of a text.
TAKEN = {
    "a PDF": ("report.pdf", pdf(), FileKind.PDF, "report.pdf", ""),
    "a PDF named as a photo": ("report.jpg", pdf(), FileKind.PDF, "report.jpg.pdf", ""),
    "a PDF with a line behind its end": ("a.pdf", pdf() + b"\n\n", FileKind.PDF, "a.pdf", ""),
    "a photo": ("P1.JPG", photo(), FileKind.JPEG, "P1.jpg", ""),
    "a photo named .jpeg": ("P1.jpeg", photo(), FileKind.JPEG, "P1.jpeg", ""),
    "a photo named as a program": ("P1.exe", photo(), FileKind.JPEG, "P1.exe.jpg", ""),
    "a PNG": ("plan.png", photo(kind="PNG"), FileKind.PNG, "plan.png", ""),
    "a WebP": ("plan.webp", photo(kind="WEBP"), FileKind.WEBP, "plan.webp", ""),
    "a photo with a zip behind it": ("a.jpg", photo() + zipped({"a": "b"}), FileKind.JPEG, "a.jpg", ""),
    "a Word document": ("a.docx", docx(), FileKind.DOCX, "a.docx", ""),
    "a Word document named .zip": ("a.zip", docx(), FileKind.DOCX, "a.zip.docx", ""),
    "an Excel workbook": ("a.xlsx", docx(XLSX), FileKind.XLSX, "a.xlsx", ""),
    "a PowerPoint": ("a.pptx", docx(PPTX), FileKind.PPTX, "a.pptx", ""),
    "an OpenDocument text": ("a.odt", odf(), FileKind.ODT, "a.odt", ""),
    "an OpenDocument spreadsheet": ("a.ods", odf("spreadsheet"), FileKind.ODS, "a.ods", ""),
    "OpenDocument slides": ("a.odp", odf("presentation"), FileKind.ODP, "a.odp", ""),
    "text": ("a.txt", b"It was done.", FileKind.TEXT, "a.txt", "utf-8"),
    "a CSV": ("a.csv", b"a,b\n1,2\n", FileKind.CSV, "a.csv", "utf-8"),
    "a CSV with a byte order mark": ("a.csv", b"\xef\xbb\xbfa,b\n", FileKind.CSV, "a.csv", "utf-8"),
    "a CSV in UTF-16": ("a.csv", "a,é\n".encode("utf-16"), FileKind.CSV, "a.csv", "utf-16"),
    "a text in Latin-1": ("a.txt", "Genève".encode("latin-1"), FileKind.TEXT, "a.txt", "windows-1252"),
    "a script": ("run.sh", b"#!/bin/sh\nrm -rf /\n", FileKind.TEXT, "run.sh.txt", "utf-8"),
}


@pytest.mark.parametrize("sent", TAKEN)
def test_a_file_is_told_by_what_it_holds(sent: str) -> None:
    name, data, kind, kept_name, charset = TAKEN[sent]

    kept = read(name, data)

    assert (kept.kind, kept.name, kept.charset) == (kind, kept_name, charset)


UNKNOWN = "This kind of file cannot be attached"
REFUSED = {
    "an empty file": ("a.pdf", b"", "The file is empty."),
    "a PDF cut short": ("a.pdf", pdf()[:200], "cut short"),
    "a PDF of a header and an end": ("a.pdf", b"%PDF-1.7\n%%EOF\n", "damaged"),
    "a PDF with a password": ("a.pdf", pdf("secret"), "locked with a password"),
    "a PDF without a page": ("a.pdf", pdf(pages=0), "no pages"),
    "a PDF behind rubbish": ("a.pdf", b"\x00\x01rubbish" + pdf(), UNKNOWN),
    "a photo cut short": ("a.jpg", photo(400, 400)[:700], "damaged or cut short"),
    "a photo of its first bytes": ("a.jpg", b"\xff\xd8\xff\xe0", "damaged or cut short"),
    "a PNG cut short": ("a.png", photo(400, 400, kind="PNG")[:120], "damaged or cut short"),
    "a PNG that says it is enormous": ("a.png", png_header(60_000, 60_000), "too large"),
    "a PNG of 72 million pixels": ("a.png", png_header(9_000, 8_000), "72 million pixels"),
    "a PNG with next to nothing in it": ("a.png", png_header(1000, 1000), "damaged or cut short"),
    "a moving WebP": ("a.webp", moving("WEBP"), "moving picture"),
    "a moving PNG": ("a.png", moving("PNG"), "moving picture"),
    "a GIF": ("a.gif", moving("GIF"), "Save it as JPEG or PNG"),
    "a BMP": ("a.bmp", b"BM\x46\x00\x00\x00\x00\x00\x00\x00", "Save it as JPEG or PNG"),
    "a TIFF": ("a.tif", b"II*\x00\x08\x00\x00\x00", "Save it as JPEG or PNG"),
    "an HEIC": ("a.heic", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "HEIC"),
    "an SVG": ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "HTML, SVG"),
    "an SVG behind its XML line": ("a.svg", b'<?xml version="1.0"?>\n<svg/>', "HTML, SVG"),
    "an SVG named as a photo": ("a.png", b"\xef\xbb\xbf  <svg onload=alert(1)>", "HTML, SVG"),
    "a web page": ("a.html", b"<!DOCTYPE html><script>alert(1)</script>", "HTML, SVG"),
    "a web page named .txt, behind a comment": ("a.txt", b"<!-- x -->\n<HTML>", "HTML, SVG"),
    "an entity bomb in XML": ("a.xml", b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aa">]>', "HTML, SVG"),
    "a Word document with macros": ("a.docm", docx("application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
    "a Word document with macros under another name": ("a.docx", docx(**{"word/vbaProject.bin": b"x"}), "macros"),
    "an OpenDocument with macros": ("a.odt", odf(**{"Basic/Standard/M.xml": "x"}), "macros"),
    "a locked OpenDocument": ("a.odt", odf(**{MANIFEST: "<manifest:encryption-data/>"}), "locked with a password"),
    "a locked Word document": (
        "a.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
        "locked with a password",
    ),
    "an old Word document": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "old kind"),
    "a Word template": ("a.dotx", docx("application/vnd.x.wordprocessingml.template.main+xml"), "kind of Office file"),
    "a Word document cut short": ("a.docx", docx()[:-30], "damaged or cut short"),
    "a zip": ("a.zip", zipped({"a.txt": "b"}), "Archives"),
    "a zip named as a Word document": ("a.docx", zipped({"a.exe": b"MZ"}), "Archives"),
    "an empty zip": ("a.zip", b"PK\x05\x06" + bytes(18), "Archives"),
    "a zip bomb in a workbook": ("a.xlsx", docx(XLSX, **{"xl/sheet.xml": bytes(30_000_000)}), "unpack"),
    "a workbook of six thousand parts": ("a.xlsx", docx(XLSX, **{f"p{n}": "" for n in range(6_000)}), "unpack"),
    "a program": ("a.exe", b"MZ\x90\x00\x03\x00\x00\x00", UNKNOWN),
    "a program named as a text": ("a.txt", b"\x7fELF\x02\x01\x01\x00", UNKNOWN),
    "text with a NUL": ("a.txt", b"It was\x00done.", UNKNOWN),
    "text with an escape": ("a.txt", b"\x1b[2J", UNKNOWN),
    "text in UTF-16 without its mark": ("a.txt", "It was done.".encode("utf-16-le"), UNKNOWN),
    "text in UTF-16 cut in a character": ("a.txt", "abc".encode("utf-16")[:-1], UNKNOWN),
    "a RAR archive": ("a.rar", b"Rar!\x1a\x07\x01\x00", UNKNOWN),
    "a gzip": ("a.gz", b"\x1f\x8b\x08\x00", UNKNOWN),
    "a film": ("a.mp4", b"\x00\x00\x00\x18ftypmp42", UNKNOWN),
}


@pytest.mark.parametrize("sent", REFUSED)
def test_a_file_that_is_not_to_be_kept_is_refused_in_words(sent: str) -> None:
    name, data, words = REFUSED[sent]

    with pytest.raises(FileRefused, match=words):
        read(name, data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_is_left_of_a_photo_but_what_is_seen(kind: str) -> None:
    kept = read("a", photo(kind=kind))

    picture = Image.open(BytesIO(kept.data))
    assert dict(picture.getexif()) == {}
    assert {"exif", "xmp", "comment", "icc_profile"}.isdisjoint(picture.info)
    assert b"Camera Maker" not in kept.data


def test_a_photo_is_turned_upright_before_its_exif_goes() -> None:
    kept = read("a.jpg", photo(80, 40, turned=6))  # held upright: a quarter turn clockwise

    picture = Image.open(BytesIO(kept.data))
    assert (kept.width, kept.height) == picture.size == (40, 80)
    top, bottom = picture.getpixel((20, 5)), picture.getpixel((20, 75))
    assert (top[0] > 200, top[2] < 60) == (True, True)  # red
    assert (bottom[2] > 200, bottom[0] < 60) == (True, True)  # blue


@pytest.mark.parametrize(("width", "height", "kept"), [(5120, 1000, (2560, 500)), (1000, 2560, (1000, 2560))])
def test_a_photo_has_2560_pixels_at_most(width: int, height: int, kept: tuple[int, int]) -> None:
    made = read("a.jpg", photo(width, height))

    assert (made.width, made.height) == Image.open(BytesIO(made.data)).size == kept


def test_a_see_through_picture_stays_so() -> None:
    out = BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(out, "PNG")

    assert Image.open(BytesIO(read("a.png", out.getvalue()).data)).getpixel((0, 0))[3] == 0


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
def test_every_way_to_keep_colours_is_read(mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (4, 4)).save(out, "JPEG" if mode == "CMYK" else "PNG")

    assert read("a", out.getvalue()).width == 4


def test_a_colour_profile_is_followed_and_dropped() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    kept = read("a.jpg", photo(icc_profile=profile))

    picture = Image.open(BytesIO(kept.data))
    assert "icc_profile" not in picture.info
    assert picture.getpixel((5, 5))[0] > 200


def test_a_broken_colour_profile_is_passed_over() -> None:
    assert read("a.jpg", photo(icc_profile=b"rubbish")).kind == FileKind.JPEG


NAMES = {
    "../../etc/passwd": "passwd.pdf",
    "C:\\Users\\me\\report.pdf": "report.pdf",
    "..": "file.pdf",
    "": "file.pdf",
    ".pdf": "file.pdf",
    ".htaccess": "htaccess.pdf",
    "invoice\u202efdp.exe": "invoicefdp.exe.pdf",
    "a\r\nSet-Cookie: x.pdf": "aSet-Cookie_ x.pdf",
    'a"b<c>d|e?.pdf': "a_b_c_d_e_.pdf",
    "con.pdf": "_con.pdf",
    "  report  of   May .pdf ": "report of May.pdf",
    "Rapport d’été – n° 5.PDF": "Rapport d’été – n° 5.pdf",
    "تقرير.pdf": "تقرير.pdf",
    "می\u200cخواهم.pdf": "می\u200cخواهم.pdf",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_made_safe_and_says_what_the_file_holds(name: str) -> None:
    assert clean_name(name, ".pdf") == NAMES[name]


@pytest.mark.parametrize("letter", ["x", "é", "好", "🙂"])
def test_a_long_name_is_cut_before_its_ending(letter: str) -> None:
    name = clean_name(letter * 300 + ".pdf", ".pdf")

    assert name.endswith(f"{letter}.pdf")
    assert MOST_BYTES - 4 < len(name.encode()) <= MOST_BYTES


@given(st.text(max_size=400))
def test_whatever_a_name_holds_it_is_one_plain_name(name: str) -> None:
    made = clean_name(name, ".pdf")

    assert made.endswith(".pdf")
    assert len(made.encode()) <= MOST_BYTES
    assert not set(made) & set('/\\\x00\r\n"<>|:*?\u202e')
    assert clean_name(made, ".pdf") == made


def test_every_kind_has_its_endings() -> None:
    assert set(ENDINGS) == set(FileKind)


def test_a_picture_cut_short_is_refused_where_another_part_of_the_product_is_content_with_it(monkeypatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    name, data, words = REFUSED["a PNG with next to nothing in it"]

    with pytest.raises(FileRefused, match=words):
        read(name, data)

    assert ImageFile.LOAD_TRUNCATED_IMAGES
