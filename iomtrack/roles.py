"""The page of roles: what each may do, as the code has it (objectives/permissions.py, reports/permissions.py)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.enums import Role
from iomtrack.accounts.second_factor import REQUIRED_OF
from objectives import permissions as record
from reports import permissions as reporting


@dataclass(frozen=True)
class Ability:
    """A capability in words, and for each role whether it has it."""

    words: str
    cells: tuple[tuple[Role, bool], ...]


@dataclass(frozen=True)
class Part:
    """The capabilities of one half of the house."""

    title: str
    abilities: tuple[Ability, ...]


@require_safe
@open_to(lambda user: record.may(user, record.Capability.VIEW_PEOPLE))
def roles(request: UserRequest) -> HttpResponse:
    """Every capability by every role."""
    required_of = get_text_list([str(role.label) for role in Role if role in REQUIRED_OF], _("and"))
    context = {"roles": list(Role), "parts": parts(), "required_of": required_of}
    return render(request, "roles.html", context)


def parts() -> list[Part]:
    """Both apps' tables of capabilities, as the page shows them."""
    return [
        Part(_("What we know: frameworks, evidence, assessments, people"), abilities(record.CAPABILITIES.items())),
        Part(_("What we say: editions and reports"), abilities(reporting.CAPABILITIES.items())),
    ]


def abilities(table: Iterable[tuple[TextChoices, Collection[Role]]]) -> tuple[Ability, ...]:
    """A line for each capability of a table of who holds it, in its order."""
    return tuple(
        Ability(str(capability.label), tuple((role, role in holders) for role in Role)) for capability, holders in table
    )
