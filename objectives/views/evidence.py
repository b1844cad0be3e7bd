"""Logging evidence: the list, a record, and its form."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.lists import arrange
from iomtrack.accounts.models import User
from objectives.actions import evidence as actions
from objectives.enums import EvidenceStatus
from objectives.filters import EvidenceFilter
from objectives.forms.evidence import EvidenceForm, ReasonForm, initial_of
from objectives.models import Evidence, Framework
from objectives.permissions import Capability, may
from objectives.queries.attachments import attachments_of
from objectives.queries.evidence import evidence_list, evidence_page
from objectives.queries.periods import current_period, framework_at_hand, frameworks_in_force
from objectives.tables.evidence import EvidenceTable
from objectives.validators import submission_problems
from objectives.views.attachments import change_files, limits


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def evidence_index(request: UserRequest) -> HttpResponse:
    """All that one may see, with filters and paging."""
    filterset = EvidenceFilter(request.GET, queryset=evidence_list(request.user), request=request)
    table = arrange(request, EvidenceTable(filterset.qs))
    context = {
        "filter": filterset,
        "table": table,
        "may_log": may(request.user, Capability.LOG_EVIDENCE),
        "may_watch_files": may(request.user, Capability.WATCH_FILES),
    }
    return render(request, "objectives/evidence_list.html", context)


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def evidence_detail(request: UserRequest, reference: str) -> HttpResponse:
    """One record: what it says, what it served, and all that was decided on it."""
    return detail_response(request, find(request, reference))


def detail_response(request: UserRequest, evidence: Evidence, reason: ReasonForm | None = None) -> HttpResponse:
    """The page of a record; `reason` is a form to show again with its errors."""
    is_author = evidence.author_id == request.user.pk
    decides = may_decide(request.user, evidence)
    context = {
        "evidence": evidence,
        "may_edit": is_author and evidence.is_editable,
        "attachments": attachments_of(evidence),
        "limits": limits(),
        "may_review": decides and evidence.status == EvidenceStatus.SUBMITTED,
        "may_withdraw": decides and evidence.status == EvidenceStatus.ACCEPTED,
        "last_return": last_return(evidence),
        "form": reason or ReasonForm(),
    }
    return render(request, "objectives/evidence_detail.html", context, status=422 if reason else 200)


def may_decide(user: User, evidence: Evidence) -> bool:
    """Whether this person can decide on a record as it stands: submitted or accepted, and not their own."""
    is_open = evidence.status in (EvidenceStatus.SUBMITTED, EvidenceStatus.ACCEPTED)
    return is_open and evidence.author_id != user.pk and may(user, Capability.REVIEW_EVIDENCE)


def last_return(evidence: Evidence) -> Any:
    """The decision that sent a record back, while it has not been submitted anew; else None."""
    if evidence.status != EvidenceStatus.RETURNED:
        return None
    return next((one for one in reversed(evidence.decisions.all()) if one.after == EvidenceStatus.RETURNED), None)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def evidence_new(request: UserRequest) -> HttpResponse:
    """Log evidence under a framework in force (`?framework=` chooses among several)."""
    frameworks = frameworks_in_force()
    framework = framework_at_hand(frameworks, request.GET.get("framework", ""))
    if framework is None:
        return render(request, "objectives/evidence_no_framework.html")
    if request.method != "POST" and not token_of(request):
        address = request.GET.copy()
        address["form"] = str(uuid4())
        return redirect(f"{request.path}?{address.urlencode()}")
    posting = getattr(request.user, "posting", None)
    form = EvidenceForm(
        request.POST or None,
        framework=framework,
        initial={"office": posting.office if posting else None, "token": token_of(request)},
    )
    if request.method == "POST" and form.is_valid():
        created = keep(request, form, None)
        if created:
            return created
    elif request.FILES:
        form.take_problems({"": [_("The files you chose are not attached yet. Choose them again.")]})
    return form_response(request, form, framework, frameworks, None)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def evidence_edit(request: UserRequest, reference: str) -> HttpResponse:
    """Change one's own draft or returned record."""
    evidence = find(request, reference)
    if evidence.author_id != request.user.pk:
        raise Http404
    if not evidence.is_editable:
        messages.warning(request, _("This entry can no longer be changed: it has been submitted."))
        return redirect(evidence)
    form = EvidenceForm(request.POST or None, framework=evidence.framework, initial=initial_of(evidence))
    if request.method == "POST" and form.is_valid():
        kept = keep(request, form, evidence)
        if kept:
            return kept
    elif request.method == "POST":
        form.take_problems({"": change_files(request, evidence)})  # what was typed waits; the files need not
    return form_response(request, form, evidence.framework, [], evidence)


def token_of(request: UserRequest) -> UUID | None:
    """The form's own mark, in its address: going back shows the same form, whose entry is made once."""
    try:
        return UUID(request.GET.get("form", ""))
    except ValueError:
        return None


def keep(request: UserRequest, form: EvidenceForm, evidence: Evidence | None) -> HttpResponse | None:
    """Save what was typed and, if asked, submit it. None where a problem remains: the form then says which.

    What was typed is saved even when it cannot be submitted yet, so that it is never lost.
    """
    content = form.to_input()
    try:
        if evidence is None:
            token = str(form.cleaned_data["token"] or uuid4())
            evidence = actions.create_once(framework=form.framework, content=content, by=request.user, token=token)
        if not evidence.is_editable:
            return sent_before(request, evidence)
        evidence = actions.save(evidence=evidence, content=content, by=request.user)
        if file_problems := change_files(request, evidence):
            raise ActionError({"": file_problems})
        if "submit" not in request.POST:
            return saved_response(request, evidence)
        if form.ask_again():
            form.take_problems(submission_problems(evidence, today=timezone.localdate()))
            form.kept = evidence
            return None
        actions.submit(evidence=evidence, by=request.user)
    except ActionError as error:
        if evidence is not None:
            evidence.refresh_from_db()
            if not evidence.is_editable:
                return sent_before(request, evidence)
        form.take_problems(error.problems)
        form.kept = evidence
        return None
    messages.success(request, _("%(reference)s is submitted for review.") % {"reference": evidence.reference})
    return redirect(evidence)


def saved_response(request: UserRequest, evidence: Evidence) -> HttpResponse:
    """After a draft is saved: its page, or the page on which to propose the programme that is missing."""
    messages.success(request, _("%(reference)s is saved as a draft.") % {"reference": evidence.reference})
    if "propose" in request.POST:
        return redirect(f"{reverse('programme_propose')}?entry={evidence.reference}")
    return redirect(evidence)


def sent_before(request: UserRequest, evidence: Evidence) -> HttpResponse:
    """The same form was sent before, and its entry submitted: say so, and make no second one."""
    messages.info(
        request,
        _("%(reference)s was submitted already; nothing was logged twice.") % {"reference": evidence.reference},
    )
    return redirect(evidence)


def form_response(
    request: UserRequest,
    form: EvidenceForm,
    framework: Framework,
    frameworks: list[Framework],
    evidence: Evidence | None,
) -> HttpResponse:
    """The form. A draft that was saved on the way to a failed submit is what is edited from then on."""
    kept = form.kept or evidence
    context = {
        "form": form,
        "picks": list(form.picks()),
        "themes": form.themes(),
        "framework": framework,
        "frameworks": frameworks,
        "evidence": kept,
        "saved_only": form.kept is not None,
        "period": current_period(framework),
        "may_unlock": may(request.user, Capability.MANAGE_PERIODS),
        "last_return": last_return(kept) if kept else None,
        "attachments": list(kept.attachments.present()) if kept else [],
        "limits": limits(),
    }
    return render(request, "objectives/evidence_form.html", context, status=422 if form.errors else 200)


def find(request: UserRequest, reference: str) -> Evidence:
    """The record, or 404 where it does not exist for this person."""
    evidence = evidence_page(request.user, reference)
    if evidence is None:
        raise Http404
    return evidence
