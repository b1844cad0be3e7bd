"""The PDF: pages, tags, outline, conformance, and that it is the same every time."""

import hashlib
import os
import re
import subprocess
import sys
from io import BytesIO

import page
import pikepdf
import pypdfium2
import pytest

from reports.document import DocumentError
from reports.document.pdf import render
from tests.reports.document.conftest import read

DIGEST = """
import django; django.setup()
import hashlib
from reports.document import compose
from reports.document.pdf import render
from tests.reports.document import papers
print(hashlib.sha256(render(compose(papers.record(), "en"))).hexdigest())
"""


def roles(pdf):
    with pikepdf.open(BytesIO(pdf)) as document:
        elements = (each for each in document.objects if isinstance(each, pikepdf.Dictionary))
        return [str(each.S) for each in elements if each.get("/Type") == "/StructElem"]


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("name", ["record_pdf", "sample_pdf"])
def test_it_conforms_to_both_standards(request, name, profile):
    report = page.validate_pdf_bytes(request.getfixturevalue(name), profile=profile)
    assert [failure.message for failure in report.failures] == []


@pytest.mark.parametrize("seed", ["0", "12345"])
def test_the_same_content_gives_the_same_bytes_in_every_process(record_pdf, seed):
    environment = {**os.environ, "PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "iomtrack.settings.test"}
    run = subprocess.run([sys.executable, "-c", DIGEST], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == hashlib.sha256(record_pdf).hexdigest()


def test_its_properties_come_from_the_content_and_not_from_the_clock(record_pdf):
    with pikepdf.open(BytesIO(record_pdf)) as document:
        properties = {str(key): str(value) for key, value in document.docinfo.items()}
        language = str(document.Root.Lang)
    del properties["/Producer"]
    assert language == "en"
    assert properties == {
        "/Title": "Assessment of the 1995 Strategic Plan – MC/INF/1995–2004/0",
        "/Author": "International Organization for Migration",
        "/Subject": "Reporting period 29 November 1995 – 4 November 2004 · Revision 0 · MC/1842",
        "/Creator": "iomtrack",
        "/CreationDate": "D:20041104000000Z",
        "/ModDate": "D:20041104000000Z",
    }


def test_the_contents_give_the_page_on_which_each_section_begins(record_pdf):
    head = read(record_pdf)[0].partition("MC/1842")[2]
    listed = [int(number) for number in re.findall(r"[a-z] (\d+) ", head.partition("I. INTRODUCTION")[0])]
    outline = pypdfium2.PdfDocument(record_pdf).get_toc()
    assert listed == [item.get_dest().get_index() + 1 for item in outline if item.level == 0]


def test_its_outline_leads_to_sections_kinds_and_elements(record_pdf):
    outline = [(item.level, item.get_title()) for item in pypdfium2.PdfDocument(record_pdf).get_toc()]
    assert [title for level, title in outline if level == 0] == [
        "I. Introduction",
        "II. The framework and its mandate",
        "III. Assessment",
        "IV. What has been revised, and why",
        "V. Gaps and difficulties of measurement",
        "Annex I. Indicators",
        "Annex II. Register of evidence",
    ]
    assert (2, "O4 Expert advice and cooperation") in outline


def test_its_tags_name_headings_quotations_tables_figures_and_notes(record_pdf):
    tagged = roles(record_pdf)
    expected = {"/H1", "/H2", "/H3", "/H4", "/BlockQuote", "/Table", "/TH", "/Figure", "/Note", "/Link", "/Sect", "/L"}
    assert expected - set(tagged) == set()


def test_every_figure_has_its_data_in_words(record_pdf):
    with pikepdf.open(BytesIO(record_pdf)) as document:
        figures = [
            each for each in document.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]
        texts = [str(each.Alt) for each in figures]
    assert len(texts) == 1
    assert "Staff rose from 1,100 in 1995 to over 4,100 staff members." in texts[0]


def test_every_column_header_says_that_it_heads_its_column(record_pdf):
    with pikepdf.open(BytesIO(record_pdf)) as document:
        cells = [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TH"]
        assert {str(cell.A.Scope) for cell in cells} == {"/Column"}


def test_a_draft_of_sample_data_says_so_on_every_page(sample_pdf):
    assert all("DRAFT – not signed off · Sample data" in text for text in read(sample_pdf))


def test_what_is_neither_draft_nor_sample_carries_no_mark(record_text):
    assert "DRAFT" not in record_text
    assert "Sample data" not in record_text


def test_every_font_is_one_of_the_documents_own(record_pdf, sample_pdf):
    for pdf in (record_pdf, sample_pdf):
        with pikepdf.open(BytesIO(pdf)) as document:
            fonts = {str(font.BaseFont).partition("+")[2] for font in document.pages[0].Resources.Font.values()}
        assert all(font.startswith(("Document-Serif", "Document-Sans")) for font in fonts)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://127.0.0.1:9/picture.png",
        "https://example.org/picture.png",
        "ftp://example.org/picture.png",
        "picture.png",
        "font:source-serif-pro/../secret.ttf",
        "font:elsewhere/file.ttf",
    ],
)
@pytest.mark.parametrize(
    "html",
    [
        '<html lang="en"><title>x</title><img alt="x" src="{}">',
        '<html lang="en"><title>x</title><style>body {{ background: url("{}") }}</style><p>x',
        '<html lang="en"><title>x</title><link rel="stylesheet" href="{}"><p>x',
    ],
)
def test_nothing_outside_the_document_is_fetched(html, address):
    with pytest.raises(DocumentError, match="asks for something outside itself"):
        render(html.format(address))


def test_text_of_a_hundred_thousand_letters_without_a_space_stays_on_the_page():
    line = "<wbr>".join(["x" * 60] * 200)
    pdf = render(f'<html lang="en"><title>x</title><h1>x</h1><p class="numbered">{line}</p>')
    document = pypdfium2.PdfDocument(pdf)
    width = document[0].get_width()
    text = document[0].get_textpage()
    assert max(text.get_charbox(place)[2] for place in range(text.count_chars())) < width
