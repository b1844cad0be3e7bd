"""The list of States on any day, and keeping it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.lists import arrange, short_address
from objectives.actions.standings import begin_standing, correct_standing, remove_standing, set_language
from objectives.forms.state import CorrectionForm, LanguageForm, RemovalForm, StandingForm, StatesFilterForm
from objectives.models import State, StateStanding
from objectives.permissions import Capability, may
from objectives.queries.states import STATED, STATED_ON, counts_on, find_state, history, state_list
from objectives.tables.states import StateTable
from objectives.views.gone import gone_already


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_RECORD))
@short_address(StatesFilterForm.base_fields)
def states(request: UserRequest) -> HttpResponse:
    """The States as they were on a day, with how many were members and observers."""
    form = StatesFilterForm(request.GET)
    day = form.day
    rows = []
    if form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("standing", "text")}
        rows = state_list(day=day, language=get_language() or "en", **asked)
    context = {
        "form": form,
        "day": day,
        "counts": counts_on(day),
        "stated": STATED,
        "stated_on": STATED_ON,
        "table": arrange(request, StateTable(rows)),
        "may_keep": may(request.user, Capability.MANAGE_PEOPLE),
    }
    return render(request, "objectives/states.html", context, status=200 if form.is_valid() else 422)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_PEOPLE))
def standing_new(request: UserRequest, iso: str) -> HttpResponse:
    """Say what a State is from a day on."""
    state = find_state_or_404(iso)
    form = StandingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            begin_standing(state=state, by=request.user, **form.cleaned_data)
        except ActionError as error:
            form.take_problems(error.problems)
        else:
            day = date_format(form.cleaned_data["since"], "DATE_FORMAT")
            messages.success(
                request, _("The standing of %(state)s from %(day)s on is kept.") % {"state": state, "day": day}
            )
            return redirect(state)
    context = {"state": state, "form": form, "history": history(state)}
    return render(request, "objectives/standing_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_PEOPLE))
def standing(request: UserRequest, iso: str, pk: int) -> HttpResponse:
    """Put a recorded standing right, or take it from the record, with the reason."""
    entry = StateStanding.objects.select_related("state").filter(state__iso=iso, pk=pk).first()
    removes = "remove" in request.POST
    if entry is None:
        state, said = find_state_or_404(iso), _("This standing is gone from the record already.")
        if not removes:
            raise Http404
        return gone_already(request, state, "state.remove_standing", said=said, object_id=str(state.pk))
    kept = {"standing": entry.standing, "since": entry.since, "until": entry.until}
    correction = CorrectionForm(None if removes else request.POST or None, initial=kept)
    removal = RemovalForm(request.POST if removes else None)
    if request.method == "POST" and change(request, entry, removal if removes else correction):
        return redirect(entry.state)
    rejected = removal if removes else correction
    context = {"state": entry.state, "entry": entry, "correction": correction, "removal": removal, "form": rejected}
    return render(request, "objectives/standing.html", context, status=422 if rejected.errors else 200)


def change(request: UserRequest, entry: StateStanding, form: CorrectionForm | RemovalForm) -> bool:
    """Do what a form asks for, or put the action's problems into it."""
    if not form.is_valid():
        return False
    try:
        if isinstance(form, RemovalForm):
            remove_standing(entry=entry, reason=form.cleaned_data["why_removed"], by=request.user)
            messages.success(request, _("The standing is taken from the record."))
        else:
            reason = form.cleaned_data["reason"]
            correct_standing(entry=entry, content=form.to_input(), reason=reason, by=request.user)
            messages.success(request, _("The standing is corrected."))
    except ActionError as error:
        form.take_problems(error.problems)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_PEOPLE))
def language(request: UserRequest, iso: str) -> HttpResponse:
    """In which language a State gets its mail and reports."""
    state = find_state_or_404(iso)
    form = LanguageForm(request.POST or None, initial={"language": state.language})
    if request.method == "POST" and form.is_valid():
        set_language(state=state, language=form.cleaned_data["language"], by=request.user)
        messages.success(request, _("The language of %(state)s is kept.") % {"state": state})
        return redirect(state)
    context = {"state": state, "form": form}
    return render(request, "objectives/state_language.html", context, status=422 if form.errors else 200)


def find_state_or_404(iso: str) -> State:
    found = find_state(iso)
    if found is None:
        raise Http404
    return found
