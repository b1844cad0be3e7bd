"""Where an attack can be aimed: every address of the table of permissions, as somebody who may open it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from iomtrack.accounts.models import User
from tests.permissions.addresses import ROWS, address, form_of
from tests.permissions.rows import Row
from tests.site import Site

REFUSED = {"in", "404", "405"}


@dataclass(frozen=True)
class Target:
    """An address with a method, what its form sends, and a person for whom it does something."""

    row: Row
    url: str
    person: User | None
    site: Site

    def __str__(self) -> str:
        return str(self.row)

    @property
    def form(self) -> dict[str, Any]:
        """What its form sends; a file in it is made anew each time."""
        return form_of(self.row, self.site)

    def send(self, client: Client, **more: Any) -> HttpResponseBase:
        """What it answers; whatever it wrote is undone, in the database and in the browser's cookies."""
        cookies = deepcopy(client.cookies)
        with transaction.atomic():
            if self.row.method == "POST":
                response = client.post(self.url, more.pop("data") if "data" in more else self.form, **more)
            else:
                response = client.get(self.url, **more)
            list(response)  # a file is read to its end, which closes it
            transaction.set_rollback(True)
        client.cookies = cookies
        return response


def targets(site: Site, people: dict[str, User | None]) -> list[Target]:
    """All rows of the table, each with the first person whom it does not refuse; the visitor where it refuses all."""
    return [Target(row, address(row, site), people[insider(row)], site) for row in ROWS]


def insider(row: Row) -> str:
    """The role for which a row's page does something."""
    allowed = [role for role, expected in row.expected.items() if expected not in REFUSED]
    return next((role for role in allowed if role not in ("visitor", "inactive")), (allowed or ["visitor"])[0])


def with_query(url: str, query: str) -> str:
    """An address with one more thing asked of it."""
    return f"{url}{'&' if '?' in url else '?'}{query}"
