"""Kinds of reports, their editions, and to whom they go."""

import uuid

import factory
from factory.django import DjangoModelFactory

from reports import enums as report_enums
from reports import models as report_models
from tests.factories.frameworks import FrameworkFactory
from tests.factories.periods import PeriodFactory
from tests.factories.places import StateFactory


class DefinitionFactory(DjangoModelFactory):
    class Meta:
        model = report_models.Definition

    code = factory.Sequence(lambda number: f"assessment-{number}")
    framework = factory.SubFactory(FrameworkFactory)
    title = "Assessment of the strategy"
    symbol = "MC/TEST/{period}"
    sections = factory.LazyFunction(lambda: list(report_enums.STANDARD))
    languages = factory.LazyFunction(lambda: ["en"])


class EditionFactory(DjangoModelFactory):
    """A due edition of a closed period. The pipeline's own actions take it further."""

    class Meta:
        model = report_models.Edition

    definition = factory.SubFactory(DefinitionFactory)
    period = factory.SubFactory(PeriodFactory, closed=True, framework=factory.SelfAttribute("..definition.framework"))


class RenditionFactory(DjangoModelFactory):
    class Meta:
        model = report_models.Rendition

    edition = factory.SubFactory(EditionFactory)
    language = "en"


class RecipientFactory(DjangoModelFactory):
    class Meta:
        model = report_models.Recipient

    state = factory.SubFactory(StateFactory)
    name = factory.Sequence(lambda number: f"Recipient {number}")
    email = factory.Sequence(lambda number: f"recipient-{number}@example.org")


class DeliveryFactory(DjangoModelFactory):
    class Meta:
        model = report_models.Delivery

    rendition = factory.SubFactory(RenditionFactory)
    recipient = factory.SubFactory(RecipientFactory)
    email = factory.SelfAttribute("recipient.email")
    message_id = factory.LazyFunction(lambda: f"<{uuid.uuid4()}@example.org>")
