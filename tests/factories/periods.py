"""Reporting periods, what opens them again, and who is reminded of them."""

import datetime
import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from iomtrack.accounts.enums import Role
from objectives import enums, models
from tests.factories.frameworks import FrameworkFactory
from tests.factories.people import UserFactory


class PeriodFactory(DjangoModelFactory):
    """The third quarter of 2026, open. Use `closed=True` for a closed one."""

    class Meta:
        model = models.Period

    class Params:
        closed = factory.Trait(
            status=enums.PeriodStatus.CLOSED,
            closed_at=factory.LazyFunction(timezone.now),
            closed_by=factory.SubFactory(UserFactory, role=Role.ADMINISTRATOR),
        )

    framework = factory.SubFactory(FrameworkFactory)
    code = "2026-Q3"
    label = "Third quarter of 2026"
    starts_on = datetime.date(2026, 7, 1)
    ends_on = datetime.date(2026, 9, 30)


class PeriodUnlockFactory(DjangoModelFactory):
    """An unlock for every office, in force for a week."""

    class Meta:
        model = models.PeriodUnlock

    period = factory.SubFactory(PeriodFactory)
    reason = "The road to the post was cut."
    expires_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=7))
    by = factory.SubFactory(UserFactory, role=Role.ADMINISTRATOR)


class ReminderFactory(DjangoModelFactory):
    class Meta:
        model = models.Reminder

    period = factory.SubFactory(PeriodFactory)
    user = factory.SubFactory(UserFactory)
    email = factory.SelfAttribute("user.email")
    message_id = factory.LazyFunction(lambda: f"<{uuid.uuid4()}@example.org>")
    errands = factory.LazyFunction(lambda: [{"kind": "assess", "element": "O1", "number": 0}])
    asked_by = factory.SubFactory(UserFactory, role=Role.ADMINISTRATOR)
