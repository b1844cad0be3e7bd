"""What we know: one file for each subject."""

from objectives.models.amendment import Amendment
from objectives.models.assessment import (
    Assessment,
    AssessmentDecision,
    AssessmentText,
    AssessmentVersion,
    FocalPoint,
)
from objectives.models.attachment import Attachment, FileLeftOut
from objectives.models.audit import AuditEvent
from objectives.models.co_author import CoAuthor, OpenForm
from objectives.models.disaggregation import Category, Dimension
from objectives.models.evidence import (
    Contribution,
    Evidence,
    Figure,
    FigurePart,
    ReferenceCounter,
    Source,
)
from objectives.models.export_job import ExportJob
from objectives.models.form_draft import FormDraft
from objectives.models.framework import Element, Framework, Lineage
from objectives.models.iati_upload import IatiUpload
from objectives.models.import_batch import ImportBatch, ImportRow
from objectives.models.indicator import Indicator, Target
from objectives.models.notice import NoticeDigest, NoticeSetting, ReviewNotice
from objectives.models.office import Office, Posting
from objectives.models.period import Period, PeriodUnlock
from objectives.models.programme import Programme, ProgrammeBudget, ProgrammeDonor
from objectives.models.programme_parts import ProgrammeCountry, ProgrammeDocument
from objectives.models.programme_words import ProgrammeWords
from objectives.models.reminder import Reminder
from objectives.models.review import EvidenceDecision, EvidenceRemark, EvidenceVersion
from objectives.models.saved_filter import ChosenColumns, SavedFilter
from objectives.models.seal import AuditSeal, AuditSealPart
from objectives.models.state import Delegation, State, StateStanding
from objectives.models.tally import ElementTally, IndicatorTally
from objectives.models.upload import FrameworkUpload
from objectives.models.vocabulary import Term, Vocabulary

__all__ = [
    "Amendment",
    "Assessment",
    "AssessmentDecision",
    "AssessmentText",
    "AssessmentVersion",
    "Attachment",
    "AuditEvent",
    "AuditSeal",
    "AuditSealPart",
    "Category",
    "ChosenColumns",
    "CoAuthor",
    "Contribution",
    "Delegation",
    "Dimension",
    "Element",
    "ElementTally",
    "Evidence",
    "EvidenceDecision",
    "EvidenceRemark",
    "EvidenceVersion",
    "ExportJob",
    "Figure",
    "FigurePart",
    "FileLeftOut",
    "FocalPoint",
    "FormDraft",
    "Framework",
    "FrameworkUpload",
    "IatiUpload",
    "ImportBatch",
    "ImportRow",
    "Indicator",
    "IndicatorTally",
    "Lineage",
    "NoticeDigest",
    "NoticeSetting",
    "Office",
    "OpenForm",
    "Period",
    "PeriodUnlock",
    "Posting",
    "Programme",
    "ProgrammeBudget",
    "ProgrammeCountry",
    "ProgrammeDocument",
    "ProgrammeDonor",
    "ProgrammeWords",
    "ReferenceCounter",
    "Reminder",
    "ReviewNotice",
    "SavedFilter",
    "Source",
    "State",
    "StateStanding",
    "Target",
    "Term",
    "Vocabulary",
]
