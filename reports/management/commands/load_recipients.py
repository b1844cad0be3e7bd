"""`manage.py load_recipients`: reports go to the development delegate, so that mail can be seen under var/mail."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from iomtrack.accounts.development import DELEGATE
from objectives.models import Delegation
from reports.models import Recipient


class Command(BaseCommand):
    """Lists the delegate's address for their State, unless it is listed already."""

    help = "List the development delegate as a recipient of reports. Refused under production settings."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("This is for the accounts of a development installation only.")
        delegation = Delegation.objects.select_related("user", "state").filter(user__email=DELEGATE.email).first()
        if delegation is None:
            raise CommandError(f"{DELEGATE.email} speaks for no State: run `manage.py load_people` first.")
        _recipient, made = Recipient.objects.get_or_create(
            state=delegation.state,
            email=delegation.user.email,
            defaults={"name": delegation.user.name, "user": delegation.user, "language": delegation.user.language},
        )
        self.stdout.write("One recipient listed." if made else "The recipient was listed already.")
