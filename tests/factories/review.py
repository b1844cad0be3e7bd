"""What review leaves: versions, remarks, decisions and notices."""

import factory
from factory.django import DjangoModelFactory

from iomtrack.accounts.enums import Role
from objectives import enums, models
from tests.factories.evidence import EvidenceFactory
from tests.factories.people import UserFactory


class EvidenceVersionFactory(DjangoModelFactory):
    class Meta:
        model = models.EvidenceVersion

    evidence = factory.SubFactory(EvidenceFactory, submitted=True)
    number = factory.LazyAttribute(lambda version: version.evidence.versions.count() + 1)
    content = factory.LazyAttribute(lambda version: {"title": version.evidence.title, "description": "It was done."})
    by = factory.SelfAttribute("evidence.author")


class EvidenceRemarkFactory(DjangoModelFactory):
    class Meta:
        model = models.EvidenceRemark

    evidence = factory.SubFactory(EvidenceFactory, submitted=True)
    text = "Which law is meant?"
    by = factory.SubFactory(UserFactory, role=Role.REVIEWER)


class EvidenceDecisionFactory(DjangoModelFactory):
    class Meta:
        model = models.EvidenceDecision

    evidence = factory.SubFactory(EvidenceFactory, submitted=True)
    before = enums.EvidenceStatus.DRAFT
    after = enums.EvidenceStatus.SUBMITTED
    by = factory.SelfAttribute("evidence.author")


class NoticeSettingFactory(DjangoModelFactory):
    class Meta:
        model = models.NoticeSetting

    user = factory.SubFactory(UserFactory)
    kind = "returned"
    when = "daily"


class NoticeDigestFactory(DjangoModelFactory):
    class Meta:
        model = models.NoticeDigest

    user = factory.SubFactory(UserFactory)
    email = factory.SelfAttribute("user.email")


class ReviewNoticeFactory(DjangoModelFactory):
    class Meta:
        model = models.ReviewNotice

    user = factory.SubFactory(UserFactory)
    kind = "returned"
    evidence = factory.SubFactory(EvidenceFactory)
    by = factory.SubFactory(UserFactory)
