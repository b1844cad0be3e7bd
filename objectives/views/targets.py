"""Setting and revising the targets of an indicator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from iomtrack.accounts.access import UserRequest, open_to
from objectives.actions.target import set_targets
from objectives.forms.target import TargetsForm
from objectives.permissions import Capability, may
from objectives.queries.targets import aims_of
from objectives.views.indicators import find_indicator_or_404, take


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_FRAMEWORKS))
def indicator_targets(request: UserRequest, slug: str, element: str, code: str) -> HttpResponse:
    """Set and revise targets, several at once."""
    found = find_indicator_or_404(slug, element, code)
    periods = list(found.element.framework.periods.order_by("ends_on"))
    form = TargetsForm(request.POST or None, indicator=found, periods=periods, aims=aims_of(found))
    if request.method == "POST" and form.is_valid():
        wanted = form.to_input()
        said = {name: form.cleaned_data[name] for name in ("reason", "set_on")}
        if take(form, lambda: set_targets(indicator=found, targets=wanted, by=request.user, **said)):
            message = ngettext("%(n)s target is set.", "%(n)s targets are set.", len(wanted)) % {"n": len(wanted)}
            messages.success(request, message)
            return redirect(found)
    context = {"form": form, "rows": form.rows(), "indicator": found, "element": found.element}
    return render(request, "objectives/targets_form.html", context, status=422 if form.errors else 200)
