"""Indicators with their targets, and the dimensions by which figures are broken down."""

from tests.permissions.rows import Form, Row
from tests.site import Site

TABLE = """
page                                 method visitor closed staff outsider focal reviewer admin   auditor delegate other

indicator                            GET    in      in     200   200      200   200      200     200     404      404
indicator                            POST   405     405    405   405      405   405      405     405     405      405
indicator[unknown]                   GET    in      in     404   404      404   404      404     404     404      404
indicator_new                        GET    in      in     404   404      404   404      200     404     404      404
indicator_new                        POST   in      in     404   404      404   404      measure 404     404      404
indicator_change                     GET    in      in     404   404      404   404      200     404     404      404
indicator_change                     POST   in      in     404   404      404   404      measure 404     404      404
indicator_targets                    GET    in      in     404   404      404   404      200     404     404      404
indicator_targets                    POST   in      in     404   404      404   404      measure 404     404      404
indicator_move                       GET    405     405    405   405      405   405      405     405     405      405
indicator_move                       POST   in      in     404   404      404   404      element 404     404      404
indicator_retire                     GET    405     405    405   405      405   405      405     405     405      405
indicator_retire                     POST   in      in     404   404      404   404      measure 404     404      404
indicator_restore                    GET    405     405    405   405      405   405      405     405     405      405
indicator_restore                    POST   in      in     404   404      404   404      measure 404     404      404
indicator_remove                     GET    405     405    405   405      405   405      405     405     405      405
indicator_remove                     POST   in      in     404   404      404   404      measure 404     404      404
dimension_list                       GET    in      in     200   200      200   200      200     200     404      404
dimension_list                       POST   405     405    405   405      405   405      405     405     405      405
dimension_new                        GET    in      in     404   404      404   404      200     404     404      404
dimension_new                        POST   in      in     404   404      404   404      parts   404     404      404
dimension                            GET    in      in     404   404      404   404      200     404     404      404
dimension                            POST   in      in     404   404      404   404      parts   404     404      404
dimension[unknown]                   GET    in      in     404   404      404   404      404     404     404      404
"""

INDICATOR: dict[str, object] = {
    "title": "Persons assisted",
    "unit": "persons",
    "decimals": "0",
    "aggregation": "sum",
    "direction": "increase",
    "baseline_qualifier": "exact",
}
FORMS: dict[str, Form] = {
    "indicator_new": {**INDICATOR, "code": "O1.9"},
    "indicator_change": INDICATOR,
    "indicator_targets": {
        "target-2026-09-30": "100",
        "new_due_on": "2030-12-31",
        "new_value": "100",
        "set_on": "2026-01-01",
    },
    "indicator_retire": {"reason": "It measured nothing."},
    "dimension_new": {"name": "Age", "label-1": "Young", **{f"place-{number}": number for number in range(1, 5)}},
    "dimension": {
        "name": "Sex",
        "label-1": "Female",
        "offered-1": "on",
        "label-2": "Male",
        **{f"place-{number}": number for number in range(1, 7)},
    },
}


def arguments(row: Row, site: Site) -> list[object]:
    unknown = row.which == "unknown"
    if row.name.startswith("indicator"):
        own = [] if row.name == "indicator_new" else ["O9" if unknown else "O1.1"]
        return [site.framework.slug, "O1", *own]
    return ["no-such" if unknown else "sex"] if row.name == "dimension" else []
