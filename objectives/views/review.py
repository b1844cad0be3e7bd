"""Reviewing evidence: the decisions, and remarks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from objectives.actions import review as actions
from objectives.enums import EvidenceStatus
from objectives.forms.evidence import ReasonForm
from objectives.forms.review import RemarkForm, ReturnForm, WithdrawForm
from objectives.models import Evidence
from objectives.permissions import Capability, may
from objectives.queries.conversation import decided_before, may_talk
from objectives.queries.queue import Wanted, next_in_queue
from objectives.views.record import LateDecision, detail_response, find, find_to_decide, may_decide


@require_POST
@open_to(lambda user: may(user, Capability.REVIEW_EVIDENCE))
def accept(request: UserRequest, reference: str) -> HttpResponse:
    """Accept a record, and go on to the next that waits."""
    evidence = find_to_decide(request, reference)
    try:
        accepted = actions.accept(evidence=evidence, by=request.user, read=read_by(request))
    except ActionError as error:
        messages.error(request, str(error))
        was_decided = decided_before(evidence)
        if was_decided is None or was_decided.by == request.user:  # who presses twice is led to the entry
            return redirect(evidence.get_absolute_url() + queue_kept(request))
        return too_late(request, reference=evidence.reference, typed="")
    messages.success(request, said_of(evidence, accepted))
    return onwards(request, evidence)


def said_of(evidence: Evidence, accepted: Evidence) -> str:
    """What became of an entry that was accepted."""
    if accepted.pk == evidence.pk:
        return _("%(reference)s is accepted.") % {"reference": evidence.reference}
    return _("%(correction)s is accepted: %(reference)s says now what it says.") % {
        "correction": evidence.reference,
        "reference": accepted.reference,
    }


@require_POST
@open_to(lambda user: may(user, Capability.REVIEW_EVIDENCE))
def send_back(request: UserRequest, reference: str) -> HttpResponse:
    """Return a record to its author, with a reason and the parts that it is about."""
    evidence = find(request, reference)
    form = ReturnForm(request.POST, evidence=evidence)
    read = read_by(request)
    if evidence.status == EvidenceStatus.SUBMITTED and read not in (None, evidence.edit_number):
        form.add_error(None, str(actions.CHANGED_SINCE_READ))
    if not form.is_valid() and may_decide(request.user, evidence):
        return detail_response(request, evidence, form)
    action = partial(actions.send_back, fields=form.marked() if form.is_valid() else {}, read=read)
    return decided(request, evidence, form, action, _("%(reference)s is returned to its author."))


def read_by(request: UserRequest) -> int | None:
    """The number of the edit that stood above the form of a decision; None where the form does not say."""
    read = request.POST.get("read", "")
    return int(read[:9]) if read.isascii() and read.isdecimal() else None


@require_POST
@open_to(lambda user: may(user, Capability.REVIEW_EVIDENCE))
def withdraw(request: UserRequest, reference: str) -> HttpResponse:
    """Withdraw an accepted record, with a reason, and stay with it: it came from no queue."""
    evidence = find(request, reference)
    form = WithdrawForm(request.POST)
    if not form.is_valid() and may_decide(request.user, evidence):
        return detail_response(request, evidence, form)
    return decided(request, evidence, form, actions.withdraw, _("%(reference)s is withdrawn."))


def decided(
    request: UserRequest, evidence: Evidence, form: ReasonForm, action: Callable[..., Evidence], done: str
) -> HttpResponse:
    """Decide with a reason, and go on to the next that waits, or to what was withdrawn; or say why it could not be."""
    try:
        action(evidence=evidence, reason=form.cleaned_data.get("reason", ""), by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
        return too_late(request, reference=evidence.reference, typed=form.in_words())
    messages.success(request, done % {"reference": evidence.reference})
    return redirect(evidence) if isinstance(form, WithdrawForm) else onwards(request, evidence)


def too_late(request: UserRequest, *, reference: str, typed: str) -> HttpResponse:
    """The entry as it stands now, with who decided on it and when; what was typed for a decision stands in a remark."""
    evidence = find(request, reference)
    return detail_response(request, evidence, late=LateDecision(decided_before(evidence), typed))


def onwards(request: UserRequest, evidence: Evidence) -> HttpResponse:
    """After a decision: the queue, or the next entry of it where one goes through it."""
    if not queue_kept(request):
        return redirect("review")
    wanted = Wanted.of(request.POST)
    following = next_in_queue(request.user, evidence, wanted)
    if following:
        return redirect(reverse("evidence", args=[following]) + queue_kept(request))
    return redirect(f"{reverse('review')}?{wanted.query}")


def queue_kept(request: UserRequest) -> str:
    """What follows an entry's address while one goes through the queue; else nothing."""
    return f"?queue=yes&{Wanted.of(request.POST).query}" if request.POST.get("queue") == "yes" else ""


@require_POST
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def remark(request: UserRequest, reference: str) -> HttpResponse:
    """Say something on a record, or on a part of it."""
    evidence = find(request, reference)
    if not may_talk(request.user, evidence):
        raise Http404
    form = RemarkForm(request.POST, evidence=evidence)
    if form.is_valid():
        try:
            actions.remark(evidence=evidence, by=request.user, **form.cleaned_data)
        except ActionError as error:
            form.take_problems(error.problems)
    if form.errors:
        return detail_response(request, evidence, remark=form)
    messages.success(request, _("Your remark stands on %(reference)s.") % {"reference": reference})
    return redirect(evidence)
