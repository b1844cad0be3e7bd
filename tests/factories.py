"""Test data. Each factory makes the plainest valid row; a test names what matters to it."""

import datetime
import uuid
from typing import Any

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import AccountLetter, ApiAnswer, ApiToken, User
from objectives import enums, exchange_enums, models
from objectives.searching.index import index_records
from reports import enums as report_enums
from reports import models as report_models

PASSWORD = "a-long-password-2004"
RIVERS = b"""
format: framework/1
symbol: WRC/2030
title: Rivers for All
issued_on: 2025-12-01
elements:
  - {code: "1", kind: outcome, label: Clean rivers, wording: rivers are clean, paragraph: "4"}
"""

IATI = b"""<iati-activities version="2.03"><iati-activity><iati-identifier>XM-1-NEW</iati-identifier>
<title><narrative>New ways home</narrative></title></iati-activity></iati-activities>"""


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda number: f"person-{number}@example.org")
    name = factory.Sequence(lambda number: f"Person {number}")
    role = Role.RECORDER

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        password = kwargs.pop("password", PASSWORD)
        return model_class.objects.create_user(*args, password=password, **kwargs)


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


class ExportJobFactory(DjangoModelFactory):
    """One that waits. `ready=True` has its file."""

    class Meta:
        model = models.ExportJob
        skip_postgeneration_save = True

    class Params:
        ready = factory.Trait(
            state=exchange_enums.ExportState.READY,
            file=factory.LazyFunction(lambda: ContentFile(b"# reference\r\n", name="export")),
            size=13,
            sha256="ab" * 32,
            made_at=factory.LazyFunction(timezone.now),
            scope={"all": False, "offices": []},
        )

    by = factory.SubFactory(UserFactory)
    form = exchange_enums.ExportFormat.CSV
    shape = exchange_enums.ExportShape.RECORD
    expires_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=7))


class IatiUploadFactory(DjangoModelFactory):
    """One that was checked and is sound."""

    class Meta:
        model = models.IatiUpload
        skip_postgeneration_save = True

    by = factory.SubFactory(UserFactory, role=Role.ADMINISTRATOR)
    name = "activities.xml"
    file = factory.LazyFunction(lambda: ContentFile(IATI, name="activities.xml"))
    size = len(IATI)
    sha256 = "ab" * 32
    state = exchange_enums.IatiState.CHECKED


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


class ProgrammeCountryFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgrammeCountry

    programme = factory.SubFactory(ProgrammeFactory)
    state = factory.SubFactory(StateFactory)


class StateStandingFactory(DjangoModelFactory):
    """A standing that lasts. Its State has no other."""

    class Meta:
        model = models.StateStanding

    state = factory.SubFactory(StateFactory, standing=enums.Standing.NEITHER)
    standing = enums.Standing.MEMBER
    since = datetime.date(1951, 12, 5)


class AuditSealFactory(DjangoModelFactory):
    """A seal of no event. Its digest is none."""

    class Meta:
        model = models.AuditSeal

    day = factory.Sequence(lambda number: datetime.date(2000, 1, 1) + datetime.timedelta(days=number))
    first_id = 1
    last_id = 0
    number = 0
    previous_digest = factory.Sequence(lambda number: f"{number:064x}")
    digest = factory.Sequence(lambda number: f"{number + 1:064x}")
    made_at = factory.LazyFunction(timezone.now)


class AuditSealPartFactory(DjangoModelFactory):
    class Meta:
        model = models.AuditSealPart

    seal = factory.SubFactory(AuditSealFactory)
    position = 0
    marks = b""


class DelegationFactory(DjangoModelFactory):
    class Meta:
        model = models.Delegation

    user = factory.SubFactory(UserFactory, role=Role.DELEGATE)
    state = factory.SubFactory(StateFactory)


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


class PeriodFactory(DjangoModelFactory):
    """The third quarter of 2026, open. Use `closed=True` for a closed one."""

    class Meta:
        model = models.Period

    class Params:
        closed = factory.Trait(
            status=enums.PeriodStatus.CLOSED,
            closed_at=factory.LazyFunction(timezone.now),
            closed_by=factory.SubFactory(UserFactory, role=Role.ADMINISTRATOR),
        )

    framework = factory.SubFactory(FrameworkFactory)
    code = "2026-Q3"
    label = "Third quarter of 2026"
    starts_on = datetime.date(2026, 7, 1)
    ends_on = datetime.date(2026, 9, 30)


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


class CoAuthorFactory(DjangoModelFactory):
    class Meta:
        model = models.CoAuthor

    evidence = factory.SubFactory(EvidenceFactory)
    user = factory.SubFactory(UserFactory)


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


class FocalPointFactory(DjangoModelFactory):
    class Meta:
        model = models.FocalPoint

    element = factory.SubFactory(ElementFactory)
    user = factory.SubFactory(UserFactory)


class PeriodUnlockFactory(DjangoModelFactory):
    """An unlock for every office, in force for a week."""

    class Meta:
        model = models.PeriodUnlock

    period = factory.SubFactory(PeriodFactory)
    reason = "The road to the post was cut."
    expires_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=7))
    by = factory.SubFactory(UserFactory, role=Role.ADMINISTRATOR)


class ReminderFactory(DjangoModelFactory):
    class Meta:
        model = models.Reminder

    period = factory.SubFactory(PeriodFactory)
    user = factory.SubFactory(UserFactory)
    email = factory.SelfAttribute("user.email")
    message_id = factory.LazyFunction(lambda: f"<{uuid.uuid4()}@example.org>")
    errands = factory.LazyFunction(lambda: [{"kind": "assess", "element": "O1", "number": 0}])
    asked_by = factory.SubFactory(UserFactory, role=Role.ADMINISTRATOR)


class AccountLetterFactory(DjangoModelFactory):
    class Meta:
        model = AccountLetter

    kind = "new_password"
    email = "somebody@example.org"
    message_id = factory.LazyFunction(lambda: f"<{uuid.uuid4()}@example.org>")


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


class FigurePartFactory(DjangoModelFactory):
    class Meta:
        model = models.FigurePart

    figure = factory.SubFactory(FigureFactory)
    category = factory.SubFactory(CategoryFactory)
    value = 1


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


class ApiTokenFactory(DjangoModelFactory):
    class Meta:
        model = ApiToken

    user = factory.SubFactory(UserFactory)
    name = "Monthly figures"
    digest = factory.Sequence(lambda number: f"{number:064x}")
    session_round = 0
    expires_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=30))


class ApiAnswerFactory(DjangoModelFactory):
    class Meta:
        model = ApiAnswer

    user = factory.SubFactory(UserFactory)
    key = factory.Sequence(lambda number: f"key-{number}")
    fingerprint = "ab" * 32
    status = 201


class ImportBatchFactory(DjangoModelFactory):
    """One that waits to be checked."""

    class Meta:
        model = models.ImportBatch
        skip_postgeneration_save = True

    framework = factory.SubFactory(FrameworkFactory)
    by = factory.SubFactory(UserFactory)
    name = "rows.csv"
    file = factory.LazyFunction(lambda: ContentFile(b"external_reference,title\n", name="rows.csv"))
    kind = "csv"
    size = 25
    sha256 = "ab" * 32


class ImportRowFactory(DjangoModelFactory):
    class Meta:
        model = models.ImportRow

    batch = factory.SubFactory(ImportBatchFactory)
    source = factory.SelfAttribute("batch")
    position = factory.Sequence(lambda number: number)
    line = 2
    outcome = "new"


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
