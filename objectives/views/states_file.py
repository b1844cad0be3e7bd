"""Loading a CSV of States: checked whole, shown, and saved when a person has said yes to what was shown."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from objectives.actions.standings import load_standings
from objectives.exchange.states import fingerprint, plan
from objectives.exchange.states_file import CellProblem, StatesRefused, text_of
from objectives.forms.state import StatesFileForm
from objectives.permissions import Capability, may
from objectives.queries.name_order import by_name


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_PEOPLE))
def states_file(request: UserRequest) -> HttpResponse:
    """Choose a file; see what it would change, or what is wrong with it; save."""
    if request.method != "POST":
        return shown(request, StatesFileForm())
    if "content" in request.POST:
        return confirmed(request, request.POST["content"], request.POST.get("seen", ""))
    form = StatesFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return shown(request, form)
    try:
        return previewed(request, text_of(form.content()))
    except StatesRefused as refused:
        return shown(request, form, refused.problems)


def confirmed(request: UserRequest, text: str, seen: str) -> HttpResponse:
    """Save what was shown; show it again where it would change something else by now."""
    try:
        histories = plan(text)
        if fingerprint(histories) != seen:
            messages.warning(request, _("The list has changed meanwhile. This is what the file would change now."))
            return previewed(request, text)
        load_standings(histories=histories, by=request.user)
    except StatesRefused as refused:
        return shown(request, StatesFileForm(), refused.problems)
    except ActionError as error:
        messages.error(request, str(error))
        return previewed(request, text)
    number = len(histories)
    messages.success(request, ngettext("%(n)s State is changed.", "%(n)s States are changed.", number) % {"n": number})
    return redirect("state_list")


def previewed(request: UserRequest, text: str) -> HttpResponse:
    """What a file would change. Raises StatesRefused."""
    histories = plan(text)
    in_order = by_name(histories, lambda one: one.state)
    context = {"histories": in_order, "content": text, "seen": fingerprint(histories)}
    return render(request, "objectives/states_file_preview.html", context)


def shown(request: UserRequest, form: StatesFileForm, problems: list[CellProblem] | None = None) -> HttpResponse:
    """The form, with what is wrong with a file."""
    context = {"form": form, "problems": problems or []}
    return render(request, "objectives/states_file.html", context, status=422 if problems or form.errors else 200)
