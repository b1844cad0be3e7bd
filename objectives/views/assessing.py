"""Assessing an element for a period: writing, submitting, approving, returning, reopening."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from objectives.actions import assessment as actions
from objectives.enums import AssessmentStage, AssessmentStatus
from objectives.forms.assessment import AssessmentForm, initial_of
from objectives.forms.evidence import ReasonForm
from objectives.models import Assessment, AssessmentDecision, Element, Period
from objectives.permissions import Capability, may
from objectives.queries.assessments import AssessPage, assess_page, content_now, find_assessment, last_number
from objectives.queries.focal_points import may_assess
from objectives.queries.languages import is_language, language_name, languages_offered
from objectives.views.frameworks import find_element_or_404
from objectives.views.periods import find_period_or_404


@dataclass(frozen=True)
class Tab:
    """A language that the assessment can be written in."""

    code: str
    name: str
    is_current: bool
    is_written: bool


@dataclass(frozen=True)
class LateDecision:
    """A decision that came too late: the one that was made before, and what was typed for it."""

    before: AssessmentDecision
    typed: str

    @property
    def made(self) -> str:
        """What was decided before, in words."""
        if self.before.after != AssessmentStatus.DRAFT:
            return str(AssessmentStage(self.before.after).label)
        was_approved = self.before.before == AssessmentStatus.APPROVED
        return str((AssessmentStage.REOPENED if was_approved else AssessmentStage.RETURNED).label)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def assess(request: UserRequest, slug: str, code: str, period_code: str) -> HttpResponse:
    """Assess an element for a period, in one language, beside the evidence and figures that it rests on."""
    element, period = find_assessable_or_404(request, slug, code, period_code)
    if request.method != "POST":
        return page_response(request, element, period)
    kept = find_assessment(element, period, request.user)
    form = AssessmentForm(request.POST, language=current(tabs_of(request, element, kept)))
    saved = keep(request, element, period, kept, form) if form.is_valid() else None
    return saved or page_response(request, element, period, form=form)


def keep(
    request: UserRequest, element: Element, period: Period, kept: Assessment | None, form: AssessmentForm
) -> HttpResponse | None:
    """Save the draft and, if asked, submit it. None where a problem remains: the form then says which.

    What was typed is saved even when it cannot be submitted yet, so that it is never lost.
    """
    content = form.to_input(content_now(kept, form.language))
    read = form.cleaned_data["read"] or 0
    try:
        saved = actions.save(element=element, period=period, content=content, by=request.user, read=read)
    except actions.Overtaken as overtaken:
        form.take_theirs(overtaken)
        return None
    except ActionError as error:
        form.take_refusal(error.problems)
        return None
    if "submit" not in request.POST:
        messages.success(request, _("The assessment of %(code)s is saved as a draft.") % {"code": element.code})
        return redirect(address_of(element, period, request.POST.get("then") or form.language))
    try:
        actions.submit(assessment=saved, by=request.user)
    except ActionError as error:
        form.has_read(last_number(saved))
        form.take_refusal(error.problems)
        form.is_saved = True
        return None
    messages.success(request, _("The assessment of %(code)s is submitted for approval.") % {"code": element.code})
    return redirect(address_of(element, period, form.language))


@require_POST
@open_to(lambda user: may(user, Capability.APPROVE_ASSESSMENT))
def approve(request: UserRequest, slug: str, code: str, period_code: str) -> HttpResponse:
    """Approve what was submitted."""
    assessment = find_assessment_or_404(request, slug, code, period_code)
    try:
        actions.approve(assessment=assessment, read=version_read(request), by=request.user)
    except ActionError as error:
        for message in {message for found in error.problems.values() for message in found}:
            messages.error(request, message)
        late = too_late(request, assessment, typed="") if is_another_by_now(request, assessment) else None
        return late or redirect("assess", slug, code, period_code)
    messages.success(request, _("The assessment of %(code)s is approved.") % {"code": code})
    return redirect("assess", slug, code, period_code)


@require_POST
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def send_back(request: UserRequest, slug: str, code: str, period_code: str) -> HttpResponse:
    """Return what was submitted to who wrote it, with a reason; who submitted it may take it back so."""
    assessment = find_assessment_or_404(request, slug, code, period_code)
    if not (may(request.user, Capability.APPROVE_ASSESSMENT) or assessment.submitted_by_id == request.user.pk):
        typed = ReasonForm(request.POST).in_words()
        late = too_late(request, assessment, typed=typed) if assessment.is_draft else None  # returned just now
        if late is None:
            raise Http404
        return late
    return with_reason(request, assessment, actions.send_back, _("The assessment of %(code)s is a draft again."))


@require_POST
@open_to(lambda user: may(user, Capability.APPROVE_ASSESSMENT))
def reopen(request: UserRequest, slug: str, code: str, period_code: str) -> HttpResponse:
    """Make a draft again of what was approved, with a reason."""
    assessment = find_assessment_or_404(request, slug, code, period_code)
    return with_reason(request, assessment, actions.reopen, _("The assessment of %(code)s is a draft again."))


def with_reason(
    request: UserRequest, assessment: Assessment, action: Callable[..., Assessment], done: str
) -> HttpResponse:
    """Do what needs a reason; without one, the page again with the error at the field and the words kept."""
    element, period = assessment.element, assessment.period
    form = ReasonForm(request.POST)
    if not form.is_valid() and not assessment.is_draft:
        return page_response(request, element, period, reason=form)
    try:
        action(assessment=assessment, reason=form.cleaned_data.get("reason", ""), by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
        late = too_late(request, assessment, typed=form.in_words())
        return late or redirect("assess", element.framework.slug, element.code, period.code)
    messages.success(request, done % {"code": element.code})
    return redirect("assess", element.framework.slug, element.code, period.code)


def version_read(request: UserRequest) -> int | None:
    """Which version the page showed that a decision was sent from; None where it does not say."""
    text = request.POST.get("read", "")
    return int(text[:9]) if text.isascii() and text.isdecimal() else None


def is_another_by_now(request: UserRequest, assessment: Assessment) -> bool:
    """Whether it awaits approval no longer, or says something else than the page that a decision was sent from."""
    assessment.refresh_from_db(fields=["status"])
    is_submitted = assessment.status == AssessmentStatus.SUBMITTED
    return not is_submitted or version_read(request) not in (None, last_number(assessment))


def too_late(request: UserRequest, assessment: Assessment, *, typed: str) -> HttpResponse | None:
    """The assessment as it stands now, with who decided on it and what was typed. None where it was one's own decision,
    and nothing is lost."""
    before = assessment.decisions.select_related("by").last()
    if before is None or (before.by == request.user and not typed):
        return None
    return page_response(request, assessment.element, assessment.period, late=LateDecision(before, typed))


def page_response(
    request: UserRequest,
    element: Element,
    period: Period,
    *,
    form: AssessmentForm | None = None,
    reason: ReasonForm | None = None,
    late: LateDecision | None = None,
) -> HttpResponse:
    """The page, with a form to show again with its errors, or a decision that came too late, where there is one."""
    page = assess_page(element, period, request.user)
    tabs = tabs_of(request, element, page.assessment)
    language = current(tabs)
    shown = form or AssessmentForm(initial=initial_of_page(page, language), language=language)
    context = {
        "element": element,
        "period": period,
        "page": page,
        "tabs": tabs,
        "language": language,
        "sheet": shown,
        "form": form or reason or ReasonForm(initial={"reason": late.typed if late else ""}),
        "late": late,
        "version": page.history[0].version.number if page.history else 0,
        "is_written": form is not None or page.assessment is None or page.assessment.is_draft,
        "returned": returned(page),
        **decisions_offered(request, page.assessment),
    }
    failed = bool((form and form.errors) or (reason and reason.errors))
    return render(request, "objectives/assess.html", context, status=422 if failed else 409 if late else 200)


def decisions_offered(request: UserRequest, assessment: Assessment | None) -> dict[str, bool]:
    """Which decisions this person can take on an assessment as it stands."""
    approves = may(request.user, Capability.APPROVE_ASSESSMENT)
    is_submitted = assessment is not None and assessment.status == AssessmentStatus.SUBMITTED
    is_own = assessment is not None and assessment.submitted_by_id == request.user.pk
    return {
        "may_approve": is_submitted and approves and not is_own,
        "may_return": is_submitted and (approves or is_own),
        "may_reopen": assessment is not None and assessment.is_approved and approves,
        "is_own": is_own,
    }


def returned(page: AssessPage) -> object:
    """The decision that made a draft again of an assessment, while it is one."""
    is_draft = page.assessment is not None and page.assessment.is_draft
    return page.decisions[-1] if is_draft and page.decisions else None


def initial_of_page(page: AssessPage, language: str) -> dict[str, object]:
    number = page.history[0].version.number if page.history else 0
    return initial_of(content_now(page.assessment, language), number)


def tabs_of(request: UserRequest, element: Element, assessment: Assessment | None) -> list[Tab]:
    """The languages to write in, one of them current: that of `?language=`, or the reader's own, or the first."""
    asked = request.GET.get("language", "")
    if asked and not is_language(asked):
        raise Http404
    written = [text.language for text in assessment.texts.all()] if assessment else []
    codes = languages_offered(element.framework, present=written, asked=asked)
    own = get_language() or ""
    now = asked or (own if own in codes else codes[0])
    return [Tab(code, language_name(code), code == now, code in written) for code in codes]


def current(tabs: list[Tab]) -> str:
    return next(tab.code for tab in tabs if tab.is_current)


def address_of(element: Element, period: Period, language: str) -> str:
    """The page of an assessment in a language."""
    path = reverse("assess", args=[element.framework.slug, element.code, period.code])
    return f"{path}?language={language}" if is_language(language) else path


def find_assessable_or_404(request: UserRequest, slug: str, code: str, period_code: str) -> tuple[Element, Period]:
    """The element and the period, or 404 where this person may not assess it."""
    element = find_element_or_404(slug, code)
    if not may_assess(request.user, element):
        raise Http404
    return element, find_period_or_404(slug, period_code)


def find_assessment_or_404(request: UserRequest, slug: str, code: str, period_code: str) -> Assessment:
    """An assessment that this person may write or decide on, or 404."""
    element, period = find_assessable_or_404(request, slug, code, period_code)
    found = find_assessment(element, period, request.user)
    if found is None:
        raise Http404
    found.element, found.period = element, period
    return found
