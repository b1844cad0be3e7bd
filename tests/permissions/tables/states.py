"""States, their standing, and who receives reports for them."""

from iomtrack.accounts.models import User
from objectives.models import StateStanding
from tests.permissions.rows import Form, Row
from tests.site import Site

TABLE = """
page                                 method visitor closed staff outsider focal reviewer admin   auditor delegate other

state_list                           GET    in      in     200   200      200   200      200     200     404      404
state_list                           POST   405     405    405   405      405   405      405     405     405      405
states_file                          GET    in      in     404   404      404   404      200     404     404      404
states_file                          POST   in      in     404   404      404   404      422     404     404      404
state                                GET    in      in     200   200      200   200      200     200     404      404
state[unknown]                       GET    in      in     404   404      404   404      404     404     404      404
state                                POST   405     405    405   405      405   405      405     405     405      405
standing_new                         GET    in      in     404   404      404   404      200     404     404      404
standing_new                         POST   in      in     404   404      404   404      state   404     404      404
standing                             GET    in      in     404   404      404   404      200     404     404      404
standing[unknown]                    GET    in      in     404   404      404   404      404     404     404      404
standing                             POST   in      in     404   404      404   404      state   404     404      404
state_language                       GET    in      in     404   404      404   404      200     404     404      404
state_language                       POST   in      in     404   404      404   404      state   404     404      404
contact_list                         GET    in      in     404   404      404   404      200     404     404      404
contact_list                         POST   in      in     404   404      404   404      state   404     404      404
contact                              GET    in      in     404   404      404   404      200     404     404      404
contact                              POST   in      in     404   404      404   404      state   404     404      404
contact_active                       GET    405     405    405   405      405   405      405     405     405      405
contact_active                       POST   in      in     404   404      404   404      state   404     404      404
contact_delegate                     GET    405     405    405   405      405   405      405     405     405      405
contact_delegate                     POST   in      in     404   404      404   404      state   404     404      404
"""

FORMS: dict[str, Form] = {
    "standing_new": {"standing": "observer", "since": "2020-01-01"},
    "standing": {"standing": "observer", "since": "1990-01-01", "reason": "The instrument says so."},
    "state_language": {"language": "fr"},
    "contact_list": {"name": "Mission", "email": "second@ke.example.org"},
    "contact": {"name": "Mission", "email": "first@ke.example.org"},
}


def arguments(row: Row, site: Site) -> list[object]:
    unknown = row.which == "unknown"
    if row.name in ("state_list", "states_file"):
        return []
    if row.name == "standing":
        return ["KE", 0 if unknown else StateStanding.objects.get(state__iso="KE").pk]
    if row.name in ("contact", "contact_active"):
        return ["KE", site.contact.pk]
    if row.name == "contact_delegate":
        return ["KE", User.objects.get(email="delegate@example.org").pk]
    return ["XX" if unknown else "KE"]
