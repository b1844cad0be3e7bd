"""Review: what waits, remarks and decisions."""

from tests.permissions.rows import Form, Row
from tests.site import Site

TABLE = """
page                                 method visitor closed staff outsider focal reviewer admin   auditor delegate other

evidence_remark[submitted]           GET    405     405    405   405      405   405      405     405     405      405
evidence_remark[submitted]           POST   in      in     entry 404      404   entry    entry   404     404      404
evidence_remark[accepted]            POST   in      in     entry 404      404   entry    entry   404     404      404
evidence_accept[submitted]           GET    405     405    405   405      405   405      405     405     405      405
evidence_accept[submitted]           POST   in      in     404   404      404   review   review  404     404      404
evidence_return[submitted]           GET    405     405    405   405      405   405      405     405     405      405
evidence_return[submitted]           POST   in      in     404   404      404   review   review  404     404      404
evidence_withdraw[accepted]          GET    405     405    405   405      405   405      405     405     405      405
evidence_withdraw[accepted]          POST   in      in     404   404      404   entry    entry   404     404      404
review                               GET    in      in     404   404      404   200      200     404     404      404
review                               POST   405     405    405   405      405   405      405     405     405      405
review_several                       GET    405     405    405   405      405   405      405     405     405      405
review_several                       POST   in      in     404   404      404   review   review  404     404      404
"""

FORMS: dict[str, Form] = {
    "evidence_return": {"reason": "The days are wrong.", "parts": ["starts_on"], "note-starts_on": "Which year?"},
    "evidence_remark": {"text": "Which law is meant?", "field": "title"},
    "evidence_withdraw": {"reason": "It was logged twice."},
    "review_several": lambda site: {"entries": [f"{site.entries['submitted'].reference}:0"], "confirm": "yes"},
}


def arguments(row: Row, site: Site) -> list[object]:
    return [site.entries[row.which].reference] if row.which in site.entries else []
