"""`manage.py remove_second_factor EMAIL`: for when no administrator is left who could do it on the page."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from iomtrack.accounts.system import system_account
from objectives.actions.accounts import remove_second_factor


class Command(BaseCommand):
    """Takes a person's second factors and recovery codes away, and leaves the event under the system's own name."""

    help = "Take a person's second factor away, who has lost it. Their sessions end."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address that the person signs in by")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"No account has the address {email}.")
        try:
            remove_second_factor(user=user, by=system_account())
        except ActionError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{user.name} has no second factor now.")
