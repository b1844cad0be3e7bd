"""The last look at an entry before it goes to review."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from objectives.actions import evidence as actions
from objectives.forms.checking import CheckForm
from objectives.models import Evidence
from objectives.permissions import Capability, may
from objectives.queries.co_authors import writes
from objectives.queries.conversation import last_return
from objectives.queries.duplicates import likely_duplicates
from objectives.queries.evidence import evidence_page, evidence_to_submit, was_changed_since_its_return
from objectives.queries.plausibility import doubts
from objectives.views.kept_typing import edit_read
from objectives.views.logging import missing, past_editing, sent_before
from objectives.views.record import find


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def evidence_check(request: UserRequest, reference: str) -> HttpResponse:
    """All of an entry as it will be read, what is missing, what is to be confirmed; and its author submits it."""
    is_sent = request.method == "POST"
    evidence = evidence_to_submit(request.user, reference) if is_sent else evidence_page(request.user, reference)
    if evidence is None or not writes(request.user, evidence):
        raise Http404
    if not evidence.is_editable:
        return sent_before(request, evidence) if is_sent else past_editing(request, evidence)
    form = check_form(request, evidence)
    if is_sent and form.is_valid() and (submitted := submit(request, form, evidence)):
        return submitted
    if is_sent:
        evidence = find(request, reference)
    form.missing = missing(request, evidence)
    return check_response(request, form, evidence)


def check_form(request: UserRequest, evidence: Evidence) -> CheckForm:
    """What this entry has to have confirmed."""
    return CheckForm(
        request.POST if request.method == "POST" else None,
        figures=evidence.figures.all(),
        doubts=doubts(evidence.figures.all()),
        is_unchanged=last_return(evidence) is not None and not was_changed_since_its_return(evidence),
        form_address=reverse("evidence_edit", args=[evidence.reference]),
    )


def submit(request: UserRequest, form: CheckForm, evidence: Evidence) -> HttpResponse | None:
    """Send the entry to review. None where a problem remains: the page then says which."""
    try:
        actions.submit(evidence=evidence, by=request.user, confirmed=form.confirmed(), seen=edit_read(request))
    except ActionError as error:
        now = Evidence.objects.get(pk=evidence.pk)
        if not now.is_editable:
            return sent_before(request, now)
        form.take_problems({"": error.problems.get("", [])})
        return None
    messages.success(request, _("%(reference)s is submitted for review.") % {"reference": evidence.reference})
    return redirect(evidence)


def check_response(request: UserRequest, form: CheckForm, evidence: Evidence) -> HttpResponse:
    """The page. It is an answer to something wrong only where it was to be submitted."""
    context = {
        "form": form,
        "evidence": evidence,
        "problems": form.problem_list(),
        "asked": {one.figure.pk: one for one in form.asked()},
        "unchanged": form["unchanged"] if "unchanged" in form.fields else None,
        "duplicates": likely_duplicates(evidence, request.user),
        "last_return": last_return(evidence),
        "edit": form.form_address,
        "may_submit": evidence.author_id == request.user.pk,
    }
    return render(request, "objectives/evidence_check.html", context, status=422 if request.method == "POST" else 200)
