"""Bytes: the PDF of a composed document. The same HTML gives the same bytes, on every machine and in every process."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from reports.document.conformance import conform
from reports.document.errors import DocumentError
from reports.document.fetcher import DocumentFetcher
from reports.document.fonts import FACES

VARIANT = "pdf/a-3a"  # PDF/UA-1 is added by `conform`
NOWHERE = "nowhere:/"  # relative addresses lead here, where the fetcher refuses them


class Style(NamedTuple):
    sheet: CSS
    fonts: FontConfiguration


@cache
def _style() -> Style:
    """The style sheet and its fonts, parsed once in the life of a process."""
    fonts = FontConfiguration()
    text = "\n".join([*(face.rule for face in FACES), render_to_string("print/report.css")])
    return Style(CSS(string=text, font_config=fonts, url_fetcher=DocumentFetcher()), fonts)


def render(html: str) -> bytes:
    """A tagged PDF that conforms to PDF/A-3a and PDF/UA-1.

    Raises DocumentError if the document asks for anything but its own fonts and the data within it.
    """
    style = _style()
    try:
        document = HTML(string=html, base_url=NOWHERE, url_fetcher=DocumentFetcher())
        data = document.write_pdf(stylesheets=[style.sheet], font_config=style.fonts, pdf_variant=VARIANT)
    except FatalURLFetchingError as error:
        raise DocumentError(
            _("The document asks for something outside itself. %(error)s") % {"error": error}
        ) from error
    return conform(data)
