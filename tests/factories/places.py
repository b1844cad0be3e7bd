"""Offices and States, and who stands for them."""

import datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from iomtrack.accounts.enums import Role
from objectives import enums, models
from tests.factories.people import UserFactory


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = models.Office
        django_get_or_create = ("code",)

    class Params:
        retired = factory.Trait(retired_on=datetime.date(2020, 1, 1), retired_reason="It was closed.")

    code = factory.Sequence(lambda number: f"OF{number}")
    name = factory.Sequence(lambda number: f"Office {number}")


class PostingFactory(DjangoModelFactory):
    class Meta:
        model = models.Posting

    user = factory.SubFactory(UserFactory)
    office = factory.SubFactory(OfficeFactory)


class StateFactory(DjangoModelFactory):
    """A Member State since 1951, or `standing="observer"` since then, or `standing="neither"`."""

    class Meta:
        model = models.State
        django_get_or_create = ("iso",)
        skip_postgeneration_save = True

    iso = factory.Sequence(lambda number: f"{chr(65 + number // 26 % 26)}{chr(65 + number % 26)}")
    name = factory.LazyAttribute(lambda state: f"State {state.iso}")

    @factory.post_generation
    def standing(self: models.State, create: bool, standing: str | None, **fields: Any) -> None:
        if standing != enums.Standing.NEITHER and not self.standings.exists():
            StateStandingFactory(state=self, **({"standing": standing} if standing else {}))


class StateStandingFactory(DjangoModelFactory):
    """A standing that lasts. Its State has no other."""

    class Meta:
        model = models.StateStanding

    state = factory.SubFactory(StateFactory, standing=enums.Standing.NEITHER)
    standing = enums.Standing.MEMBER
    since = datetime.date(1951, 12, 5)


class DelegationFactory(DjangoModelFactory):
    class Meta:
        model = models.Delegation

    user = factory.SubFactory(UserFactory, role=Role.DELEGATE)
    state = factory.SubFactory(StateFactory)
