"""The counters that triggers keep."""

import factory
from factory.django import DjangoModelFactory

from objectives import models
from tests.factories.frameworks import ElementFactory
from tests.factories.indicators import IndicatorFactory
from tests.factories.periods import PeriodFactory


class ElementTallyFactory(DjangoModelFactory):
    class Meta:
        model = models.ElementTally

    period = factory.SubFactory(PeriodFactory)
    element = factory.SubFactory(ElementFactory, framework=factory.SelfAttribute("..period.framework"))


class IndicatorTallyFactory(DjangoModelFactory):
    class Meta:
        model = models.IndicatorTally

    period = factory.SubFactory(PeriodFactory)
    indicator = factory.SubFactory(IndicatorFactory, element__framework=factory.SelfAttribute("...period.framework"))
