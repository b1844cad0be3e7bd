"""The portal, kinds of reports and their editions."""

from tests.permissions.rows import Form, Row
from tests.site import Site

TABLE = """
page                                 method visitor closed staff outsider focal reviewer admin   auditor delegate other

portal                               GET    in      in     200   200      200   200      200     200     200      200
portal                               POST   405     405    405   405      405   405      405     405     405      405
rendition[all]                       GET    in      in     200   200      200   200      200     200     200      200
rendition[kenya]                     GET    in      in     200   200      200   200      200     200     200      404
rendition[unknown]                   GET    in      in     404   404      404   404      404     404     404      404
rendition[all]                       POST   405     405    405   405      405   405      405     405     405      405
definition_list                      GET    in      in     404   404      404   200      200     200     404      404
definition_list                      POST   405     405    405   405      405   405      405     405     405      405
definition_new                       GET    in      in     404   404      404   404      200     404     404      404
definition_new                       POST   in      in     404   404      404   404      kinds   404     404      404
edition_list                         GET    in      in     404   404      404   200      200     200     404      404
edition_list                         POST   405     405    405   405      405   405      405     405     405      405
edition[awaiting]                    GET    in      in     404   404      404   200      200     200     404      404
edition[issued]                      GET    in      in     404   404      404   200      200     200     404      404
edition[unknown]                     GET    in      in     404   404      404   404      404     404     404      404
edition[awaiting]                    POST   405     405    405   405      405   405      405     405     405      405
edition_preview[awaiting]            GET    in      in     404   404      404   200      200     200     404      404
edition_preview[awaiting]            POST   405     405    405   405      405   405      405     405     405      405
edition_introduction[awaiting]       GET    405     405    405   405      405   405      405     405     405      405
edition_introduction[awaiting]       POST   in      in     404   404      404   edition  edition 404     404      404
edition_sign_off[awaiting]           GET    405     405    405   405      405   405      405     405     405      405
edition_sign_off[awaiting]           POST   in      in     404   404      404   404      edition 404     404      404
edition_compose_again[awaiting]      GET    405     405    405   405      405   405      405     405     405      405
edition_compose_again[awaiting]      POST   in      in     404   404      404   404      edition 404     404      404
edition_retry[issued]                GET    405     405    405   405      405   405      405     405     405      405
edition_retry[issued]                POST   in      in     404   404      404   404      edition 404     404      404
"""

FORMS: dict[str, Form] = {
    "definition_new": lambda site: {
        "title": "Yearly",
        "symbol": "Y/{period}",
        "sections": ["introduction"],
        "framework": site.framework.pk,
    },
    "edition_introduction": {"introduction": "It was a good year."},
}


def arguments(row: Row, site: Site) -> list[object]:
    if row.name == "rendition":
        return [{"all": site.issued.pk, "kenya": site.for_kenya.pk, "unknown": 0}[row.which]]
    if row.name in ("portal", "definition_list", "definition_new", "edition_list"):
        return []
    edition = {"awaiting": site.awaiting.pk, "issued": site.issued.edition_id, "unknown": 0}[row.which]
    return [edition, "en"] if row.name in ("edition_preview", "edition_introduction") else [edition]
