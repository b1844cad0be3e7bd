"""The home page, and what everyone has of their own: entries, notices, a language, tokens."""

from iomtrack.accounts.models import User
from objectives.actions.tokens import make as make_token
from tests.permissions.rows import Form, Row
from tests.site import Site

TABLE = """
page                                 method visitor closed staff outsider focal reviewer admin   auditor delegate other

healthz                              GET    200     200    200   200      200   200      200     200     200      200
healthz                              POST   405     405    405   405      405   405      405     405     405      405
home                                 GET    in      in     200   200      200   200      200     200     portal   portal
home                                 POST   405     405    405   405      405   405      405     405     405      405
own_entries                          GET    in      in     200   200      200   200      200     404     404      404
own_entries                          POST   405     405    405   405      405   405      405     405     405      405
notice_settings                      GET    in      in     200   200      200   200      200     404     404      404
notice_settings                      POST   in      in     mail  mail     mail  mail     mail    404     404      404
choose_language                      GET    405     405    405   405      405   405      405     405     405      405
choose_language                      POST   mine   mine   mine  mine     mine  mine     mine    mine    mine     mine
token_list                           GET    in      in     200   200      200   200      200     200     200      200
token_list                           POST   in      in     200   200      200   200      200     200     200      200
token_end                            GET    405     405    405   405      405   405      405     405     405      405
token_end                            POST   in      in     token 404      404   404      404     404     404      404
"""

FORMS: dict[str, Form] = {
    "notice_settings": {
        "returned": "daily",
        "review": "never",
        "accepted": "daily",
        "remark": "at_once",
        "shared": "daily",
    },
    "choose_language": {"language": "fr", "next": "/accounts/security/"},
    "token_list": {"name": "Figures", "scope": "read", "days": "30"},
}


def arguments(row: Row, _site: Site) -> list[object]:
    """A token of those who logged the entries."""
    if row.name != "token_end":
        return []
    staff = User.objects.get(email="recorder@example.org")
    token, _secret = make_token(name="Figures", scope="read", days=30, by=staff)
    return [token.pk]
