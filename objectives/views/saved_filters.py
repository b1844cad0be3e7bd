"""What people keep of the list of evidence: filters under a name, and columns."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from objectives.actions import saved_filters as actions
from objectives.filters import EvidenceFilter
from objectives.forms.saved_filters import ColumnsForm, SavedFilterForm
from objectives.models import Evidence, SavedFilter
from objectives.permissions import Capability, may
from objectives.queries.saved_filters import columns_of, kept_filters, own_filter
from objectives.views.finding import chips, filters_asked
from objectives.views.gone import gone_already
from objectives.views.indicators import take


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def saved_filter_list(request: UserRequest) -> HttpResponse:
    """One's own filters, and those shared with one's office."""
    kept = list(kept_filters(request.user))
    context = {
        "own": [one for one in kept if one.owner_id == request.user.pk],
        "shared": [one for one in kept if one.owner_id != request.user.pk],
    }
    return render(request, "objectives/saved_filters/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def saved_filter_new(request: UserRequest) -> HttpResponse:
    """Keep the filter that this address asks for, as that of the list does."""
    query = filters_asked(request)
    form = SavedFilterForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        name, is_shared = form.cleaned_data["name"], form.cleaned_data["is_shared"]
        if take(form, lambda: actions.keep_filter(name=name, query=query, is_shared=is_shared, by=request.user)):
            messages.success(request, _("“%(name)s” is kept.") % {"name": name})
            return redirect(list_of(query))
    return form_response(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def saved_filter(request: UserRequest, pk: int) -> HttpResponse:
    """Name one's filter anew, share it or stop sharing it."""
    saved = find_own_or_404(request, pk)
    form = SavedFilterForm(
        request.POST if request.method == "POST" else None, initial={"name": saved.name, "is_shared": saved.is_shared}
    )
    if request.method == "POST" and form.is_valid():
        name, is_shared = form.cleaned_data["name"], form.cleaned_data["is_shared"]
        if take(form, lambda: actions.change_filter(saved=saved, name=name, is_shared=is_shared, by=request.user)):
            messages.success(request, _("“%(name)s” is saved.") % {"name": name})
            return redirect("saved_filter_list")
    return form_response(request, form, saved)


def form_response(request: UserRequest, form: SavedFilterForm, saved: SavedFilter | None) -> HttpResponse:
    """The form of a filter, with what it asks for."""
    filterset = EvidenceFilter(request.GET, queryset=Evidence.objects.none(), request=request)
    context = {
        "form": form,
        "saved": saved,
        "chips": [] if saved else chips(request, filterset),
        "back": reverse("saved_filter_list") if saved else list_of(filters_asked(request)),
    }
    return render(request, "objectives/saved_filters/form.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def saved_filter_delete(request: UserRequest, pk: int) -> HttpResponse:
    """Delete one's filter."""
    saved = own_filter(request.user, pk)
    if saved is None:
        return gone_already(request, "saved_filter_list", "saved_filter.delete", object_id=str(pk))
    actions.delete_filter(saved=saved, by=request.user)
    messages.success(request, _("“%(name)s” is deleted.") % {"name": saved.name})
    return redirect("saved_filter_list")


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def columns(request: UserRequest) -> HttpResponse:
    """Choose the columns of the list, and go back to it as it was."""
    chosen = columns_of(request.user)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None, initial={"columns": chosen} if chosen else {}
    )
    if request.method == "POST" and form.is_valid():
        actions.choose_columns(columns=form.cleaned_data["columns"], by=request.user)
        return redirect(list_of(filters_asked(request)))
    context = {"form": form, "back": list_of(filters_asked(request))}
    return render(request, "objectives/saved_filters/columns.html", context, status=422 if form.errors else 200)


def list_of(query: str) -> str:
    """The address of the list of evidence, narrowed as it was."""
    return f"{reverse('evidence_list')}{'?' if query else ''}{query}"


def find_own_or_404(request: UserRequest, pk: int) -> SavedFilter:
    """One's own filter; of those of others one reads the list alone."""
    saved = own_filter(request.user, pk)
    if saved is None:
        raise Http404
    return saved
