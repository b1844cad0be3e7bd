"""How the tables of permissions are written, and read.

What is expected: a status; "in" for a way to sign in that comes back here; or the page that is shown next, by its word
in SHOWN_NEXT (answers.py). "staff" logged the entries that are named in brackets; "outsider" is of another office. The
delegate reads for Kenya, the other one for Colombia. "focal" is a focal point of another office. "closed" is an
administrator's open session after the account was closed. No single sign-on is set up, and nobody has a second factor
yet or has just confirmed who they are: "again" asks for that. What people are changed by is the outsider's page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from tests.site import Site

HEADING = "page method visitor closed staff outsider focal reviewer admin auditor delegate other"
Form = dict[str, object] | Callable[[Site], dict[str, object]]


@dataclass(frozen=True)
class Row:
    """One address with a method, and what each role gets."""

    page: str
    method: str
    expected: dict[str, str]

    @property
    def name(self) -> str:
        return self.page.partition("[")[0]

    @property
    def which(self) -> str:
        return self.page.partition("[")[2].rstrip("]")

    @property
    def shows_a_page(self) -> bool:
        return "200" in self.expected.values()

    def __str__(self) -> str:
        return f"{self.method} {self.page}"


class Table(Protocol):
    """The addresses of one subject: a module of tests/permissions/tables/."""

    TABLE: str  # who gets what: a row for each address and method
    FORMS: dict[str, Form]  # what is typed into the form of an address; what cannot be sent twice is made from the site

    def arguments(self, row: Row, site: Site, /) -> list[object]:
        """What stands in the address of a row's page."""
        ...


def parse(table: str) -> list[Row]:
    heading, *lines = [line.split() for line in table.splitlines() if line]
    if heading != HEADING.split():
        raise ValueError(f"The columns are {HEADING}, not {' '.join(heading)}.")
    return [Row(page, method, dict(zip(heading[2:], cells, strict=True))) for page, method, *cells in lines]
