"""Beginning a correction of an accepted record, and giving one up."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from objectives.actions import correction as actions
from objectives.enums import EvidenceStatus
from objectives.forms.review import CorrectForm
from objectives.permissions import Capability, may
from objectives.views.gone import gone, told_gone
from objectives.views.record import decides_or_owns, detail_response, find


@require_POST
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def correct(request: UserRequest, reference: str) -> HttpResponse:
    """Begin a correction, and go on to its form."""
    evidence = find(request, reference)
    if not decides_or_owns(request.user, evidence):
        raise Http404
    form = CorrectForm(request.POST, auto_id="id_correct_%s")
    if not form.is_valid() and actions.may_correct(request.user, evidence):
        return detail_response(request, evidence, correct=form)
    try:
        made = actions.correct(evidence=evidence, reason=form.cleaned_data.get("reason", ""), by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
        return redirect(evidence)
    messages.success(
        request,
        _("%(correction)s is a correction of %(reference)s. Put it right, and submit it for review.")
        % {"correction": made.reference, "reference": evidence.reference},
    )
    return redirect("evidence_edit", made.reference)


@require_POST
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def discard(request: UserRequest, reference: str) -> HttpResponse:
    """Give a correction up."""
    evidence = find(request, reference)
    if not decides_or_owns(request.user, evidence):
        raise Http404
    if evidence.status == EvidenceStatus.DISCARDED and evidence.corrects is not None:
        return told_gone(request, evidence.corrects, gone(reference))
    try:
        actions.discard(correction=evidence, by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
        return redirect(evidence)
    messages.success(request, _("%(reference)s is discarded.") % {"reference": reference})
    return redirect(evidence.corrects or evidence)
