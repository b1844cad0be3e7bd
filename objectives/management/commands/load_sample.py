"""`manage.py load_sample`: an invented year under MC/INF/274, marked as sample wherever it shows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from iomtrack.accounts.development import ADMINISTRATOR, REVIEWER, STAFF
from iomtrack.accounts.errors import ActionError
from objectives.actions.ready_dimensions import READY_MADE
from objectives.management.commands.load_people import person
from objectives.models import Dimension, Framework, State
from objectives.queries.periods import site_has_sample
from objectives.sample.load import Cast, load

SYMBOL = "MC/INF/274"


class Command(BaseCommand):
    """Makes the sample year once; where one stands already, it is left as it is."""

    help = "Make a sample year under MC/INF/274: some 400 entries. Refused under production settings."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("Sample data does not belong in a served installation.")
        if site_has_sample():
            self.stdout.write("The sample year is there already.")
            return
        framework = Framework.objects.filter(symbol=SYMBOL).first()
        if framework is None or not State.objects.exists():
            raise CommandError("Load the framework and the States first: `manage.py load_framework`, `load_states`.")
        if Dimension.objects.filter(code__in=READY_MADE).count() < len(READY_MADE):
            raise CommandError("Load the ways to break figures down first: `manage.py load_dimensions`.")
        cast = Cast(person(STAFF.email), person(REVIEWER.email), person(ADMINISTRATOR.email))
        try:
            number = load(framework=framework, cast=cast, today=timezone.localdate())
        except ActionError as problem:
            raise CommandError(f"The sample year does not fit what is recorded: {problem}") from problem
        self.stdout.write(f"{number} sample entries made.")
