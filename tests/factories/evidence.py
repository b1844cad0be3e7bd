"""Evidence, and all that hangs on an entry."""

from typing import Any

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from iomtrack.accounts.enums import Role
from objectives import enums, models
from objectives.searching.index import index_records
from tests.factories.frameworks import ElementFactory, FrameworkFactory
from tests.factories.indicators import CategoryFactory, IndicatorFactory
from tests.factories.people import UserFactory
from tests.factories.periods import PeriodFactory
from tests.factories.places import OfficeFactory


class EvidenceFactory(DjangoModelFactory):
    """A complete draft. `submitted=True`, `returned=True` or `accepted=True` take it further; a period and an element
    contribution come with it, of the framework given."""

    class Meta:
        model = models.Evidence
        skip_postgeneration_save = True

    class Params:
        submitted = factory.Trait(
            status=enums.EvidenceStatus.SUBMITTED, submitted_at=factory.LazyFunction(timezone.now)
        )
        reviewed = factory.Trait(
            submitted_at=factory.LazyFunction(timezone.now),
            reviewer=factory.SubFactory(UserFactory, role=Role.REVIEWER),
            reviewed_at=factory.LazyFunction(timezone.now),
        )
        accepted = factory.Trait(status=enums.EvidenceStatus.ACCEPTED, reviewed=True)
        returned = factory.Trait(status=enums.EvidenceStatus.RETURNED, reviewed=True)

    @factory.post_generation
    def words(self: models.Evidence, create: bool, extracted: object, **fields: Any) -> None:
        """It is found by its words, as one that was saved by the action."""
        if create:
            index_records([self.pk])

    reference = factory.Sequence(lambda number: f"EV-2026-{number + 5000:04d}")
    framework = factory.SubFactory(FrameworkFactory)
    period = factory.LazyAttribute(
        lambda evidence: (
            models.Period.objects.filter(framework=evidence.framework).first()
            or PeriodFactory(framework=evidence.framework)
        )
    )
    title = factory.Sequence(lambda number: f"Training of officials, course {number}")
    description = "Officials were trained in examining travel documents."
    starts_on = factory.LazyAttribute(lambda evidence: evidence.ends_on)
    ends_on = factory.LazyAttribute(lambda evidence: evidence.period.ends_on if evidence.period else None)
    office = factory.SubFactory(OfficeFactory)
    author = factory.SubFactory(UserFactory)


class CoAuthorFactory(DjangoModelFactory):
    class Meta:
        model = models.CoAuthor

    evidence = factory.SubFactory(EvidenceFactory)
    user = factory.SubFactory(UserFactory)


class ContributionFactory(DjangoModelFactory):
    class Meta:
        model = models.Contribution

    evidence = factory.SubFactory(EvidenceFactory)
    element = factory.SubFactory(ElementFactory, framework=factory.SelfAttribute("..evidence.framework"))
    how = "It served it."


class FigureFactory(DjangoModelFactory):
    class Meta:
        model = models.Figure

    evidence = factory.SubFactory(EvidenceFactory)
    indicator = factory.SubFactory(IndicatorFactory, element__framework=factory.SelfAttribute("...evidence.framework"))
    value = 10


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = models.Source

    evidence = factory.SubFactory(EvidenceFactory)
    citation = "Training report"


class AttachmentFactory(DjangoModelFactory):
    """A text that lies in the store, by the entry's author; scanned, with nothing found."""

    class Meta:
        model = models.Attachment

    evidence = factory.SubFactory(EvidenceFactory)
    name = factory.Sequence(lambda number: f"note-{number}.txt")
    file = factory.LazyFunction(lambda: ContentFile(b"It was done.", name="note"))
    content_type = "text/plain"
    charset = "utf-8"
    size = 12
    sha256 = factory.Sequence(lambda number: f"{number:064x}")
    given_sha256 = factory.SelfAttribute("sha256")
    uploaded_by = factory.SelfAttribute("evidence.author")
    state = enums.ScanState.CLEAN
    scanned_at = factory.Maybe(
        factory.LazyAttribute(lambda one: one.state in ("clean", "infected")), factory.LazyFunction(timezone.now), None
    )


class FileLeftOutFactory(DjangoModelFactory):
    class Meta:
        model = models.FileLeftOut

    correction = factory.SubFactory(EvidenceFactory)
    attachment = factory.SubFactory(AttachmentFactory)


class FigurePartFactory(DjangoModelFactory):
    class Meta:
        model = models.FigurePart

    figure = factory.SubFactory(FigureFactory)
    category = factory.SubFactory(CategoryFactory)
    value = 1
