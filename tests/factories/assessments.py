"""Assessments of elements."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from iomtrack.accounts.enums import Role
from objectives import enums, models
from tests.factories.frameworks import ElementFactory
from tests.factories.people import UserFactory
from tests.factories.periods import PeriodFactory


class AssessmentFactory(DjangoModelFactory):
    """An approved one. `draft=True` or `submitted=True` makes one that is not as far."""

    class Meta:
        model = models.Assessment

    class Params:
        submitted = factory.Trait(status=enums.AssessmentStatus.SUBMITTED, approved_by=None, approved_at=None)
        draft = factory.Trait(
            status=enums.AssessmentStatus.DRAFT,
            submitted_by=None,
            submitted_at=None,
            approved_by=None,
            approved_at=None,
        )

    element = factory.SubFactory(ElementFactory)
    period = factory.SubFactory(PeriodFactory, framework=factory.SelfAttribute("..element.framework"))
    status = enums.AssessmentStatus.APPROVED
    finding = enums.Finding.ONGOING
    assessed_by = factory.SubFactory(UserFactory, role=Role.REVIEWER)
    submitted_by = factory.SelfAttribute("assessed_by")
    submitted_at = factory.LazyFunction(timezone.now)
    approved_by = factory.SubFactory(UserFactory, role=Role.ADMINISTRATOR)
    approved_at = factory.LazyFunction(timezone.now)


class AssessmentTextFactory(DjangoModelFactory):
    class Meta:
        model = models.AssessmentText

    assessment = factory.SubFactory(AssessmentFactory)
    language = "en"
    narrative = "The work went on throughout the period."


class AssessmentVersionFactory(DjangoModelFactory):
    class Meta:
        model = models.AssessmentVersion

    assessment = factory.SubFactory(AssessmentFactory)
    number = factory.LazyAttribute(lambda version: version.assessment.versions.count() + 1)
    language = "en"
    content = factory.LazyFunction(lambda: {"language": "en", "finding": "ongoing", "narrative": "The work went on."})
    by = factory.SubFactory(UserFactory, role=Role.REVIEWER)


class AssessmentDecisionFactory(DjangoModelFactory):
    class Meta:
        model = models.AssessmentDecision

    assessment = factory.SubFactory(AssessmentFactory)
    before = enums.AssessmentStatus.DRAFT
    after = enums.AssessmentStatus.SUBMITTED
    by = factory.SubFactory(UserFactory, role=Role.REVIEWER)
