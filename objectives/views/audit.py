"""The audit: who did what to what, before and after; and copies of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.lists import short_address
from objectives.actions.audit import note_export
from objectives.exchange.audit_export import FORMATS
from objectives.forms.audit import AuditFilterForm
from objectives.models import AuditSeal
from objectives.permissions import Capability, may
from objectives.queries.audit import Page, Position, audit_event, audit_page, last_seal, object_of, seal_of
from objectives.tables.audit import AuditTable

LATE = timedelta(days=1, hours=2)  # after the end of the last sealed day: by then the next one should be sealed


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_AUDIT))
@short_address(AuditFilterForm.base_fields)
def audit_list(request: UserRequest) -> HttpResponse:
    """The events that fit, newest first."""
    return list_response(request, AuditFilterForm(request.GET))


def list_response(request: UserRequest, form: AuditFilterForm) -> HttpResponse:
    """The list, or what is wrong with the filters."""
    page = Page([])
    if form.is_valid():
        page = audit_page(
            form.to_criteria(),
            before=Position.parse(request.GET.get("before", "")),
            after=Position.parse(request.GET.get("after", "")),
        )
    seal = last_seal()
    context = {
        "form": form,
        "page": page,
        "table": AuditTable(page.events),
        "seal": seal,
        "seal_is_late": is_late(seal),
        "filters": address_without_place(request),
        "formats": list(FORMATS),
    }
    return render(request, "objectives/audit_list.html", context, status=200 if form.is_valid() else 422)


def is_late(seal: AuditSeal | None) -> bool:
    """Whether a seal should have been made since this one."""
    return seal is not None and (timezone.now() - LATE).astimezone(UTC).date() > seal.day


def address_without_place(request: UserRequest) -> str:
    """The filters of an address, without the place in the list: for its links and for copies."""
    asked = request.GET.copy()
    for name in ("before", "after"):
        asked.pop(name, None)
    return asked.urlencode()


@require_safe
@open_to(lambda user: may(user, Capability.VIEW_AUDIT))
def audit_detail(request: UserRequest, pk: int) -> HttpResponse:
    """One event: every field before and after."""
    event = audit_event(pk)
    if event is None:
        raise Http404
    context = {"event": event, "object": object_of(event, request.user), "seal": seal_of(event)}
    return render(request, "objectives/audit_detail.html", context)


@require_POST
@open_to(lambda user: may(user, Capability.VIEW_AUDIT))
def audit_export(request: UserRequest, form: str) -> HttpResponseBase:
    """A copy of the filtered list, sent while it is read. That it was taken is an event of its own."""
    if form not in FORMATS:
        raise Http404
    filters = AuditFilterForm(request.GET)
    if not filters.is_valid():
        return list_response(request, filters)
    up_to = note_export(form=form, filters=filters.asked(), by=request.user)
    write, content_type = FORMATS[form]
    response = StreamingHttpResponse(
        write(replace(filters.to_criteria(), up_to=up_to)), content_type=f"{content_type}; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="audit-{timezone.localdate()}.{form}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
