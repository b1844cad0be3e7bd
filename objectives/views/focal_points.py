"""Naming who answers for each element."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from objectives.actions.focal_points import set_focal_points
from objectives.forms.focal_points import FocalPointsForm
from objectives.permissions import Capability, may
from objectives.queries.focal_points import focal_points_in, who_can_be_named
from objectives.views.frameworks import find_framework_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_FRAMEWORKS))
def focal_points(request: UserRequest, slug: str) -> HttpResponse:
    """Every element of a framework with its focal points: keep some, add some."""
    framework = find_framework_or_404(slug)
    form = FocalPointsForm(
        request.POST or None,
        elements=list(framework.elements.select_related("framework")),
        named=focal_points_in(framework),
        staff=who_can_be_named(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                for element, users in form.changes():
                    set_focal_points(element=element, users=users, by=request.user)
        except ActionError as error:
            form.take_problems(error.problems)
        else:
            messages.success(request, _("The focal points are saved."))
            return redirect("focal_points", slug)
    context = {"form": form, "framework": framework}
    return render(request, "objectives/focal_points.html", context, status=422 if form.errors else 200)
