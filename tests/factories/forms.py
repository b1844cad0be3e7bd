"""What people keep of forms: unfinished ones, open ones, and filters that are saved."""

import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from objectives import models
from tests.factories.evidence import EvidenceFactory
from tests.factories.frameworks import FrameworkFactory
from tests.factories.people import UserFactory


class FormDraftFactory(DjangoModelFactory):
    """What is typed into a form for a new record, or, with `evidence`, into that of one that there is."""

    class Meta:
        model = models.FormDraft

    person = factory.SubFactory(UserFactory)
    page = factory.Sequence(lambda number: f"{number:032x}")
    framework = factory.LazyAttribute(lambda draft: draft.evidence.framework if draft.evidence else FrameworkFactory())
    evidence = None
    token = factory.LazyAttribute(lambda draft: "" if draft.evidence else str(uuid.uuid4()))
    fields = factory.LazyFunction(lambda: {"title": ["Words that were typed"]})
    updated_at = factory.LazyFunction(timezone.now)


class OpenFormFactory(DjangoModelFactory):
    class Meta:
        model = models.OpenForm

    evidence = factory.SubFactory(EvidenceFactory)
    person = factory.SubFactory(UserFactory)
    at = factory.LazyFunction(timezone.now)


class SavedFilterFactory(DjangoModelFactory):
    class Meta:
        model = models.SavedFilter

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda number: f"Filter {number}")
    query = "status=draft"
