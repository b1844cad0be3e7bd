"""Seals of the audit trail."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from objectives import models


class AuditSealFactory(DjangoModelFactory):
    """A seal of no event. Its digest is none."""

    class Meta:
        model = models.AuditSeal

    day = factory.Sequence(lambda number: datetime.date(2000, 1, 1) + datetime.timedelta(days=number))
    first_id = 1
    last_id = 0
    number = 0
    previous_digest = factory.Sequence(lambda number: f"{number:064x}")
    digest = factory.Sequence(lambda number: f"{number + 1:064x}")
    made_at = factory.LazyFunction(timezone.now)


class AuditSealPartFactory(DjangoModelFactory):
    class Meta:
        model = models.AuditSealPart

    seal = factory.SubFactory(AuditSealFactory)
    position = 0
    marks = b""
