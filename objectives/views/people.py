"""People: who has an account, inviting them, changing who they are here, and closing the way in."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.invitations import letter_of_invitation
from iomtrack.accounts.lists import arrange, short_address
from iomtrack.accounts.models import User
from objectives.actions import accounts as actions
from objectives.filters import PersonFilter
from objectives.forms.people import DeactivateForm, PersonForm, initial_of
from objectives.permissions import Capability, may
from objectives.queries.people import history, people
from objectives.tables.people import PeopleTable


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_PEOPLE))
@short_address(PersonFilter.base_filters)
def people_list(request: UserRequest) -> HttpResponse:
    """Everyone who signs in, with filters and paging."""
    filterset = PersonFilter(request.GET, queryset=people(request.user), request=request)
    table = arrange(request, PeopleTable(filterset.qs))
    context = {"filter": filterset, "table": table, "may_manage": may(request.user, Capability.MANAGE_ACCOUNTS)}
    return render(request, "objectives/people/list.html", context)


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_PEOPLE))
def person(request: UserRequest, pk: int) -> HttpResponse:
    """One person: role, office or State, last sign-in, and what was done to the account."""
    return person_response(request, find(request, pk))


def person_response(request: UserRequest, found: User, reason: DeactivateForm | None = None) -> HttpResponse:
    """The page of a person; `reason` is a form to show again with its errors."""
    may_manage = may(request.user, Capability.MANAGE_ACCOUNTS)
    is_another = found.pk != request.user.pk
    context = {
        "person": found,
        "history": history(request.user, found),
        "letter": letter_of_invitation(found),
        "may_change": may_manage,
        "may_invite_again": may_manage and found.status in actions.TO_INVITE,
        "may_deactivate": may_manage and is_another and found.is_active,
        "may_reactivate": may_manage and not found.is_active,
        "may_remove_factor": may_manage and is_another and found.has_second_factor,  # type: ignore[attr-defined]
        "form": reason or DeactivateForm(),
    }
    return render(request, "objectives/people/person.html", context, status=422 if reason else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_ACCOUNTS))
def person_invite(request: UserRequest) -> HttpResponse:
    """Make an account, and have the link mailed by which its person chooses a password."""
    form = PersonForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        try:
            invited = actions.invite(content=form.to_input(), by=request.user)
        except ActionError as error:
            form.take_problems(error.problems)
        else:
            messages.success(request, on_its_way(invited))
            return redirect("person", invited.pk)
    return render(request, "objectives/people/invite.html", {"form": form}, status=422 if form.errors else 200)


def on_its_way(invited: User) -> str:
    """What is said of a letter that the worker sends next; the page of the person says what becomes of it."""
    return _("An invitation is on its way to %(address)s.") % {"address": invited.email}


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_ACCOUNTS))
def person_change(request: UserRequest, pk: int) -> HttpResponse:
    """Change a person's name, address, role, language, office or State."""
    found = find(request, pk)
    form = PersonForm(request.POST or None, initial=initial_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(user=found, content=form.to_input(), by=request.user)
        except ActionError as error:
            form.take_problems(error.problems)
        else:
            messages.success(request, _("Kept."))
            return redirect("person", found.pk)
    context = {"form": form, "person": found}
    return render(request, "objectives/people/change.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_ACCOUNTS))
def person_invite_again(request: UserRequest, pk: int) -> HttpResponse:
    """Mail another link to someone who has not accepted yet; the earlier one is no longer good."""
    found = find(request, pk)
    try:
        invited = actions.invite_again(user=found, by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, on_its_way(invited))
    return redirect("person", found.pk)


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_ACCOUNTS))
def person_deactivate(request: UserRequest, pk: int) -> HttpResponse:
    """Close an account, with a reason."""
    found = find(request, pk)
    form = DeactivateForm(request.POST)
    if not form.is_valid():
        return person_response(request, found, form)
    try:
        actions.deactivate(user=found, reason=form.cleaned_data["reason"], by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(name)s can no longer sign in.") % {"name": found.name})
    return redirect("person", found.pk)


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_ACCOUNTS))
def person_reactivate(request: UserRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    return after(request, pk, actions.reactivate, _("%(name)s can sign in again."))


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_ACCOUNTS))
def person_second_factor(request: UserRequest, pk: int) -> HttpResponse:
    """Take the second factor of someone who has lost it away."""
    return after(request, pk, actions.remove_second_factor, _("%(name)s has no second factor now."))


def after(request: UserRequest, pk: int, act: Callable[..., User], done: str) -> HttpResponse:
    """Act on an account, say what came of it, and show the person again."""
    found = find(request, pk)
    try:
        act(user=found, by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done % {"name": found.name})
    return redirect("person", found.pk)


def find(request: UserRequest, pk: int) -> User:
    """The person, or 404 where there is none for this reader."""
    found = people(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
