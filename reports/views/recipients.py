"""The contacts of a State: the addresses that reports go to."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.errors import ActionError
from objectives.queries.states import delegates
from reports.actions import recipients as actions
from reports.forms import RecipientForm
from reports.models import Recipient
from reports.permissions import Capability, may
from reports.queries import contacts
from reports.views.states import find_state_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_RECIPIENTS))
def contact_list(request: UserRequest, iso: str) -> HttpResponse:
    """A State's contacts, and adding one."""
    state = find_state_or_404(iso)
    form = RecipientForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_recipient(state=state, content=form.to_input(), by=request.user)
        except ActionError as error:
            form.take_problems(error.problems)
        else:
            messages.success(request, _("Reports now go to %(contact)s.") % {"contact": added})
            return redirect("contact_list", iso=state.iso)
    listed = contacts(state)
    known = {one.email for one in listed}
    context = {
        "state": state,
        "contacts": listed,
        "delegates": [user for user in delegates(state) if user.email not in known],
        "form": form,
    }
    return render(request, "reports/contacts.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(lambda user: may(user, Capability.MANAGE_RECIPIENTS))
def contact(request: UserRequest, iso: str, pk: int) -> HttpResponse:
    """Put a contact right."""
    found = find_contact(iso, pk)
    kept = {"name": found.name, "email": found.email, "language": found.language}
    form = RecipientForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_recipient(recipient=found, content=form.to_input(), by=request.user)
        except ActionError as error:
            form.take_problems(error.problems)
        else:
            messages.success(request, _("The contact is kept."))
            return redirect("contact_list", iso=iso)
    context = {"state": found.state, "contact": found, "form": form}
    return render(request, "reports/contact.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_RECIPIENTS))
def contact_active(request: UserRequest, iso: str, pk: int) -> HttpResponse:
    """Send reports to a contact no longer, or again."""
    found = actions.set_active(
        recipient=find_contact(iso, pk), is_active=request.POST.get("active") == "yes", by=request.user
    )
    message = _("Reports go to %(contact)s again.") if found.is_active else _("No more reports go to %(contact)s.")
    messages.success(request, message % {"contact": found})
    return redirect("contact_list", iso=iso)


@require_POST
@open_to(lambda user: may(user, Capability.MANAGE_RECIPIENTS))
def contact_delegate(request: UserRequest, iso: str, pk: int) -> HttpResponse:
    """Send reports to a delegate, by the name and address of their account."""
    state = find_state_or_404(iso)
    user = next((one for one in delegates(state) if one.pk == pk), None)
    if user is None:
        raise Http404
    try:
        added = actions.add_delegate(state=state, user=user, by=request.user)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Reports now go to %(contact)s.") % {"contact": added})
    return redirect("contact_list", iso=state.iso)


def find_contact(iso: str, pk: int) -> Recipient:
    found = Recipient.objects.select_related("state").filter(state__iso=iso, pk=pk).first()
    if found is None:
        raise Http404
    return found
