"""The two documents, rendered once for all tests that read them."""

import re

import pypdfium2
import pytest

from reports.document import compose
from reports.document.pdf import render
from tests.reports.document import papers


def read(pdf):
    """The text of each page, its spaces and line ends made single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    texts = (page.get_textpage().get_text_range() for page in document)
    return [re.sub(r"\s+", " ", text) for text in texts]


def read_html(html):
    """What a reader sees of composed HTML, footnotes in brackets where they are called."""
    body = html.partition("<body>")[2]
    body = re.sub(r'<span class="footnote">(.*?)</span>', r" [\1]", body, flags=re.DOTALL)
    body = re.sub(r"<title>.*?</title>", "", body, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", body))


@pytest.fixture(scope="session")
def record_pdf():
    return render(compose(papers.record(), "en"))


@pytest.fixture(scope="session")
def record_text(record_pdf):
    return " ".join(read(record_pdf))


@pytest.fixture(scope="session")
def sample_pdf():
    return render(compose(papers.sample(), "en", draft=True))


@pytest.fixture(scope="session")
def sample_html():
    return compose(papers.sample(), "en")


@pytest.fixture(scope="session")
def sample_text(sample_html):
    return read_html(sample_html)
