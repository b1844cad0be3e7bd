"""`manage.py sign_off_sample`: sign off the older quarters of the sample year, so that the portal shows something."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from iomtrack.accounts.development import ADMINISTRATOR
from iomtrack.accounts.models import User
from reports.actions.composing import compose
from reports.actions.editions import create_due_editions, sign_off
from reports.enums import EditionState
from reports.models import Edition


class Command(BaseCommand):
    """Composes what is due, and signs off every sample edition but the newest, which is left to try it on."""

    help = "Sign off the editions of the sample's older quarters. Refused under production settings."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("This is for the sample of a development installation only.")
        administrator = User.objects.filter(email=ADMINISTRATOR.email).first()
        if administrator is None:
            raise CommandError(f"There is no account {ADMINISTRATOR.email}: run `manage.py load_accounts` first.")
        create_due_editions(now=timezone.now(), by=administrator)
        sample = Edition.objects.filter(period__is_sample=True, revision=0).order_by("period__ends_on")
        older = list(sample)[:-1]
        for edition in older:
            compose(pk=edition.pk)
        waiting = Edition.objects.filter(pk__in=[one.pk for one in older], state=EditionState.AWAITING_SIGN_OFF)
        for edition in waiting:
            sign_off(edition=edition, by=administrator)
        self.stdout.write(f"Sample editions signed off: {len(waiting)}.")
