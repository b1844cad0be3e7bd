"""Indicators: everyone on the staff reads them, administrators keep them."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.sheets import Sheet
from objectives.actions import indicator as actions
from objectives.enums import FrameworkStatus
from objectives.forms.indicator import IndicatorForm, RetireForm
from objectives.forms.target import DayForm
from objectives.line_drawing import Drawing, draw
from objectives.models import Element, Indicator
from objectives.permissions import Capability, may
from objectives.queries.indicator import IndicatorPage, find_indicator, indicator_page, may_roll_up_to
from objectives.queries.targets import aimed_at_on
from objectives.views.frameworks import chosen_period, find_element_or_404
from objectives.views.gone import gone_already


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
def indicator(request: UserRequest, slug: str, element: str, code: str) -> HttpResponse:
    """An indicator: what it is, its course and targets, and for a period its parts and the records it rests on.

    `?on=2026-03-01` tells what was aimed at on that day.
    """
    found = find_indicator_or_404(slug, element, code)
    period = chosen_period(request, found.element.framework)
    page = indicator_page(found, period, request.user)
    day = DayForm(request.GET if "on" in request.GET else None)
    on = day.cleaned_data["on"] if day.is_valid() else None
    context = {
        "page": page,
        "indicator": found,
        "element": found.element,
        "period": period,
        "drawing": drawing_of(page),
        "day": day,
        "on": on,
        "aimed_at": aimed_at_on(on, page.aims) if on else None,
        "may_manage": may(request.user, Capability.MANAGE_FRAMEWORKS),
    }
    return render(request, "objectives/indicator.html", context)


def drawing_of(page: IndicatorPage) -> Drawing | None:
    """The course of the value, oldest period first."""
    rows = [one.row for one in reversed(page.rows)]
    values = [row.value.value if row.value else None for row in rows]
    return draw(values, [row.target.value if row.target else None for row in rows], page.indicator.baseline)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_FRAMEWORKS))
def indicator_new(request: UserRequest, slug: str, element: str) -> HttpResponse:
    """Measure something more of an element."""
    found = find_element_or_404(slug, element)
    form = IndicatorForm(request.POST or None, element=found, above=may_roll_up_to(found))
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_indicator(element=found, content=form.to_input(), by=request.user)
        except ActionError as error:
            form.take_problems(error.problems)
        else:
            messages.success(request, _("%(indicator)s is added. Set its targets next.") % {"indicator": added})
            return redirect(added)
    return form_response(request, form, found, None)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_FRAMEWORKS))
def indicator_change(request: UserRequest, slug: str, element: str, code: str) -> HttpResponse:
    """Change an indicator, or see what else can be done with it."""
    found = find_indicator_or_404(slug, element, code)
    form = IndicatorForm(request.POST or None, element=found.element, above=may_roll_up_to(found.element), kept=found)
    if request.method == "POST" and form.is_valid():
        action: Callable[[], object] = lambda: actions.change_indicator(  # noqa: E731 named for `take`
            indicator=found, content=form.to_input(), by=request.user
        )
        if take(form, action):
            messages.success(request, _("%(indicator)s is saved.") % {"indicator": found.code})
            return redirect(found)
    return form_response(request, form, found.element, found)


def form_response(
    request: UserRequest, form: IndicatorForm, element: Element, kept: Indicator | None, retiring: Sheet | None = None
) -> HttpResponse:
    """The form of an indicator, with what can be done to a kept one below it."""
    context = {
        "form": form,
        "element": element,
        "indicator": kept,
        "retiring": retiring or RetireForm(),
        "may_remove": kept is not None
        and element.framework.status == FrameworkStatus.DRAFT
        and not kept.figures.exists(),
    }
    bad = form.errors or (retiring is not None and retiring.errors)
    return render(request, "objectives/indicator_form.html", context, status=422 if bad else 200)


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_FRAMEWORKS))
def indicator_retire(request: UserRequest, slug: str, element: str, code: str) -> HttpResponse:
    """Ask for an indicator no longer, for a reason."""
    found = find_indicator_or_404(slug, element, code)
    retiring = RetireForm(request.POST)
    if retiring.is_valid():
        reason = retiring.cleaned_data["reason"]
        if take(retiring, lambda: actions.retire_indicator(indicator=found, reason=reason, by=request.user)):
            messages.success(request, _("%(indicator)s is retired.") % {"indicator": found.code})
            return redirect(found)
    form = IndicatorForm(element=found.element, above=may_roll_up_to(found.element), kept=found)
    return form_response(request, form, found.element, found, retiring)


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_FRAMEWORKS))
def indicator_restore(request: UserRequest, slug: str, element: str, code: str) -> HttpResponse:
    """Ask for a retired indicator again."""
    found = find_indicator_or_404(slug, element, code)
    try:
        actions.restore_indicator(indicator=found, by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(indicator)s is asked for again.") % {"indicator": found.code})
    return redirect(found)


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_FRAMEWORKS))
def indicator_move(request: UserRequest, slug: str, element: str, code: str) -> HttpResponse:
    """Show it before or after the one beside it (`move` is "up" or "down")."""
    found = find_indicator_or_404(slug, element, code)
    actions.move_indicator(indicator=found, up=request.POST.get("move") == "up", by=request.user)
    return redirect(f"{reverse('element', args=[slug, element])}#indicators")


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_FRAMEWORKS))
def indicator_remove(request: UserRequest, slug: str, element: str, code: str) -> HttpResponse:
    """Take an indicator out of a draft."""
    found = find_indicator(slug, element, code)
    if found is None:
        return gone_already(request, find_element_or_404(slug, element), "indicator.remove", before__code=code)
    try:
        actions.remove_indicator(indicator=found, by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
        return redirect(found)
    messages.success(request, _("%(indicator)s is removed.") % {"indicator": found.code})
    return redirect(found.element)


def take(form: Sheet, action: Callable[[], object]) -> bool:
    """Whether the action was done; its problems are put into the form."""
    try:
        action()
    except ActionError as error:
        form.take_problems(error.problems)
        return False
    return True


def find_indicator_or_404(slug: str, element: str, code: str) -> Indicator:
    found = find_indicator(slug, element, code)
    if found is None:
        raise Http404
    return found
