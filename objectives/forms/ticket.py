"""The ticket of a form: which form a window shows, and to whom, signed by the site.

It stands hidden in the form. Whoever sends it was given this very form by the site, so what was typed finds its way
back to that person after their session has ended, and to nobody else.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.http import QueryDict

from objectives.actions.form_drafts import LAST_TURN, Typing
from objectives.forms.evidence import EvidenceForm
from objectives.forms.sources import PARTS

SALT = "iomtrack.evidence-form"
LONGEST = 600
OF_THE_FORM = frozenset([*EvidenceForm.base_fields, *PARTS]) - {"token"}
NOT_TYPED = ("choose-",)


@dataclass(frozen=True)
class Ticket:
    """A window that shows a form: to whom, under which framework, for a new record (token) or one that there is; or the
    monthly figures of a programme, by its key."""

    person: int
    framework: int
    page: str
    token: str = ""
    reference: str = ""
    begun: tuple[int, int] | None = None
    programme: int | None = None

    @property
    def form(self) -> str:
        """What is the same for all windows of one form."""
        grid = f"{self.framework}-{self.programme}" if self.programme else ""
        return grid or self.reference or self.token

    def signed(self) -> str:
        """As it stands in the form."""
        return signing.dumps(asdict(self), salt=SALT)


def new_page() -> str:
    """A name for a window that nobody can guess."""
    return uuid4().hex


def read_ticket(text: str) -> Ticket | None:
    """The ticket that a form was sent with; None where the site did not sign it, or too long ago."""
    if not 0 < len(text) <= LONGEST:
        return None
    try:
        found = signing.loads(text, salt=SALT, max_age=settings.FORM_DRAFT_DAYS * 24 * 3600)
    except signing.BadSignature:
        return None
    begun = found.pop("begun")
    return Ticket(**found, begun=tuple(begun) if begun else None)


def typing_of(ticket: Ticket, data: QueryDict) -> Typing:
    """What stands in a window, by its ticket and what it sent."""
    return Typing(
        page=ticket.page,
        framework_id=ticket.framework,
        token=ticket.token,
        reference=ticket.reference,
        programme_id=ticket.programme,
        begun=ticket.begun,
        fields=typed_fields(data),
        seen=number(data.get("seen", ""), 10**9),
        turn=number(data.get("turn", ""), LAST_TURN),
    )


def typed_fields(data: QueryDict) -> dict[str, list[str]]:
    """The form's own fields, as typed: those declared, and those that it makes for elements, which have a hyphen."""
    return {
        name: values
        for name, values in data.lists()
        if name in OF_THE_FORM or ("-" in name and not name.startswith(NOT_TYPED))
    }


def as_data(fields: dict[str, list[str]]) -> QueryDict:
    """What was typed, as a form takes it."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, [*values])
    return data


def number(text: str, most: int) -> int:
    """A number that a window sent; 0 where it is none."""
    return min(int(text), most) if text.isascii() and text.isdecimal() and len(text) < 20 else 0  # noqa: PLR2004
