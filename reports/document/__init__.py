"""Words and bytes: a report's frozen facts become sentences, the sentences a page, the pages a PDF.

`compose(content, language)` writes the HTML; `reports.document.pdf.render(html)` makes the PDF of it.
"""

from reports.document.errors import DocumentError
from reports.document.paper import TEMPLATE_VERSION, compose
from reports.document.sections.introduction import default_introduction

__all__ = ["TEMPLATE_VERSION", "DocumentError", "compose", "default_introduction"]
