"""Reviewing evidence: the queue, and the decisions."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.lists import arrange
from objectives.actions import evidence as actions
from objectives.forms.evidence import ReasonForm
from objectives.models import Evidence
from objectives.permissions import Capability, may
from objectives.queries.evidence import review_queue
from objectives.tables.evidence import QueueTable
from objectives.views.evidence import detail_response, find, may_decide


@require_safe
@open_to(lambda user: may(user, Capability.REVIEW_EVIDENCE))
def queue(request: UserRequest) -> HttpResponse:
    """What awaits this reviewer, the longest waiting first."""
    table = arrange(request, QueueTable(review_queue(request.user)))
    return render(request, "objectives/review_queue.html", {"table": table})


@require_POST
@open_to(lambda user: may(user, Capability.REVIEW_EVIDENCE))
def accept(request: UserRequest, reference: str) -> HttpResponse:
    """Accept a record, and go on to the next that waits."""
    evidence = find(request, reference)
    try:
        actions.accept(evidence=evidence, by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
        return redirect(evidence)
    messages.success(request, _("%(reference)s is accepted.") % {"reference": evidence.reference})
    return redirect("review")


@require_POST
@open_to(lambda user: may(user, Capability.REVIEW_EVIDENCE))
def send_back(request: UserRequest, reference: str) -> HttpResponse:
    """Return a record to its author, with a reason."""
    return with_reason(request, reference, actions.send_back, _("%(reference)s is returned to its author."))


@require_POST
@open_to(lambda user: may(user, Capability.REVIEW_EVIDENCE))
def withdraw(request: UserRequest, reference: str) -> HttpResponse:
    """Withdraw an accepted record, with a reason."""
    return with_reason(request, reference, actions.withdraw, _("%(reference)s is withdrawn."))


def with_reason(request: UserRequest, reference: str, action: Callable[..., Evidence], done: str) -> HttpResponse:
    """Do what needs a reason; without one, the page again with the error at the field and the words kept."""
    evidence = find(request, reference)
    form = ReasonForm(request.POST)
    if not form.is_valid() and may_decide(request.user, evidence):
        return detail_response(request, evidence, form)
    try:
        action(evidence=evidence, reason=form.cleaned_data.get("reason", ""), by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
        return redirect(evidence)
    messages.success(request, done % {"reference": reference})
    return redirect("review")
