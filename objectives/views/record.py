"""A record: what it says, what was said and decided on it, and how its versions differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.models import User
from iomtrack.accounts.sheets import Sheet
from objectives.actions.correction import may_correct
from objectives.actions.discarding import is_discardable
from objectives.enums import EvidenceStatus
from objectives.forms.evidence import ReasonForm
from objectives.forms.review import CorrectForm, RemarkForm, ReturnForm, WithdrawForm
from objectives.models import Evidence, EvidenceDecision, EvidenceVersion
from objectives.permissions import Capability, may
from objectives.queries.attachments import attachments_of
from objectives.queries.co_authors import co_authors_of, who_wrote_what
from objectives.queries.conversation import (
    last_return,
    may_listen,
    may_talk,
    remarks_on,
    returned_to_form,
    timeline,
)
from objectives.queries.evidence import evidence_page, evidence_to_decide
from objectives.queries.evidence_parts import titles_of
from objectives.queries.form_drafts import typed_in_form
from objectives.queries.queue import Wanted, place_of, waiting
from objectives.queries.routing import routes
from objectives.queries.versions import changes, corrected_by, corrections_of, since_returned, versions_of
from objectives.views.attachments import limits


@dataclass(frozen=True)
class LateDecision:
    """A decision that came too late: the one that was made before, if there is one, and what was typed for it."""

    before: EvidenceDecision | None
    typed: str


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def evidence_detail(request: UserRequest, reference: str) -> HttpResponse:
    """One record: what it says, what it served, and all that was decided on it."""
    return detail_response(request, find(request, reference))


def detail_response(
    request: UserRequest,
    evidence: Evidence,
    reason: ReasonForm | None = None,
    remark: RemarkForm | None = None,
    correct: CorrectForm | None = None,
    *,
    late: LateDecision | None = None,
) -> HttpResponse:
    """The page of a record, with a form to show again with its errors, or a decision that could not be taken."""
    user = request.user
    co_authors = co_authors_of(evidence)
    decides = may_decide(user, evidence) and user not in co_authors
    talks = may_talk(user, evidence)
    listens = talks or may_listen(user, evidence)
    wrong: Sheet | None = reason or remark or correct
    may_review = decides and evidence.status == EvidenceStatus.SUBMITTED
    context = {
        "evidence": evidence,
        "attachments": attachments_of(evidence),
        "limits": limits(),
        "may_review": may_review,
        "may_withdraw": decides and evidence.status == EvidenceStatus.ACCEPTED,
        "may_talk": talks,
        "listens": listens,
        "since_returned": since_returned(evidence) if listens else None,
        "corrected": corrected_by(evidence) if listens else None,
        "corrections": corrections_of(evidence) if listens else [],
        "may_correct": may_correct(user, evidence),
        "may_log": may(user, Capability.LOG_EVIDENCE),
        "may_give_up": evidence.corrects_id is not None and evidence.is_editable and decides_or_owns(user, evidence),
        "form": reason or (ReturnForm(evidence=evidence) if may_review else WithdrawForm()),
        "wrong": wrong,
        **what_to_say(evidence, remark, correct, late),
        **who_writes(user, evidence, co_authors, listens=listens),
        **what_was_said(evidence, listens=listens),
        **where_it_waits(request, evidence),
    }
    return render(request, "objectives/evidence_detail.html", context, status=422 if wrong else 409 if late else 200)


def what_to_say(
    evidence: Evidence, remark: RemarkForm | None, correct: CorrectForm | None, late: LateDecision | None
) -> dict[str, Any]:
    """The forms for a correction and a remark, as they were sent; the words of a late decision can be remarked."""
    typed = {"text": late.typed if late else ""}
    return {
        "correct_form": correct or CorrectForm(auto_id="id_correct_%s"),
        "remark_form": remark or RemarkForm(evidence=evidence, initial=typed),
        "late": late,
    }


def who_writes(user: User, evidence: Evidence, co_authors: list[User], *, listens: bool) -> dict[str, Any]:
    """Who writes an entry beside its author, what each of them wrote, and what this person may do with it."""
    is_author = evidence.author_id == user.pk
    is_writer = is_author or user in co_authors
    return {
        "may_edit": evidence.is_editable and is_writer,
        "unsaved": typed_in_form(user, evidence=evidence) if is_writer else [],
        "may_share": evidence.is_editable and is_author,
        "may_discard": is_author and is_discardable(evidence),
        "co_authors": co_authors,
        "written": who_wrote_what(evidence) if co_authors and listens else [],
    }


def what_was_said(evidence: Evidence, *, listens: bool) -> dict[str, Any]:
    """What was decided on an entry, what came back of it, and what was remarked, to those who hear of it."""
    titles, came_back = titles_of(evidence), last_return(evidence)
    return {
        "last_return": came_back,
        "returned": returned_to_form(came_back, titles=titles),
        "timeline": timeline(evidence.decisions.all(), remarks_on(evidence) if listens else [], titles),
    }


def where_it_waits(request: UserRequest, evidence: Evidence) -> dict[str, Any]:
    """For whom an entry waits, and its place in the queue that its reviewer goes through (`queue=yes`)."""
    asked = request.POST if request.method == "POST" else request.GET
    goes_through = asked.get("queue") == "yes" and may(request.user, Capability.REVIEW_EVIDENCE)
    is_waiting = evidence.status == EvidenceStatus.SUBMITTED
    known = routes() if is_waiting or goes_through else None
    return {
        "waits": waiting(evidence, known) if is_waiting and known else None,
        "place": place_of(request.user, evidence, Wanted.of(asked), known) if goes_through and is_waiting else None,
    }


def may_decide(user: User, evidence: Evidence) -> bool:
    """Whether this person can decide on a record as it stands: submitted or accepted, and not their own."""
    is_open = evidence.status in (EvidenceStatus.SUBMITTED, EvidenceStatus.ACCEPTED)
    return is_open and evidence.author_id != user.pk and may(user, Capability.REVIEW_EVIDENCE)


def decides_or_owns(user: User, evidence: Evidence) -> bool:
    """Whether a person may give a correction up: who opened it, and reviewers."""
    return evidence.author_id == user.pk or may(user, Capability.REVIEW_EVIDENCE)


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def evidence_versions(request: UserRequest, reference: str) -> HttpResponse:
    """Two versions of a record side by side (`?from=1&to=2`): the last two, where the address asks for no others."""
    evidence = find(request, reference)
    if not may_listen(request.user, evidence):
        raise Http404
    versions = versions_of(evidence)
    before, after = chosen(versions, request.GET.get("from", ""), request.GET.get("to", ""))
    context = {
        "evidence": evidence,
        "versions": versions,
        "before": before,
        "after": after,
        "changes": changes(before.content, after.content) if before and after else [],
    }
    return render(request, "objectives/evidence_versions.html", context)


def chosen(
    versions: list[EvidenceVersion], first: str, second: str
) -> tuple[EvidenceVersion | None, EvidenceVersion | None]:
    """The versions of two numbers, or the last but one and the last; None where there is none."""
    by_number = {str(one.number): one for one in versions}
    last = versions[-1] if versions else None
    after = by_number.get(second, last)
    earlier = [one for one in versions if after and one.number < after.number]
    return by_number.get(first, earlier[-1] if earlier else after), after


def find(request: UserRequest, reference: str) -> Evidence:
    """The record with all its parts, or 404 where it does not exist for this person."""
    return _or_404(evidence_page(request.user, reference))


def find_to_decide(request: UserRequest, reference: str) -> Evidence:
    """The record without its parts, or 404 as for its page."""
    return _or_404(evidence_to_decide(request.user, reference))


def _or_404(evidence: Evidence | None) -> Evidence:
    if evidence is None:
        raise Http404
    return evidence
