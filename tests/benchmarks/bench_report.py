"""What our part of a report costs beside bare WeasyPrint on the same HTML, in CPU seconds of one run; each at its
least disturbed, as the machine's pace changes between two rounds."""

import time
from collections.abc import Callable

import pytest
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from reports.document import compose
from reports.document.fetcher import DocumentFetcher
from reports.document.fonts import FACES
from reports.document.pdf import VARIANT, render
from tests.reports.document import papers

ROUNDS = 3
BUDGET = 1.1


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def bare_weasyprint(html: str) -> bytes:
    """The same document by WeasyPrint alone, as a script would call it: the style sheet is read for each one."""
    fonts, fetcher = FontConfiguration(), DocumentFetcher()
    text = "\n".join([*(face.rule for face in FACES), render_to_string("print/report.css")])
    sheet = CSS(string=text, font_config=fonts, url_fetcher=fetcher)
    document = HTML(string=html, base_url="nowhere:/", url_fetcher=fetcher)
    return bytes(document.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant=VARIANT))


@pytest.mark.parametrize("entries", [100, 400])
def test_a_report_costs_at_most_a_tenth_more_than_bare_weasyprint(entries: int) -> None:
    content = papers.sample(entries)
    html = compose(content, "en")
    render(html)  # fonts and style sheet are read once for each process

    ours, bare = [], []
    for _round in range(ROUNDS):
        ours.append(seconds(lambda: render(compose(content, "en"))))
        bare.append(seconds(lambda: bare_weasyprint(html)))

    ratio = min(ours) / min(bare)
    print(f"\nreport, {entries} entries: ours {min(ours):.2f} s, bare {min(bare):.2f} s, ratio {ratio:.2f}")
    assert ratio <= BUDGET
