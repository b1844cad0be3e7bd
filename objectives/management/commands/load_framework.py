"""`manage.py load_framework FILE…`: put frameworks in the database, again and again without harm."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from iomtrack.accounts.models import User
from objectives.actions.framework import Changes
from objectives.exchange.framework_words import sentence
from objectives.exchange.frameworks import LeftAlone, load_frameworks, load_new_frameworks
from objectives.exchange.located import FilesRefused
from objectives.permissions import Capability, may


class Command(BaseCommand):
    help = "Load framework files (docs/reference/framework-file.md). All are checked first, and saved all or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument(
            "--only-new", action="store_true", help="leave frameworks alone that are there already, as set-up does"
        )
        parser.add_argument("--by", metavar="EMAIL", help="the administrator who answers for the load")

    def handle(self, *args: Any, **options: Any) -> None:
        by = administrator(options["by"]) if options["by"] else None
        try:
            changes, left = load(options["files"], only_new=options["only_new"], by=by)
        except FilesRefused as refused:
            raise CommandError("\n\n".join(filter(None, (str(refused), refused.advice)))) from None
        for change in changes:
            self.stdout.write(sentence(change))
        for one in left:
            message = _("%(symbol)s is left as it stands; %(file)s says something else.")
            self.stderr.write(message % vars(one), style_func=str)


def load(files: list[str], *, only_new: bool, by: User | None) -> tuple[list[Changes], list[LeftAlone]]:
    """Load all of the files, or those of new frameworks only. Raises FilesRefused."""
    return load_new_frameworks(files, by=by) if only_new else (load_frameworks(files, by=by), [])


def administrator(email: str) -> User:
    """The account of an address, if it may load frameworks. Raises CommandError where it may not."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None or not may(user, Capability.MANAGE_FRAMEWORKS):
        raise CommandError(_("%(email)s is not an administrator's address.") % {"email": email})
    return user
