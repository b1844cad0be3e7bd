"""What a row's page answers, in the words of the tables."""

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.permissions.addresses import address, form_of
from tests.permissions.rows import Row
from tests.site import Site

SHOWN_NEXT = {
    "in": "/accounts/sign-in/?next=",
    "login": "/accounts/sign-in/",
    "home": "/",
    "portal": "/portal/",
    "entry": "/evidence/EV-",
    "kept": "/evidence/filters/",
    "list": "/evidence/",
    "review": "/review/",
    "files": "/files/",
    "gone": "/exports/",
    "iati": "/iati/programmes/",
    "mail": "/notices/",
    "element": "/frameworks/",
    "office": "/offices/",
    "work": "/programmes/",
    "plan": "/frameworks/mc-inf-274/",
    "tree": "/frameworks/",
    "judge": "/frameworks/mc-inf-274/elements/",
    "focal": "/frameworks/mc-inf-274/focal-points/",
    "measure": "/frameworks/mc-inf-274/indicators/O1/O1.",
    "parts": "/dimensions/",
    "period": "/frameworks/mc-inf-274/periods/",
    "words": "/frameworks/mc-inf-274/vocabularies/",
    "edition": "/editions/",
    "kinds": "/editions/kinds/",
    "person": "/people/",
    "again": "/accounts/confirm/",
    "mine": "/accounts/security/",
    "checked": "/frameworks/load/",
    "loaded": "/frameworks/wrc-2030/",
    "import": "/imports/",
    "state": "/states/KE/",
    "token": "/accounts/tokens/",
}


def answer(client: Client, row: Row, site: Site) -> HttpResponse:
    """What the row's page answers; whatever it wrote is undone."""
    with transaction.atomic():
        response = send(client, row, address(row, site), site)
        list(response)  # a file is read to its end, which closes it
        transaction.set_rollback(True)
    return response


def send(client: Client, row: Row, url: str, site: Site) -> HttpResponse:
    return client.post(url, form_of(row, site)) if row.method == "POST" else client.get(url)


def outcome(response: HttpResponse, expected: str) -> str:
    """What happened, in the table's words: the expected one where it fits, else what came."""
    where = response.headers.get("Location")
    if where is None:
        return str(response.status_code)
    return expected if where.startswith(SHOWN_NEXT.get(expected, "no")) else where
