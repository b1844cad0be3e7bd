"""Spreadsheets in, and IATI in and out."""

from django.core.files.uploadedfile import SimpleUploadedFile

from iomtrack.accounts.models import User
from tests import factories, imports
from tests.permissions.rows import Form, Row
from tests.site import Site

TABLE = """
page                                 method visitor closed staff outsider focal reviewer admin   auditor delegate other

import_list                          GET    in      in     200   200      200   200      200     200     404      404
import_list                          POST   405     405    405   405      405   405      405     405     405      405
import_new                           GET    in      in     200   200      200   200      200     404     404      404
import_new                           POST   in      in     import import  import import  import  404     404      404
import_template                      GET    in      in     200   200      200   200      200     404     404      404
import_template                      POST   405     405    405   405      405   405      405     405     405      405
import_template[unknown]             GET    in      in     404   404      404   404      404     404     404      404
import                               GET    in      in     200   404      404   404      200     200     404      404
import[faulty]                       GET    in      in     200   404      404   404      200     200     404      404
import[written]                      GET    in      in     200   404      404   404      200     200     404      404
import[unknown]                      GET    in      in     404   404      404   404      404     404     404      404
import[faulty]                       POST   in      in     import 404     404   404      404     404     404      404
import_progress                      GET    in      in     200   404      404   404      200     200     404      404
import_progress                      POST   405     405    405   405      405   405      405     405     405      405
import_fix                           GET    in      in     404   404      404   404      404     404     404      404
import_fix                           POST   405     405    405   405      405   405      405     405     405      405
import_fix[faulty]                   GET    in      in     200   404      404   404      200     200     404      404
import_confirm                       GET    405     405    405   405      405   405      405     405     405      405
import_confirm                       POST   in      in     import 404     404   404      404     404     404      404
import_undo                          GET    in      in     import 404     404   404      404     404     404      404
import_undo[written]                 GET    in      in     200    404     404   404      404     404     404      404
import_undo[written]                 POST   in      in     import 404     404   404      404     404     404      404
import_check                         GET    405     405    405   405      405   405      405     405     405      405
import_check[faulty]                 POST   in      in     import 404     404   404      404     404     404      404
import_again                         GET    405     405    405   405      405   405      405     405     405      405
import_again                         POST   in      in     import 404     404   404      404     404     404      404
import_again[undone]                 POST   in      in     import 404     404   404      404     404     404      404
import_drop                          GET    in      in     200    404     404   404      404     404     404      404
import_drop[written]                 GET    in      in     import 404     404   404      404     404     404      404
import_drop                          POST   in      in     import 404     404   404      404     404     404      404
iati_upload                          GET    in      in     404   404      404   404      200     404     404      404
iati_upload                          POST   in      in     404   404      404   404      iati    404     404      404
iati_checked                         GET    in      in     404   404      404   404      200     404     404      404
iati_checked[another]                GET    in      in     404   404      404   404      404     404     404      404
iati_checked                         POST   in      in     404   404      404   404      iati    404     404      404
iati_results                         GET    in      in     200   200      200   200      200     200     404      404
iati_results[unknown]                GET    in      in     404   404      404   404      404     404     404      404
iati_results                         POST   405     405    405   405      405   405      405     405     405      405
"""

FORMS: dict[str, Form] = {
    "import": lambda _site: {"file": SimpleUploadedFile("rows.csv", imports.CSV)},
    "import_new": lambda _site: {
        "file": SimpleUploadedFile("rows.csv", imports.CSV),
        "framework": "mc-inf-274",
        "landing": "draft",
        "decimal_mark": "point",
    },
    "iati_upload": lambda _site: {"file": SimpleUploadedFile("activities.xml", factories.IATI)},
}


def arguments(row: Row, site: Site) -> list[object]:
    if row.name.startswith("import"):
        return of_an_import(row, site)
    if row.name == "iati_results":
        return ["no-such" if row.which == "unknown" else site.framework.slug]
    return of_an_iati_file(row) if row.name == "iati_checked" else []


def of_an_import(row: Row, site: Site) -> list[object]:
    """An import of the recorder's: ready, with rows to put right, or written."""
    if row.name in ("import_list", "import_new"):
        return []
    if row.name == "import_template":
        return [row.which or site.framework.slug]
    if row.which == "unknown":
        return [0]
    by = User.objects.get(email="recorder@example.org")
    return [imports.make(row.which or "ready", by=by, framework=site.framework).pk]


def of_an_iati_file(row: Row) -> list[object]:
    """A checked IATI file: the administrator's own, or another's."""
    by = User.objects.get(email=f"{'service' if row.which else 'administrator'}@example.org")
    return [factories.IatiUploadFactory(by=by).pk]
