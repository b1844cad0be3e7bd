"""Logging evidence: the form, new or of a kept entry."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from objectives.actions import evidence as actions
from objectives.actions.lateness import may_be_late, unlock_needed
from objectives.enums import EvidenceStatus
from objectives.forms.evidence import EvidenceForm
from objectives.forms.kept import PARTS, initial_of
from objectives.models import Evidence, Framework
from objectives.permissions import Capability, may
from objectives.queries.attachments import corrected_files
from objectives.queries.choosing import own_recents
from objectives.queries.conversation import returned_to_form, show_at_fields
from objectives.queries.evidence import form_entry, last_decision
from objectives.queries.evidence_parts import titles_of
from objectives.queries.offices import own_office
from objectives.queries.periods import current_period, framework_at_hand, frameworks_in_force
from objectives.validators import submission_problems
from objectives.views import kept_typing
from objectives.views.attachments import change_files, limits
from objectives.views.co_authors import together
from objectives.views.comparing import conflict_response, decided
from objectives.views.filling import Filled, filled_by


@require_http_methods(["GET", "HEAD", "POST"])
@kept_typing.keeps_typing
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def evidence_new(request: UserRequest) -> HttpResponse:
    """Log evidence under a framework in force (`?framework=` chooses among several).

    A link may name what it is filled with: `filled_by` says how.
    """
    frameworks = frameworks_in_force()
    framework = framework_at_hand(frameworks, request.GET.get("framework", ""))
    if framework is None:
        return render(request, "objectives/evidence_no_framework.html")
    if request.method != "POST" and not token_of(request):
        address = request.GET.copy()
        address["form"] = str(uuid4())
        return redirect(f"{request.path}?{address.urlencode()}")
    initial: dict[str, Any] = {"office": own_office(request.user), "token": token_of(request)}
    filled = Filled()
    window: kept_typing.Opening | None = None
    if request.method != "POST":
        filled = filled_by(request, framework)
        initial |= filled.initial
        window = kept_typing.opening(request, framework, token=str(token_of(request)))
    form = form_of(request, framework, initial, data=window.data if window else None)
    if request.method == "POST" and (answer := answer_to(request, form, None)):
        return answer
    form.recents = own_recents(request.user)
    return form_response(request, form, frameworks, None, filled, window=window)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_typing.keeps_typing
@open_to(lambda user: may(user, Capability.LOG_EVIDENCE))
def evidence_edit(request: UserRequest, reference: str) -> HttpResponse:
    """Change a draft or returned record that one writes. `?missing=yes` says at the fields what it lacks."""
    evidence = entry_written(request, reference)
    if not evidence.is_editable:
        kept = kept_typing.keep_sent(request)
        past = past_editing(request, evidence)
        return redirect("evidence_compare", evidence.reference) if kept else past
    prefetch_related_objects([evidence], *PARTS)
    is_sent = request.method == "POST"
    window = None if is_sent else kept_typing.opening(request, evidence.framework, evidence=evidence)
    data = window.data if window else decided(request.POST, evidence)
    form = form_of(request, evidence.framework, initial_of(evidence), data=data)
    if request.method == "POST" and (answer := answer_to(request, form, evidence)):
        return answer
    if window and not window.filled and "missing" in request.GET:
        form.tell(missing(request, evidence))
    return form_response(request, form, [], evidence, window=window)


def missing(request: UserRequest, evidence: Evidence) -> dict[str, list[str]]:
    """What stands in the way of submitting it today, by field."""
    evidence.unlock = unlock_needed(evidence)
    late = may_be_late(evidence, request.user)
    return submission_problems(evidence, today=timezone.localdate(), may_be_late=late)


def entry_written(request: UserRequest, reference: str) -> Evidence:
    """A record of which a person is author or co-author, or 404."""
    evidence = form_entry(request.user, reference)
    if evidence is None:
        raise Http404
    return evidence


def past_editing(request: UserRequest, evidence: Evidence) -> HttpResponse:
    """What has gone to review is not changed: say so, and show it."""
    messages.warning(request, _("This entry can no longer be changed: it has been submitted."))
    return redirect(evidence)


def form_of(
    request: UserRequest, framework: Framework, initial: dict[str, Any], *, data: QueryDict | None
) -> EvidenceForm:
    """The form as it was sent, or as it begins; `data` is what was typed before, or chosen of two texts."""
    return EvidenceForm(
        data or (request.POST if request.method == "POST" else None),
        framework=framework,
        by=request.user,
        initial=initial,
        more_sources=request.POST.get("step") == "source",
    )


def answer_to(request: UserRequest, form: EvidenceForm, evidence: Evidence | None) -> HttpResponse | None:
    """What follows a form that was sent: the next page, or None where the same is shown again."""
    if "step" in request.POST:
        take_step(request, form, evidence)
        return None
    if form.is_valid():
        return keep_or_compare(request, form, evidence)
    if evidence is not None:
        form.take_problems({"": change_files(request, evidence)})  # what was typed waits; the files need not
    elif request.FILES:
        form.take_problems({"": [files_to_choose_again()]})
    return None


def take_step(request: UserRequest, form: EvidenceForm, evidence: Evidence | None) -> None:
    """In the middle of the work: more is to be found or asked. Nothing is checked yet; files that came are kept."""
    makes_sense, problems = form.is_valid(), []
    if request.FILES and evidence is None and makes_sense:
        evidence, _is_new = draft_of(request, form)
        form.kept = evidence
    if evidence is not None and evidence.is_editable:
        problems = change_files(request, evidence)
    elif request.FILES:
        problems = [files_to_choose_again()]
    form.hush()
    form.take_problems({"": problems})


def files_to_choose_again() -> str:
    """What is said where there is no entry yet that files could hang on."""
    return _("The files you chose are not attached yet. Choose them again.")


def token_of(request: UserRequest) -> UUID | None:
    """The form's own mark, in its address: going back shows the same form, whose entry is made once."""
    try:
        return UUID(request.GET.get("form", ""))
    except ValueError:
        return None


def draft_of(request: UserRequest, form: EvidenceForm) -> tuple[Evidence, bool]:
    """The entry that a new form makes, once; whether it was made now."""
    token = str(form.cleaned_data["token"] or uuid4())
    return actions.create_once(framework=form.framework, content=form.to_input(), by=request.user, token=token)


def keep_or_compare(request: UserRequest, form: EvidenceForm, evidence: Evidence | None) -> HttpResponse | None:
    """The same; where the record was saved elsewhere since the form was opened, the page with both texts."""
    try:
        return keep(request, form, evidence)
    except actions.ChangedMeanwhile as change:
        return conflict_response(request, change.evidence, change_files(request, change.evidence))


def keep(request: UserRequest, form: EvidenceForm, evidence: Evidence | None) -> HttpResponse | None:
    """Save what was typed. None where a problem remains: the form then says which."""
    try:
        evidence, is_new = (evidence, False) if evidence else draft_of(request, form)
        if not evidence.is_editable:
            return sent_before(request, evidence)
        if not is_new:
            seen = kept_typing.edit_seen(request)
            evidence = actions.save(evidence=evidence, content=form.to_input(), by=request.user, seen=seen)
        kept_typing.settle(request, evidence)
        if file_problems := change_files(request, evidence):
            raise ActionError({"": file_problems})
    except ActionError as error:
        if evidence is not None:
            evidence.refresh_from_db()
            if not evidence.is_editable:
                return gone_on(request, form, evidence)
        form.take_problems(error.problems)
        form.kept = evidence
        return None
    return saved_response(request, evidence, form.missing_programme)


def gone_on(request: UserRequest, form: EvidenceForm, evidence: Evidence) -> HttpResponse:
    """It was submitted while this form was on its way: what was typed and stands in it is not lost."""
    if not actions.holds(evidence, form.to_input()) and kept_typing.keep_sent(request):
        return redirect("evidence_compare", evidence.reference)
    return sent_before(request, evidence)


def saved_response(request: UserRequest, evidence: Evidence, missing_programme: str = "") -> HttpResponse:
    """After a draft is saved: the last look at it, its page, or the page to propose the programme that is missing,
    with what was typed for it."""
    if "check" in request.POST:
        return redirect("evidence_check", evidence.reference)
    messages.success(request, _("%(reference)s is saved as a draft.") % {"reference": evidence.reference})
    if "propose" in request.POST:
        asked = {"entry": evidence.reference} | ({"title": missing_programme} if missing_programme else {})
        return redirect(f"{reverse('programme_propose')}?{urlencode(asked)}")
    return redirect(evidence)


def sent_before(request: UserRequest, evidence: Evidence) -> HttpResponse:
    """The same form was sent before, and its entry submitted: say so, and make no second one."""
    messages.info(
        request,
        _("%(reference)s was submitted already; nothing was logged twice.") % {"reference": evidence.reference},
    )
    return redirect(evidence)


def boxes_of(form: EvidenceForm) -> dict[str, Any]:
    """The boxes in which things are named by typing, for the page."""
    return {
        "office": form.typed_box("office"),
        "programme": form.typed_box("programme"),
        "countries": form.chips_box("countries"),
        "themes": form.chips_box("terms"),
    }


def what_came_back(kept: Evidence | None, form: EvidenceForm) -> dict[str, Any]:
    """Why an entry was returned, for the page; each part that was is shown at its field too."""
    came_back = last_decision(kept) if kept and kept.status == EvidenceStatus.RETURNED else None
    returned = returned_to_form(came_back, form, titles_of(kept) if kept and came_back else {})
    show_at_fields(returned, form)
    return {"last_return": came_back, "returned": returned}


def form_response(
    request: UserRequest,
    form: EvidenceForm,
    frameworks: list[Framework],
    evidence: Evidence | None,
    filled: Filled | None = None,
    *,
    window: kept_typing.Opening | None,
) -> HttpResponse:
    """The form. A draft that was saved on the way is what is edited from then on."""
    kept = form.kept or evidence
    if window is None:
        window = kept_typing.shown_again(request, form, kept)
    window.show(form)
    context = {
        "form": form,
        "picks": list(form.picks()),
        **boxes_of(form),
        "framework": form.framework,
        "frameworks": frameworks,
        "evidence": kept,
        "action": reverse("evidence_edit", args=[kept.reference]) if kept else request.get_full_path(),
        "filled": filled,
        "window": window,
        "saved_only": form.kept is not None,
        "period": current_period(form.framework),
        "may_unlock": may(request.user, Capability.MANAGE_PERIODS),
        **what_came_back(kept, form),
        "own_office": own_office(request.user),
        "attachments": list(kept.attachments.present()) if kept else [],
        "corrected_files": corrected_files(kept) if kept else [],
        "together": together(request, evidence) if evidence else None,
        "limits": limits(),
    }
    return render(
        request, "objectives/evidence_form.html", context, status=422 if form.is_bound and form.errors else 200
    )
