"""The ways to break figures down: everyone on the staff reads them, administrators keep them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from objectives.actions.dimension import add_dimension, change_dimension
from objectives.forms.dimension import DimensionForm, initial_of
from objectives.models import Dimension
from objectives.permissions import Capability, may
from objectives.queries.dimensions import dimensions_in_use, find_dimension
from objectives.views.indicators import take


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def dimension_list(request: UserRequest) -> HttpResponse:
    """All dimensions with their categories, and the indicators that are broken down by them."""
    context = {
        "dimensions": dimensions_in_use(),
        "may_manage": may(request.user, Capability.MANAGE_FRAMEWORKS),
    }
    return render(request, "objectives/dimension_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_FRAMEWORKS))
def dimension_new(request: UserRequest) -> HttpResponse:
    """A further way to break figures down."""
    form = DimensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, names, categories = form.cleaned_data["name"], form.names(), form.to_input()
        if take(form, lambda: add_dimension(name=name, names=names, categories=categories, by=request.user)):
            messages.success(request, _("%(name)s is added. Choose it for the indicators it suits.") % {"name": name})
            return redirect("dimension_list")
    return form_response(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_FRAMEWORKS))
def dimension(request: UserRequest, code: str) -> HttpResponse:
    """Name a dimension anew; name, order, add and retire its categories."""
    found = find_dimension(code)
    if found is None:
        raise Http404
    form = DimensionForm(request.POST or None, initial=initial_of(found), categories=list(found.categories.all()))
    if request.method == "POST" and form.is_valid():
        name, names, categories = form.cleaned_data["name"], form.names(), form.to_input()
        if take(
            form,
            lambda: change_dimension(dimension=found, name=name, names=names, categories=categories, by=request.user),
        ):
            messages.success(request, _("%(name)s is saved.") % {"name": name})
            return redirect("dimension_list")
    return form_response(request, form, found)


def form_response(request: UserRequest, form: DimensionForm, found: Dimension | None) -> HttpResponse:
    """The form of a dimension."""
    context = {"form": form, "rows": form.rows(), "dimension": found}
    return render(request, "objectives/dimension_form.html", context, status=422 if form.errors else 200)
