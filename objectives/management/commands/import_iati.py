"""`manage.py import_iati FILE`: programmes from an organization's IATI activity file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from iomtrack.accounts.models import User
from objectives.actions.record import ServiceAccount, service_account
from objectives.exchange.iati.reading import Outcome, import_programmes
from objectives.exchange.iati.report import FileRefused
from objectives.permissions import Capability, may

IATI_FILES = ServiceAccount("iati@iomtrack.invalid", "IATI files")


class Command(BaseCommand):
    """The file is read an activity at a time, whatever its size."""

    help = (
        "Bring programmes up to an IATI 2.01 to 2.03 activity file (docs/reference/iati.md). It is checked whole, and "
        "loaded all or nothing; the same file twice changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--by", metavar="EMAIL", help="the administrator who answers for the file")
        parser.add_argument("--dry-run", action="store_true", help="tell what it would do, and write nothing")

    def handle(self, *args: Any, file: Path, by: str | None, dry_run: bool, **options: Any) -> None:
        person = administrator(by) if by else service_account(IATI_FILES)
        try:
            with file.open("rb") as opened:
                outcome = import_programmes(opened, by=person, dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror or error}") from None
        except FileRefused as refused:
            raise CommandError(f"{file}: {refused.problem}") from None
        if not outcome.is_sound:
            raise CommandError("\n".join(f"{file}: {problem}" for problem in outcome.report.problems))
        self.tell(outcome, dry_run=dry_run)

    def tell(self, outcome: Outcome, *, dry_run: bool) -> None:
        """What was done, or would be, and what of the file was used and passed over."""
        for kind in outcome.report.in_order():
            lines = ", ".join(str(line) for line in kind.lines)
            note = f": {kind.note}" if kind.note else ""
            self.stdout.write(f"{kind.element} × {kind.number} {kind.fate}{note} (line {lines})")
        head = _("Nothing was written. It would be: ") if dry_run else ""
        self.stdout.write(
            head
            + _("%(added)s added, %(changed)s changed, %(unchanged)s as before, %(retired)s retired.")
            % {
                "added": len(outcome.added),
                "changed": len(outcome.changed),
                "unchanged": len(outcome.unchanged),
                "retired": len(outcome.retired),
            }
        )


def administrator(email: str) -> User:
    """The account of an address, if it may keep programmes. Raises CommandError where it may not."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None or not may(user, Capability.MANAGE_PROGRAMMES):
        raise CommandError(_("%(email)s is not an administrator's address.") % {"email": email})
    return user
