"""`manage.py load_accounts`: one account for each role, in development only."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from iomtrack.accounts.development import ACCOUNTS, PASSWORD
from iomtrack.accounts.models import User


class Command(BaseCommand):
    """Makes the accounts that are missing; one that stands keeps its password and role."""

    help = "Make one account for each role. Refused under production settings."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("These accounts have a known password: they are for development only.")
        known = set(User.objects.values_list("email", flat=True))
        missing = [account for account in ACCOUNTS if account.email not in known]
        with transaction.atomic():
            for account in missing:
                User.objects.create_user(account.email, PASSWORD, name=account.name, role=account.role)
        self.stdout.write(f"{len(missing)} accounts made, {len(ACCOUNTS) - len(missing)} stood already.")
