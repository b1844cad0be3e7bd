"""Finding evidence, keeping what one looked for, and taking it out as a file."""

from tests import factories
from tests.permissions.rows import Form, Row
from tests.site import Site

TABLE = """
page                                 method visitor closed staff outsider focal reviewer admin   auditor delegate other

evidence_list                        GET    in      in     200   200      200   200      200     200     404      404
evidence_list                        POST   405     405    405   405      405   405      405     405     405      405
saved_filter_list                    GET    in      in     200   200      200   200      200     200     404      404
saved_filter_list                    POST   405     405    405   405      405   405      405     405     405      405
saved_filter_new                     GET    in      in     200   200      200   200      200     200     404      404
saved_filter_new                     POST   in      in     422   422      422   422      422     422     404      404
saved_filter                         GET    in      in     200   404      404   404      404     404     404      404
saved_filter                         POST   in      in     kept  404      404   404      404     404     404      404
saved_filter_delete                  GET    405     405    405   405      405   405      405     405     405      405
saved_filter_delete                  POST   in      in     kept  404      404   404      404     404     404      404
evidence_columns                     GET    in      in     200   200      200   200      200     200     404      404
evidence_columns                     POST   in      in     list  list     list  list     list    list    404      404
export_list                          GET    in      in     200   200      200   200      200     200     404      404
export_list                          POST   405     405    405   405      405   405      405     405     405      405
export_new                           GET    in      in     200   200      200   200      200     200     404      404
export_new                           POST   in      in     200   200      200   200      200     200     404      404
export_file                          GET    in      in     200   404      404   404      404     404     404      404
export_file                          POST   405     405    405   405      405   405      405     405     405      405
export_remove                        GET    405     405    405   405      405   405      405     405     405      405
export_remove                        POST   in      in     gone  404      404   404      404     404     404      404
"""

FORMS: dict[str, Form] = {
    "saved_filter_new": {"name": "Drafts"},
    "saved_filter": {"name": "Drafts of mine"},
    "evidence_columns": {"columns": ["status", "author"]},
    "export_new": {"form": "csv", "shape": "record"},
}


def arguments(row: Row, site: Site) -> list[object]:
    """A filter, or an export that is ready, of the author of the entries."""
    author = site.entries["draft"].author
    if row.name in ("saved_filter", "saved_filter_delete"):
        return [factories.SavedFilterFactory(owner=author).pk]
    if row.name in ("export_file", "export_remove"):
        return [factories.ExportJobFactory(by=author, ready=True).pk]
    return []
