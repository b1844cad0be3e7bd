"""Offices: everyone on the staff reads about them, administrators keep them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.lists import arrange, short_address
from objectives.actions import offices as actions
from objectives.actions.merging import merge_offices, plan_for_office
from objectives.filters import OfficeFilter
from objectives.forms.office import OfficeForm, OfficeMergeForm, RetirementForm, initial_of
from objectives.models import Office
from objectives.permissions import Capability, may
from objectives.queries.doings import accepted_in, doings_of_office, periods_at_hand
from objectives.queries.offices import find_office, office_list, office_page
from objectives.tables.places import OfficeTable
from objectives.views.vocabularies import take


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
@short_address(OfficeFilter.base_filters)
def offices(request: UserRequest) -> HttpResponse:
    """Every office, with what was accepted of it in the current period."""
    filterset = OfficeFilter(request.GET, queryset=office_list(request.user), request=request)
    table = arrange(request, OfficeTable(filterset.qs))
    period = periods_at_hand()[0]
    table.accepted = accepted_in(period, [row.record for row in table.page.object_list]) if period else None
    context = {"filter": filterset, "table": table, "period": period, "may_keep": may_keep(request)}
    return render(request, "objectives/offices/list.html", context)


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def office(request: UserRequest, code: str) -> HttpResponse:
    """One office: what it logged, where that stands, what is missing, and its people."""
    return office_response(request, find(request, code), RetirementForm())


def office_response(request: UserRequest, found: Office, form: RetirementForm) -> HttpResponse:
    """The page of an office; a retirement with errors is shown again."""
    page = office_page(found)
    context: dict[str, Any] = {
        "office": found,
        "page": page,
        "doings": doings_of_office(found, page.merged, request.user, request.GET.get("framework", "")),
        "entries_query": f"office={found.pk}",
        "form": form,
        "may_keep": may_keep(request),
        "may_see_people": may(request.user, Capability.VIEW_PEOPLE),
    }
    return render(request, "objectives/offices/office.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_PROGRAMMES))
def office_new(request: UserRequest) -> HttpResponse:
    """Make an office."""
    form = OfficeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if take(form, lambda: actions.add(code=code, content=form.to_input(), by=request.user)):
            messages.success(request, _("The office is made."))
            return redirect("office", code.strip())
    context = {"form": form, "heading": _("A new office"), "button": _("Make it")}
    return render(request, "objectives/offices/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_PROGRAMMES))
def office_change(request: UserRequest, code: str) -> HttpResponse:
    """Say anew what an office is."""
    found = find(request, code)
    form = OfficeForm(request.POST or None, initial=initial_of(found), office=found)
    if (
        request.method == "POST"
        and form.is_valid()
        and take(form, lambda: actions.change(office=found, content=form.to_input(), by=request.user))
    ):
        messages.success(request, _("The office is saved."))
        return redirect(found)
    heading = _("Change %(office)s") % {"office": found}
    context = {"form": form, "office": found, "heading": heading, "button": _("Save")}
    return render(request, "objectives/offices/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_PROGRAMMES))
def office_merge(request: UserRequest, code: str) -> HttpResponse:
    """Choose the office to merge into (`?into=`), read what will happen, and have it done."""
    found = find(request, code)
    if found.is_retired:
        messages.warning(request, _("%(office)s is retired already.") % {"office": found})
        return redirect(found)
    data = request.POST if request.method == "POST" else request.GET if "into" in request.GET else None
    form = OfficeMergeForm(data, office=found)
    into = form.cleaned_data["into"] if form.is_valid() else None
    if (
        request.method == "POST"
        and into is not None
        and take(form, lambda: merge_offices(office=found, into=into, by=request.user))
    ):
        messages.success(request, _("%(office)s is merged into %(into)s.") % {"office": found, "into": into})
        return redirect(into)
    context = {"form": form, "office": found, "into": into, "plan": plan_for_office(found) if into else None}
    return render(request, "objectives/offices/merge.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_PROGRAMMES))
def office_retire(request: UserRequest, code: str) -> HttpResponse:
    """Offer an office no longer, with a reason."""
    found, form = find(request, code), RetirementForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if take(form, lambda: actions.retire(office=found, reason=reason, by=request.user)):
            messages.success(request, _("%(office)s is retired.") % {"office": found})
            return redirect(found)
    return office_response(request, found, form)


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_PROGRAMMES))
def office_restore(request: UserRequest, code: str) -> HttpResponse:
    """Offer a retired office again."""
    found = find(request, code)
    try:
        actions.restore(office=found, by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(office)s is in use again.") % {"office": found})
    return redirect(found)


def may_keep(request: UserRequest) -> bool:
    return may(request.user, Capability.MANAGE_PROGRAMMES)


def find(request: UserRequest, code: str) -> Office:
    """The office, or 404 where there is none for this person."""
    found = find_office(request.user, code)
    if found is None:
        raise Http404
    return found
