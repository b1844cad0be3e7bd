"""Periods, whom their elements are named for, and what is assessed in them."""

from tests.permissions.rows import Form, Row
from tests.site import Site

TABLE = """
page                                 method visitor closed staff outsider focal reviewer admin   auditor delegate other

assess                               GET    in      in     404   404      404   200      200     404     404      404
assess                               POST   in      in     404   404      404   judge    judge   404     404      404
assess[approved]                     GET    in      in     404   404      404   200      200     404     404      404
assess[submitted]                    GET    in      in     200   404      404   200      200     404     404      404
assess[submitted]                    POST   in      in     422   404      404   422      422     404     404      404
assess[unknown]                      GET    in      in     404   404      404   404      404     404     404      404
assess_approve[submitted]            GET    405     405    405   405      405   405      405     405     405      405
assess_approve[submitted]            POST   in      in     404   404      404   judge    judge   404     404      404
assess_return[submitted]             GET    405     405    405   405      405   405      405     405     405      405
assess_return[submitted]             POST   in      in     judge 404      404   judge    judge   404     404      404
assess_reopen[approved]              GET    405     405    405   405      405   405      405     405     405      405
assess_reopen[approved]              POST   in      in     404   404      404   judge    judge   404     404      404
focal_points                         GET    in      in     404   404      404   404      200     404     404      404
focal_points                         POST   in      in     404   404      404   404      focal   404     404      404
period_new                           GET    in      in     404   404      404   404      200     404     404      404
period_new                           POST   in      in     404   404      404   404      period  404     404      404
period                               GET    in      in     200   200      200   200      200     200     404      404
period                               POST   405     405    405   405      405   405      405     405     405      405
period[unknown]                      GET    in      in     404   404      404   404      404     404     404      404
period_edit                          GET    in      in     404   404      404   404      200     404     404      404
period_edit                          POST   in      in     404   404      404   404      period  404     404      404
period_unlock                        GET    in      in     404   404      404   404      200     404     404      404
period_unlock                        POST   in      in     404   404      404   404      period  404     404      404
period_close                         GET    in      in     404   404      404   404      200     404     404      404
period_close                         POST   in      in     404   404      404   404      period  404     404      404
period_end_unlock                    GET    405     405    405   405      405   405      405     405     405      405
period_end_unlock                    POST   in      in     404   404      404   404      period  404     404      404
period_remind                        GET    405     405    405   405      405   405      405     405     405      405
period_remind                        POST   in      in     404   404      404   404      period  404     404      404
"""

FORMS: dict[str, Form] = {
    "assess": {"finding": "met", "narrative": "It was done.", "read": "0"},
    "assess_return": {"reason": "Say what it rests on."},
    "assess_reopen": {"reason": "A figure was corrected."},
    "focal_points": {"add-O1": ""},
    "period_edit": {"label": "Third quarter, and after"},
    "period_unlock": {"last_day": "2999-12-31", "reason": "The road was cut."},
    "period_new": {"label": "Next", "code": "next", "starts_on": "2027-01-01", "ends_on": "2027-03-31"},
}


def arguments(row: Row, site: Site) -> list[object]:
    slug, code = site.framework.slug, site.period.code
    if row.name.startswith("assess"):
        assessed = {"approved": "O1", "submitted": "R2", "unknown": "O99"}.get(row.which, "R1")
        return [slug, assessed, code]
    if row.name in ("focal_points", "period_new"):
        return [slug]
    if row.name == "period_end_unlock":
        return [slug, code, site.unlock.pk]
    return [slug, "no-such" if row.which == "unknown" else code]
