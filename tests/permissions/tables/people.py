"""People, what each role may do, and the audit trail."""

from iomtrack.accounts.models import User
from tests.permissions.rows import Form, Row
from tests.site import Site

TABLE = """
page                                 method visitor closed staff outsider focal reviewer admin   auditor delegate other

audit_list                           GET    in      in     404   404      404   404      200     200     404      404
audit_list                           POST   405     405    405   405      405   405      405     405     405      405
audit                                GET    in      in     404   404      404   404      200     200     404      404
audit[unknown]                       GET    in      in     404   404      404   404      404     404     404      404
audit                                POST   405     405    405   405      405   405      405     405     405      405
audit_export                         GET    405     405    405   405      405   405      405     405     405      405
audit_export                         POST   in      in     404   404      404   404      200     200     404      404
audit_export[unknown]                POST   in      in     404   404      404   404      404     404     404      404
people                               GET    in      in     404   404      404   404      200     200     404      404
people                               POST   405     405    405   405      405   405      405     405     405      405
person_invite                        GET    in      in     404   404      404   404      200     404     404      404
person_invite                        POST   in      in     404   404      404   404      person  404     404      404
person                               GET    in      in     404   404      404   404      200     200     404      404
person                               POST   405     405    405   405      405   405      405     405     405      405
person[unknown]                      GET    in      in     404   404      404   404      404     404     404      404
person_change                        GET    in      in     404   404      404   404      200     404     404      404
person_change                        POST   in      in     404   404      404   404      person  404     404      404
person_invite_again                  GET    405     405    405   405      405   405      405     405     405      405
person_invite_again                  POST   in      in     404   404      404   404      person  404     404      404
person_deactivate                    GET    405     405    405   405      405   405      405     405     405      405
person_deactivate                    POST   in      in     404   404      404   404      person  404     404      404
person_reactivate                    GET    405     405    405   405      405   405      405     405     405      405
person_reactivate                    POST   in      in     404   404      404   404      person  404     404      404
person_second_factor                 GET    405     405    405   405      405   405      405     405     405      405
person_second_factor                 POST   in      in     404   404      404   404      person  404     404      404
roles                                GET    in      in     404   404      404   404      200     200     404      404
roles                                POST   405     405    405   405      405   405      405     405     405      405
"""

FORMS: dict[str, Form] = {
    "person_invite": {"email": "new@example.org", "name": "New", "role": "auditor", "language": "en"},
    "person_change": {"email": "outsider@example.org", "name": "Out", "role": "auditor", "language": "en"},
    "person_deactivate": {"reason": "Left the organization."},
}


def arguments(row: Row, site: Site) -> list[object]:
    unknown = row.which == "unknown"
    if row.name == "audit":
        return [0 if unknown else site.event.pk]
    if row.name == "audit_export":
        return ["xml" if unknown else "csv"]
    if row.name in ("audit_list", "people", "person_invite", "roles"):
        return []
    return [0 if unknown else User.objects.get(email="outsider@example.org").pk]
