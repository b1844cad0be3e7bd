"""Programmes and their parts."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from objectives import enums, models
from tests.factories.people import UserFactory
from tests.factories.places import StateFactory


class ProgrammeFactory(DjangoModelFactory):
    """An active one. `proposed=True` or `retired=True` makes another."""

    class Meta:
        model = models.Programme
        django_get_or_create = ("code",)

    class Params:
        proposed = factory.Trait(
            status=enums.ProgrammeStatus.PROPOSED,
            proposed_by=factory.SubFactory(UserFactory),
            proposed_at=factory.LazyFunction(timezone.now),
        )
        retired = factory.Trait(
            status=enums.ProgrammeStatus.RETIRED, retired_on=datetime.date(2020, 1, 1), retired_reason="It is over."
        )

    code = factory.Sequence(lambda number: f"PR-{number}")
    title = factory.Sequence(lambda number: f"Programme {number}")


class ProgrammeWordsFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgrammeWords

    programme = factory.SubFactory(ProgrammeFactory)


class ProgrammeDonorFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgrammeDonor

    programme = factory.SubFactory(ProgrammeFactory)
    position = factory.LazyAttribute(lambda donor: donor.programme.donors.count())
    name = factory.Sequence(lambda number: f"Donor {number}")


class ProgrammeBudgetFactory(DjangoModelFactory):
    """The original of 2026: USD 100."""

    class Meta:
        model = models.ProgrammeBudget

    programme = factory.SubFactory(ProgrammeFactory)
    amount = 100
    currency = "USD"
    starts_on = datetime.date(2026, 1, 1)
    ends_on = datetime.date(2026, 12, 31)


class ProgrammeDocumentFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgrammeDocument

    programme = factory.SubFactory(ProgrammeFactory)
    position = factory.LazyAttribute(lambda document: document.programme.documents.count())
    url = factory.Sequence(lambda number: f"https://example.org/{number}.pdf")
    title = "Programme document"
    categories = "A02"


class ProgrammeCountryFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgrammeCountry

    programme = factory.SubFactory(ProgrammeFactory)
    state = factory.SubFactory(StateFactory)
