"""Judging an element for a period: written, submitted, approved."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.enums import ASSESSMENT_MOVES, AssessmentStatus, Basis
from objectives.models import (
    Assessment,
    AssessmentDecision,
    AssessmentText,
    AssessmentVersion,
    AuditEvent,
    Element,
    Period,
)
from objectives.permissions import Capability, may, require
from objectives.queries.assessments import CHOSEN, JUDGED, WORDS, content_at, content_now, last_number
from objectives.queries.focal_points import require_may_assess
from objectives.queries.languages import language_name, languages_wanted


@dataclass(frozen=True)
class AssessmentInput:
    """A judgement, with its words in one language. A draft may lack all but the language."""

    language: str
    finding: str = ""
    narrative: str = ""
    challenges: str = ""
    measurability: str = ""
    continuation: str = ""
    finding_basis: str = Basis.SPECIFIC
    measurability_basis: str = Basis.SPECIFIC
    continuation_basis: str = Basis.SPECIFIC
    source: str = ""


class Overtaken(ActionError):
    """Somebody saved other words while these were written. `stands` is what they saved, in the version `number`."""

    def __init__(self, problems: dict[str, list[str]], *, stands: AssessmentInput, number: int) -> None:
        self.stands, self.number = stands, number
        super().__init__(problems)


@transaction.atomic
def save(
    *,
    element: Element,
    period: Period,
    content: AssessmentInput,
    by: User,
    read: int | None = None,
    is_sample: bool = False,
) -> Assessment:
    """Write the draft of an assessment, and keep it as a version; the words of other languages stay untouched.

    `read` is the number of the version that the writer had before them. What another person changed since stays, and
    what this one changed is kept beside it; where both changed the same part, Overtaken says which.
    Raises ActionError where the element and the period are of different frameworks, and for what is no draft.
    """
    require_may_assess(by, element)
    if element.framework_id != period.framework_id:
        raise ActionError(_("The element and the period are of different frameworks."))
    assessment, is_new = _take(element, period, by, is_sample=is_sample)
    if not assessment.is_draft:
        raise ActionError(_refusal(assessment))
    content = _tidy(content)
    before = content_now(assessment, content.language)
    if read is not None:
        content = _merged(assessment, content, read, before)
    if is_new or asdict(content) != before:
        _write(assessment, content, by)
        after = asdict(content)
        AuditEvent.objects.record(
            by=by, action="assessment.save", on=assessment, before=None if is_new else before, after=after
        )
    return assessment


@transaction.atomic
def submit(*, assessment: Assessment, by: User) -> Assessment:
    """Send a draft to approval. Raises ActionError, by field ("finding", "narrative-fr"), while it is incomplete."""
    require_may_assess(by, assessment.element)
    assessment = _lock(assessment)
    _require_move(assessment, AssessmentStatus.SUBMITTED)
    _require_whole(assessment, by)
    assessment.submitted_by, assessment.submitted_at = by, timezone.now()
    return _move(assessment, AssessmentStatus.SUBMITTED, by=by)


@transaction.atomic
def approve(*, assessment: Assessment, by: User, read: int | None = None) -> Assessment:
    """Approve what was submitted, so that reports state it. Raises ActionError for what one submitted oneself.

    `read` is the number of the version that the person had before them: a later one is not approved unseen.
    """
    require(by, Capability.APPROVE_ASSESSMENT)
    assessment = _lock(assessment)
    _require_move(assessment, AssessmentStatus.APPROVED)
    if read is not None and read != last_number(assessment):
        raise ActionError(_("It has changed since you opened it. Look through it, and decide then."))
    if assessment.submitted_by_id == by.pk:
        raise ActionError(_("Nobody approves what they submitted themselves: a colleague has to."))
    _require_whole(assessment, by)
    assessment.approved_by, assessment.approved_at = by, timezone.now()
    return _move(assessment, AssessmentStatus.APPROVED, by=by)


@transaction.atomic
def send_back(*, assessment: Assessment, reason: str, by: User) -> Assessment:
    """Make a draft again of what was submitted, with a reason; who submitted it may take it back so."""
    if not (assessment.submitted_by_id == by.pk and may(by, Capability.VIEW_RECORD)):
        require(by, Capability.APPROVE_ASSESSMENT)
    return _to_draft(assessment, AssessmentStatus.SUBMITTED, "returned", reason, by)


@transaction.atomic
def reopen(*, assessment: Assessment, reason: str, by: User) -> Assessment:
    """Make a draft again of what was approved, with a reason. Editions that rest on it keep what they froze."""
    require(by, Capability.APPROVE_ASSESSMENT)
    return _to_draft(assessment, AssessmentStatus.APPROVED, "reopened", reason, by)


def _take(element: Element, period: Period, by: User, *, is_sample: bool) -> tuple[Assessment, bool]:
    """The row, made where there is none, and held until the transaction ends."""
    row, is_new = Assessment.objects.get_or_create(
        element=element, period=period, defaults={"assessed_by": by, "is_sample": is_sample}
    )
    return _lock(row), is_new


def _lock(assessment: Assessment) -> Assessment:
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("element__framework", "period")
    return rows.get(pk=assessment.pk)


def _tidy(content: AssessmentInput) -> AssessmentInput:
    """Words without space around them, their lines ended in one way: a browser sends what it was given otherwise."""
    return replace(content, **{name: "\n".join(getattr(content, name).strip().splitlines()) for name in WORDS})


def _merged(assessment: Assessment, mine: AssessmentInput, read: int, stands: dict[str, str]) -> AssessmentInput:
    """What one person wrote, put together with what was saved since they read. Raises Overtaken where both changed."""
    was, typed = content_at(assessment, mine.language, read), asdict(mine)
    both = [
        name
        for name in (*CHOSEN, *WORDS)
        if typed[name] != stands[name] and typed[name] != was[name] and stands[name] != was[name]
    ]
    if both:
        message = _("%(name)s has changed this since you opened the page. What they saved stands below.")
        problems = {name: [message % {"name": _who_wrote(assessment, name, stands, read)}] for name in both}
        raise Overtaken(problems, stands=AssessmentInput(**stands), number=last_number(assessment))
    return replace(mine, **{name: stands[name] for name in typed if typed[name] == was[name]})


def _who_wrote(assessment: Assessment, name: str, stands: dict[str, str], since: int) -> str:
    """Who gave a part what it says now, among those who saved since a version."""
    versions = assessment.versions.filter(number__gt=since).select_related("by").order_by("number")
    if name in WORDS:
        versions = versions.filter(language=stands["language"])
    return next((one.by.name for one in versions if one.content.get(name) == stands[name]), _("A colleague"))


def _write(assessment: Assessment, content: AssessmentInput, by: User) -> None:
    for name in JUDGED:
        setattr(assessment, name, getattr(content, name))
    assessment.assessed_by, assessment.assessed_at = by, timezone.now()
    assessment.save()
    words = {name: getattr(content, name) for name in WORDS}
    if any(words.values()):
        AssessmentText.objects.update_or_create(assessment=assessment, language=content.language, defaults=words)
    else:
        AssessmentText.objects.filter(assessment=assessment, language=content.language).delete()
    AssessmentVersion.objects.create(
        assessment=assessment,
        number=last_number(assessment) + 1,
        language=content.language,
        content=asdict(content),
        by=by,
        at=assessment.assessed_at,
    )


def _require_whole(assessment: Assessment, by: User) -> None:
    """A finding, and a narrative in every language that reports are made in; of a loaded file, in the file's own."""
    framework = assessment.element.framework
    wanted = () if by.role == Role.SERVICE else languages_wanted(framework)
    narratives = dict(assessment.texts.values_list("language", "narrative"))
    languages = dict.fromkeys([*wanted, *narratives]) or {framework.language: None}
    problems: dict[str, list[str]] = {} if assessment.finding else {"finding": [_("Choose a finding.")]}
    for language in languages:
        if not narratives.get(language):
            message = _("Say in %(language)s what the finding rests on.")
            problems[f"narrative-{language}"] = [message % {"language": language_name(language)}]
    if problems:
        raise ActionError(problems)


def _to_draft(assessment: Assessment, before: str, verb: str, reason: str, by: User) -> Assessment:
    assessment = _lock(assessment)
    if assessment.status != before:
        raise ActionError(_no_move(assessment, AssessmentStatus.DRAFT))
    if not reason.strip():
        raise ActionError({"reason": [_("Say why, so that the writer knows what to put right.")]})
    assessment.submitted_by = assessment.submitted_at = assessment.approved_by = assessment.approved_at = None
    return _move(assessment, AssessmentStatus.DRAFT, by=by, verb=verb, reason=reason.strip())


def _move(assessment: Assessment, after: AssessmentStatus, *, by: User, verb: str = "", reason: str = "") -> Assessment:
    before, assessment.status = assessment.status, after
    assessment.save()
    AssessmentDecision.objects.create(assessment=assessment, before=before, after=after, reason=reason, by=by)
    what_is_new: dict[str, Any] = {"status": after, "reason": reason}
    AuditEvent.objects.record(
        by=by, action=f"assessment.{verb or after}", on=assessment, before={"status": before}, after=what_is_new
    )
    return assessment


def _require_move(assessment: Assessment, after: AssessmentStatus) -> None:
    if after not in ASSESSMENT_MOVES[assessment.status]:
        raise ActionError(_no_move(assessment, after))


def _no_move(assessment: Assessment, after: AssessmentStatus) -> str:
    if assessment.status == after:
        return _("That was done already: the assessment is “%(status)s”.") % {"status": after.label}
    return _("An assessment that is “%(status)s” cannot become “%(after)s”.") % {
        "status": assessment.get_status_display(),
        "after": after.label,
    }


def _refusal(assessment: Assessment) -> str:
    if assessment.is_approved:
        return _("This assessment is approved. Whoever approves can reopen it, with a reason.")
    return _("This assessment awaits approval. It can be changed once it is returned.")
