"""Offices and programmes."""

from tests.permissions.rows import Form, Row
from tests.site import Site

TABLE = """
page                                 method visitor closed staff outsider focal reviewer admin   auditor delegate other

office_list                          GET    in      in     200   200      200   200      200     200     404      404
office_list                          POST   405     405    405   405      405   405      405     405     405      405
office_new                           GET    in      in     404   404      404   404      200     404     404      404
office_new                           POST   in      in     404   404      404   404      office  404     404      404
office                               GET    in      in     200   200      200   200      200     200     404      404
office                               POST   405     405    405   405      405   405      405     405     405      405
office[unknown]                      GET    in      in     404   404      404   404      404     404     404      404
office_change                        GET    in      in     404   404      404   404      200     404     404      404
office_change                        POST   in      in     404   404      404   404      office  404     404      404
office_merge                         GET    in      in     404   404      404   404      200     404     404      404
office_merge                         POST   in      in     404   404      404   404      office  404     404      404
office_retire                        GET    405     405    405   405      405   405      405     405     405      405
office_retire                        POST   in      in     404   404      404   404      office  404     404      404
office_restore                       GET    405     405    405   405      405   405      405     405     405      405
office_restore                       POST   in      in     404   404      404   404      office  404     404      404
programme_list                       GET    in      in     200   200      200   200      200     200     404      404
programme_list                       POST   405     405    405   405      405   405      405     405     405      405
programme_new                        GET    in      in     404   404      404   404      200     404     404      404
programme_new                        POST   in      in     404   404      404   404      work    404     404      404
programme_propose                    GET    in      in     200   200      200   200      200     404     404      404
programme_propose                    POST   in      in     work  work     work  work     work    404     404      404
programme                            GET    in      in     200   200      200   200      200     200     404      404
programme                            POST   405     405    405   405      405   405      405     405     405      405
programme[unknown]                   GET    in      in     404   404      404   404      404     404     404      404
programme_change                     GET    in      in     404   404      404   404      200     404     404      404
programme_change                     POST   in      in     404   404      404   404      work    404     404      404
programme_confirm                    GET    405     405    405   405      405   405      405     405     405      405
programme_confirm                    POST   in      in     404   404      404   404      work    404     404      404
programme_merge                      GET    in      in     404   404      404   404      200     404     404      404
programme_merge                      POST   in      in     404   404      404   404      work    404     404      404
programme_retire                     GET    405     405    405   405      405   405      405     405     405      405
programme_retire                     POST   in      in     404   404      404   404      work    404     404      404
programme_restore                    GET    405     405    405   405      405   405      405     405     405      405
programme_restore                    POST   in      in     404   404      404   404      work    404     404      404
programme_retry                      GET    405     405    405   405      405   405      405     405     405      405
programme_retry                      POST   in      in     404   404      404   404      work    404     404      404
"""

FORMS: dict[str, Form] = {
    "office_new": {"code": "KLA", "name_en": "Kampala", "kind": "country"},
    "office_change": {"name_en": "Khartoum and beyond", "kind": "regional"},
    "office_merge": {"into": "NBO"},
    "office_retire": {"reason": "It was closed."},
    "programme_new": {"code": "NEW-1", "title_en": "Another"},
    "programme_propose": {"title": "One that is missing"},
    "programme_change": {"title_en": "Named anew"},
    "programme_confirm": {"code": "HELP-1"},
    "programme_merge": {"into": "RET-1"},
    "programme_retire": {"reason": "It is over."},
}


def arguments(row: Row, _site: Site) -> list[object]:
    """What can be merged, retired, restored or confirmed is."""
    kind, _parted, step = row.name.partition("_")
    if step in ("list", "new", "propose"):
        return []
    if row.which == "unknown":
        return ["no-such"]
    offices = {"": "NBO", "restore": "OLD"}
    programmes = {"": "RET-1", "change": "RET-1", "restore": "RET-0"}
    return [offices.get(step, "KRT") if kind == "office" else programmes.get(step, "PROPOSED-1")]
