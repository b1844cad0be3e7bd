"""Frameworks, their elements and vocabularies."""

import datetime

import factory
from factory.django import DjangoModelFactory

from iomtrack.accounts.enums import Role
from objectives import enums, models
from tests.factories.people import UserFactory

RIVERS = b"""
format: framework/1
symbol: WRC/2030
title: Rivers for All
issued_on: 2025-12-01
elements:
  - {code: "1", kind: outcome, label: Clean rivers, wording: rivers are clean, paragraph: "4"}
"""


class FrameworkFactory(DjangoModelFactory):
    class Meta:
        model = models.Framework

    symbol = factory.Sequence(lambda number: f"MC/TEST/{number}")
    slug = factory.Sequence(lambda number: f"mc-test-{number}")
    title = "A strategy for the suite"
    status = enums.FrameworkStatus.IN_FORCE
    issued_on = datetime.date(2004, 11, 4)


class ElementFactory(DjangoModelFactory):
    class Meta:
        model = models.Element

    framework = factory.SubFactory(FrameworkFactory)
    kind = enums.ElementKind.OBJECTIVE
    position = factory.LazyAttribute(lambda element: models.Element.objects.filter(framework=element.framework).count())
    code = factory.LazyAttribute(lambda element: f"O{element.position + 1}")
    label = factory.LazyAttribute(lambda element: f"Objective {element.code}")
    wording = factory.LazyAttribute(lambda element: f"to do what {element.code} asks for;")
    source_symbol = factory.LazyAttribute(lambda element: element.framework.symbol)
    source_paragraph = "28"


class LineageFactory(DjangoModelFactory):
    class Meta:
        model = models.Lineage

    descendant = factory.SubFactory(ElementFactory)
    ancestor = factory.SubFactory(ElementFactory)
    kind = enums.LineageKind.RETAINED


class FocalPointFactory(DjangoModelFactory):
    class Meta:
        model = models.FocalPoint

    element = factory.SubFactory(ElementFactory)
    user = factory.SubFactory(UserFactory)


class FrameworkUploadFactory(DjangoModelFactory):
    """A sound file, checked and waiting."""

    class Meta:
        model = models.FrameworkUpload

    name = "rivers.yaml"
    content = RIVERS
    by = factory.SubFactory(UserFactory, role=Role.ADMINISTRATOR)


class AmendmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Amendment

    element = factory.SubFactory(ElementFactory)
    number = 1
    language = "en"
    effective_on = datetime.date(2026, 7, 1)
    before = "to help"
    after = "to help more"
    reason = "The Council decided so."
    by = factory.SubFactory(UserFactory)


class VocabularyFactory(DjangoModelFactory):
    class Meta:
        model = models.Vocabulary

    framework = factory.SubFactory(FrameworkFactory)
    code = factory.Sequence(lambda n: f"vocabulary-{n}")
    position = factory.Sequence(int)
    name = "Service areas"


class TermFactory(DjangoModelFactory):
    class Meta:
        model = models.Term

    vocabulary = factory.SubFactory(VocabularyFactory)
    code = factory.Sequence(lambda n: f"term-{n}")
    position = factory.Sequence(int)
    label = factory.Sequence(lambda n: f"Term {n}")
