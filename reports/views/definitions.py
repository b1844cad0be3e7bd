"""The kinds of report, for administrators."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from reports.actions.definitions import add_definition
from reports.enums import Audience, Rhythm
from reports.forms import DefinitionForm
from reports.permissions import Capability, may
from reports.queries import definitions, frameworks_without_report


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_EDITIONS))
def definition_list(request: UserRequest) -> HttpResponse:
    """Every kind of report and, for those who define them, the frameworks that have none."""
    may_define = may(request.user, Capability.MANAGE_DEFINITIONS)
    context = {
        "definitions": definitions(),
        "may_define": may_define,
        "without_report": frameworks_without_report() if may_define else [],
    }
    return render(request, "reports/definition_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_DEFINITIONS))
def definition_new(request: UserRequest) -> HttpResponse:
    """Define a kind of report (`?framework=` says of which framework)."""
    form = DefinitionForm(request.POST or None, initial={"framework": request.GET.get("framework", "")})
    if request.method == "POST" and form.is_valid() and added(request, form):
        return redirect("definition_list")
    return render(request, "reports/definition_form.html", {"form": form}, status=422 if form.errors else 200)


def added(request: UserRequest, form: DefinitionForm) -> bool:
    """Whether the kind of report was made; the action's problems are put into the form."""
    try:
        made = add_definition(
            **form.cleaned_data,
            languages=settings.REPORT_LANGUAGES,
            audience=Audience.ALL_MEMBERS,
            rhythm=Rhythm.EVERY_PERIOD,
            by=request.user,
        )
    except ActionError as error:
        form.take_problems(error.problems)
        return False
    said = _("%(title)s is made whenever a period closes; those closed before are due now.")
    messages.success(request, said % {"title": made.title})
    return True
