"""Programmes: everyone on the staff reads about them, administrators keep them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.lists import arrange, short_address
from iomtrack.accounts.sheets import Sheet
from objectives.actions import programmes as actions
from objectives.actions.merging import merge_programmes, plan_for_programme
from objectives.actions.programme_words import write_words_again
from objectives.enums import ProgrammeStatus
from objectives.filters import ProgrammeFilter
from objectives.forms.office import RetirementForm
from objectives.forms.programme import ProgrammeForm, initial_of
from objectives.forms.programme_steps import ConfirmationForm, ProgrammeMergeForm
from objectives.models import AuditEvent, Programme
from objectives.permissions import Capability, may
from objectives.queries.doings import accepted_in, doings_of_programme, periods_at_hand
from objectives.queries.programmes import (
    confirmed_from,
    find_programme,
    last_decision,
    programme_list,
    programme_page,
    proposals,
    stopped_words,
)
from objectives.tables.places import ProgrammeTable
from objectives.views.vocabularies import take


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
@short_address(ProgrammeFilter.base_filters)
def programmes(request: UserRequest) -> HttpResponse:
    """Every programme, with what was accepted under it in the current period."""
    filterset = ProgrammeFilter(request.GET, queryset=programme_list(request.user), request=request)
    table = arrange(request, ProgrammeTable(filterset.qs))
    period = periods_at_hand()[0]
    table.accepted = accepted_in(period, [row.record for row in table.page.object_list]) if period else None
    context = {
        "filter": filterset,
        "table": table,
        "period": period,
        "may_keep": may_keep(request),
        "may_propose": may(request.user, Capability.PROPOSE_PROGRAMME),
        "proposals": proposals(),
    }
    return render(request, "objectives/programmes/list.html", context)


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def programme(request: UserRequest, code: str) -> HttpResponse:
    """One programme: what was logged under it, where that stands, what is missing, and what it is."""
    found = find(request, code)
    return programme_response(request, found) if found.code == code else redirect(found)


@dataclass(frozen=True)
class LateDecision:
    """A decision that came too late: the one that was made before, and what was typed for it."""

    before: AuditEvent | None
    typed: str


def programme_response(
    request: UserRequest, found: Programme, form: Sheet | None = None, late: LateDecision | None = None
) -> HttpResponse:
    """The page of a programme; a retirement or a confirmation with errors is shown again."""
    code = "" if found.code.startswith(actions.PROVISIONAL) else found.code
    with_below = request.GET.get("below") == "yes"
    page = programme_page(found, with_below=with_below)
    context: dict[str, Any] = {
        "programme": found,
        "page": page,
        "doings": doings_of_programme(page.counted, request.user, request.GET.get("framework", "")),
        "with_below": with_below,
        "entries_query": f"programme={found.pk}&below=yes" if with_below else f"programme={found.pk}",
        "form": form,
        "late": late,
        "retirement": form if isinstance(form, RetirementForm) else RetirementForm(),
        "confirmation": form if isinstance(form, ConfirmationForm) else ConfirmationForm(initial={"code": code}),
        "may_keep": may_keep(request),
        "stopped": stopped_words(found) if may_keep(request) else None,
        "may_confirm": may_keep(request) and is_proposed(found),
        "may_log": may(request.user, Capability.LOG_EVIDENCE),
    }
    return render(
        request, "objectives/programmes/programme.html", context, status=409 if late else 422 if form else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_PROGRAMMES))
def programme_new(request: UserRequest) -> HttpResponse:
    """Make a programme."""
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if take(form, lambda: actions.add(code=code, content=form.to_input(), by=request.user)):
            messages.success(request, _("The programme is made."))
            return redirect("programme", code.strip())
    context = {"form": form, "heading": _("A new programme"), "button": _("Make it")}
    return render(request, "objectives/programmes/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_PROGRAMMES))
def programme_change(request: UserRequest, code: str) -> HttpResponse:
    """Say anew what a programme is."""
    found = find(request, code)
    form = ProgrammeForm(request.POST or None, initial=initial_of(found), programme=found)
    if (
        request.method == "POST"
        and form.is_valid()
        and take(form, lambda: actions.change(programme=found, content=form.to_input(), by=request.user))
    ):
        messages.success(request, _("The programme is saved."))
        return redirect(found)
    heading = _("Change %(programme)s") % {"programme": found.title_here}
    context = {"form": form, "programme": found, "heading": heading, "button": _("Save")}
    return render(request, "objectives/programmes/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_PROGRAMMES))
def programme_merge(request: UserRequest, code: str) -> HttpResponse:
    """Choose the programme to merge into (`?into=`), read what will happen, and have it done."""
    found = find(request, code)
    if found.status == ProgrammeStatus.RETIRED:
        messages.warning(request, _("%(programme)s is retired already.") % {"programme": found})
        return redirect(found)
    data = request.POST if request.method == "POST" else request.GET if "into" in request.GET else None
    form = ProgrammeMergeForm(data, programme=found)
    into = form.cleaned_data["into"] if form.is_valid() else None
    was_proposed = read_as_proposed(request)
    if (
        request.method == "POST"
        and into is not None
        and take(form, lambda: merge_programmes(programme=found, into=into, by=request.user, was_proposed=was_proposed))
    ):
        messages.success(request, _("%(one)s is merged into %(into)s.") % {"one": found, "into": into})
        return redirect(into)
    if was_proposed and not is_proposed(now := find(request, found.code)):
        return too_late(request, now, form, typed="")
    context = {"form": form, "programme": found, "into": into, "plan": plan_for_programme(found) if into else None}
    return render(request, "objectives/programmes/merge.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_PROGRAMMES))
def programme_confirm(request: UserRequest, code: str) -> HttpResponse:
    """Take up what was proposed, under its code."""
    found, form = find(request, code), ConfirmationForm(request.POST)
    if form.is_valid():
        wanted = form.cleaned_data["code"]
        if take(form, lambda: actions.confirm(programme=found, code=wanted, by=request.user)):
            messages.success(request, _("%(code)s is confirmed.") % {"code": wanted.strip()})
            return redirect("programme", wanted.strip())
    found.refresh_from_db(fields=["status", "code"])
    if found.status != ProgrammeStatus.PROPOSED:
        return too_late(request, found, form, typed=str(form["code"].value() or ""))
    return programme_response(request, found, form)


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_PROGRAMMES))
def programme_retire(request: UserRequest, code: str) -> HttpResponse:
    """Offer a programme no longer, with a reason."""
    found, form = find(request, code), RetirementForm(request.POST)
    was_proposed = read_as_proposed(request)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if take(
            form, lambda: actions.retire(programme=found, reason=reason, by=request.user, was_proposed=was_proposed)
        ):
            messages.success(request, _("%(programme)s is retired.") % {"programme": found})
            return redirect(found)
    found = find(request, found.code)
    if found.status == ProgrammeStatus.RETIRED or (was_proposed and not is_proposed(found)):
        return too_late(request, found, form, typed=str(form["reason"].value() or ""))
    return programme_response(request, found, form)


def read_as_proposed(request: UserRequest) -> bool:
    """Whether a decision was sent from a page on which the programme was a proposal still."""
    return request.POST.get("proposed") == "yes"


def is_proposed(found: Programme) -> bool:
    """Whether nobody has decided on it yet."""
    return found.status == ProgrammeStatus.PROPOSED


def too_late(request: UserRequest, found: Programme, form: Sheet, *, typed: str) -> HttpResponse:
    """The programme as it stands now, with who decided on it and when, and what was typed."""
    for message in {str(message) for told in form.errors.values() for message in told}:
        messages.error(request, message)
    return programme_response(request, found, late=LateDecision(last_decision(found), typed.strip()))


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_PROGRAMMES))
def programme_restore(request: UserRequest, code: str) -> HttpResponse:
    """Offer a retired programme again."""
    found = find(request, code)
    try:
        actions.restore(programme=found, by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(programme)s is in use again.") % {"programme": found})
    return redirect(found)


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_PROGRAMMES))
def programme_retry(request: UserRequest, code: str) -> HttpResponse:
    """Have what was logged under a programme found by what it is called now, where that has stopped."""
    found = find(request, code)
    try:
        write_words_again(programme=found, by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        message = _("The entries of %(programme)s wait to be found by its new name.")
        messages.success(request, message % {"programme": found})
    return redirect(found)


def may_keep(request: UserRequest) -> bool:
    return may(request.user, Capability.MANAGE_PROGRAMMES)


def find(request: UserRequest, code: str) -> Programme:
    """The programme, be it by the code that it had as a proposal, or 404 where there is none for this person."""
    found = find_programme(request.user, code) or confirmed_from(request.user, code)
    if found is None:
        raise Http404
    return found
