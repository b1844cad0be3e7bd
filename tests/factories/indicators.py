"""Indicators: what is measured, what is aimed at, and by what figures are broken down."""

import datetime

import factory
from factory.django import DjangoModelFactory

from iomtrack.accounts.enums import Role
from objectives import enums, models
from tests.factories.frameworks import ElementFactory
from tests.factories.people import UserFactory


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = models.Indicator

    element = factory.SubFactory(ElementFactory)
    code = factory.Sequence(lambda number: f"I{number}")
    position = factory.Sequence(int)
    title = "Persons assisted"
    unit = "persons"
    aggregation = enums.Aggregation.SUM


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = models.Target

    indicator = factory.SubFactory(IndicatorFactory)
    due_on = datetime.date(2026, 9, 30)
    value = 100
    set_on = datetime.date(2026, 1, 1)
    set_by = factory.SubFactory(UserFactory, role=Role.ADMINISTRATOR)


class DimensionFactory(DjangoModelFactory):
    class Meta:
        model = models.Dimension

    code = factory.Sequence(lambda n: f"dimension-{n}")
    name = "Sex"


class CategoryFactory(DjangoModelFactory):
    class Meta:
        model = models.Category

    dimension = factory.SubFactory(DimensionFactory)
    code = factory.Sequence(lambda n: f"category-{n}")
    label = factory.Sequence(lambda n: f"Category {n}")
