"""What was said and decided on a record, in one line of time; and who takes part in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q
from django.forms import BaseForm

from iomtrack.accounts.models import User
from objectives.enums import EvidenceStatus
from objectives.models import CoAuthor, Evidence, EvidenceDecision, EvidenceRemark, Office
from objectives.permissions import Capability, may
from objectives.queries.co_authors import writes
from objectives.queries.evidence_parts import NO_TITLES, label_of, place_of

GROUPS = ("countries", "terms", "contributions")  # fields of many boxes: the form marks the whole of them


@dataclass(frozen=True)
class ReturnedPart:
    """A part that came back: its field on the form, what people call it, and what is to be put right ("" = see the
    reason)."""

    name: str
    label: str
    note: str
    target: str = ""  # the id of its field on the form, where that has one


@dataclass(frozen=True)
class Moment:
    """A decision or a remark, at its time."""

    at: datetime
    by: User
    decision: EvidenceDecision | None = None
    remark: EvidenceRemark | None = None
    parts: tuple[ReturnedPart, ...] = ()
    concerns: str = ""  # what people call the part that a remark is of


def may_talk(user: User, evidence: Evidence) -> bool:
    """Whether a person takes part in a record's conversation: who writes it, colleagues of its office, reviewers."""
    return may(user, Capability.REVIEW_EVIDENCE) or (may(user, Capability.LOG_EVIDENCE) and _is_near(user, evidence))


def may_listen(user: User, evidence: Evidence) -> bool:
    """Whether a person reads it: those who take part, and auditors. Who only sees what was accepted does not."""
    return may(user, Capability.VIEW_ALL_EVIDENCE) or may_talk(user, evidence)


def _is_near(user: User, evidence: Evidence) -> bool:
    if evidence.author_id == user.pk:
        return True
    is_of_office = evidence.office_id is not None and Office.objects.of(user).filter(pk=evidence.office_id).exists()
    return is_of_office or writes(user, evidence)


def timeline(
    decisions: Iterable[EvidenceDecision], remarks: Iterable[EvidenceRemark], titles: Mapping[str, str] = NO_TITLES
) -> list[Moment]:
    """Decisions and remarks together, the first one first. No query where both come with their people.

    `titles` are those of the record's figures.
    """
    moments = [Moment(one.at, one.by, decision=one, parts=tuple(parts_in(one, titles))) for one in decisions]
    moments += [
        Moment(one.at, one.by, remark=one, concerns=label_of(one.field, titles) if one.field else "") for one in remarks
    ]
    return sorted(moments, key=lambda one: one.at)


def parts_in(decision: EvidenceDecision, titles: Mapping[str, str] = NO_TITLES) -> list[ReturnedPart]:
    """The parts that a decision is about, in the order of the record."""
    in_order = sorted(decision.fields.items(), key=lambda part: place_of(part[0]))
    return [ReturnedPart(name, label_of(name, titles), note) for name, note in in_order]


def last_return(evidence: Evidence) -> EvidenceDecision | None:
    """The decision that sent a record back, while it has not been submitted anew; else None."""
    if evidence.status != EvidenceStatus.RETURNED:
        return None
    return next((one for one in reversed(evidence.decisions.all()) if one.after == EvidenceStatus.RETURNED), None)


def decided_before(evidence: Evidence) -> EvidenceDecision | None:
    """The decision of a reviewer that a record stands by; None while it awaits one, or is with its author unread."""
    if evidence.status in (EvidenceStatus.DRAFT, EvidenceStatus.SUBMITTED):
        return None
    return next((one for one in reversed(evidence.decisions.all()) if one.after == evidence.status), None)


def returned_fields(evidence: Evidence | None) -> dict[str, str]:
    """What came back of a record that is returned: field of the form → remark. Empty for any other."""
    decision = last_return(evidence) if evidence else None
    return dict(decision.fields) if decision else {}


def returned_to_form(
    decision: EvidenceDecision | None, form: BaseForm | None = None, titles: Mapping[str, str] = NO_TITLES
) -> list[ReturnedPart]:
    """What a decision sent back, each part with the id of its field: on the form given, or on its author's."""
    parts = parts_in(decision, titles) if decision else []
    return [replace(part, target=_target(part.name, form)) for part in parts]


def show_at_fields(parts: Iterable[ReturnedPart], form: BaseForm) -> None:
    """Let each field of a form know what came back of it, so that it stands beside the field too."""
    for part in parts:
        if part.name in form.fields:
            form.fields[part.name].came_back = part  # type: ignore[attr-defined]  # its template asks


def _target(name: str, form: BaseForm | None) -> str:
    if form is None:
        return f"id_{name}_field" if name in GROUPS else f"id_{name}"
    if name not in form.fields:
        return ""
    return form[name].id_for_label or f"{form[name].auto_id}_field"


def remarks_on(evidence: Evidence) -> list[EvidenceRemark]:
    """A record's remarks, the first one first. One query."""
    return list(EvidenceRemark.objects.filter(evidence=evidence).select_related("by"))


def people_in(evidence: Evidence) -> list[User]:
    """Who takes part in a record’s conversation so far: who writes it, who decided on it, who remarked on it; each as
    long as they may."""
    said, decided = (
        model.objects.filter(evidence=evidence).order_by().values("by") for model in (EvidenceRemark, EvidenceDecision)
    )
    wrote = Q(pk=evidence.author_id) | Q(pk__in=CoAuthor.objects.filter(evidence=evidence).values("user"))
    people = User.objects.filter(wrote | Q(pk__in=said) | Q(pk__in=decided), is_active=True)
    return [one for one in people if may_listen(one, evidence)]
