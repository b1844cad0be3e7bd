"""`manage.py load_states [FILE]`: every country and area of ISO 3166-1; with a file, also their standing."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions.record import STATES_FILES, service_account
from objectives.actions.standings import load_standings
from objectives.exchange.states import plan
from objectives.exchange.states_file import StatesRefused, text_of
from objectives.models import State
from objectives.permissions import Capability, may


def names_by_iso() -> dict[str, str]:
    """The English short name of each ISO 3166-1 code, as CLDR has it, or else as the standard does."""
    territories = Locale("en").territories
    return {country.alpha_2: territories.get(country.alpha_2, country.name) for country in pycountry.countries}


class Command(BaseCommand):
    """Adds what is missing and corrects names. A standing or language changes only by a file that says so."""

    help = (
        "Load the list of States (ISO 3166-1, names from CLDR) and, with FILE, when each was a member or an observer "
        "(docs/reference/states-file.md). The file is checked whole, and loaded all or nothing. It can be run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
        parser.add_argument("--by", metavar="EMAIL", help="the administrator who answers for the file")

    @transaction.atomic
    def handle(self, *args: Any, file: Path | None, by: str | None, **options: Any) -> None:
        self.stdout.write(load_names())
        if file is not None:
            self.stdout.write(load_file(file, by=administrator(by) if by else service_account(STATES_FILES)))


def load_names() -> str:
    """Bring the list up to the standard, and say in a line what changed."""
    names = names_by_iso()
    known = {state.iso: state for state in State.objects.all()}
    missing = [State(iso=iso, name=name) for iso, name in names.items() if iso not in known]
    renamed = [state for iso, state in known.items() if names.get(iso, state.name) != state.name]
    for state in renamed:
        state.name = names[state.iso]
    State.objects.bulk_create(missing)
    State.objects.bulk_update(renamed, ["name"])
    return f"{len(missing)} States added, {len(renamed)} renamed, {len(names)} in all."


def load_file(file: Path, *, by: User) -> str:
    """Load a file, and say in a line how many States it changed. Raises CommandError, a line for each problem."""
    try:
        histories = plan(text_of(file.read_bytes()))
        load_standings(histories=histories, by=by)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror or error}") from None
    except StatesRefused as refused:
        raise CommandError("\n".join(f"{file}: {problem}" for problem in refused.problems)) from None
    except ActionError as error:
        raise CommandError(f"{file}: {error}") from None
    if not histories:
        return _("%(file)s: nothing to change") % {"file": file}
    changed = ngettext("%(n)s State changed", "%(n)s States changed", len(histories)) % {"n": len(histories)}
    return f"{file}: {changed}"


def administrator(email: str) -> User:
    """The account of an address, if it may keep the list. Raises CommandError where it may not."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None or not may(user, Capability.MANAGE_PEOPLE):
        raise CommandError(_("%(email)s is not an administrator's address.") % {"email": email})
    return user
