"""The page of a State: what it is and was, and for administrators who its contacts are and what they got."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from iomtrack.accounts.access import UserRequest, open_to
from objectives import permissions as record
from objectives.models import State
from objectives.queries.states import delegates, find_state, history, standing_of
from reports.permissions import Capability, may
from reports.queries import contacts, deliveries_to

SHOWN_DELIVERIES = 20


@require_safe
@open_to(lambda user: record.may(user, record.Capability.VIEW_RECORD))
def state(request: UserRequest, iso: str) -> HttpResponse:
    """One State."""
    found = find_state_or_404(iso)
    manages = may(request.user, Capability.MANAGE_RECIPIENTS)
    keeps = record.may(request.user, record.Capability.MANAGE_PEOPLE)
    context = {
        "state": found,
        "standing": standing_of(found, timezone.localdate()),
        "history": history(found),
        "may_keep": keeps,
        "may_manage_contacts": manages,
        "delegates": delegates(found) if keeps else [],
        "contacts": contacts(found) if manages else [],
        "deliveries": deliveries_to(found)[:SHOWN_DELIVERIES] if manages else [],
    }
    return render(request, "reports/state.html", context)


def find_state_or_404(iso: str) -> State:
    found = find_state(iso)
    if found is None:
        raise Http404
    return found
