"""The portal: issued reports, for Member States' delegates and for staff."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from iomtrack.accounts.access import UserRequest, open_to
from iomtrack.accounts.lists import arrange
from objectives.models import Delegation
from objectives.queries.states import standing_of
from reports.actions.sending import mark_downloaded
from reports.permissions import Capability, may
from reports.queries import portal as issued
from reports.tables import PortalTable


@require_safe
@open_to(lambda user: may(user, Capability.READ_ISSUED))
def portal(request: UserRequest) -> HttpResponse:
    """The issued reports that this person may read."""
    table = arrange(request, PortalTable(issued(request.user)))
    delegation = Delegation.objects.select_related("state").filter(user=request.user).first()
    state = delegation and delegation.state
    standing = standing_of(state, timezone.localdate()) if state else None
    return render(request, "reports/portal.html", {"table": table, "state": state, "standing": standing})


@require_safe
@open_to(lambda user: may(user, Capability.READ_ISSUED))
def rendition(request: UserRequest, pk: int) -> FileResponse:
    """An issued PDF. Its SHA-256 is its ETag; a delegate's first download is noted in the ledger."""
    found = issued(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    file = found.file.open("rb")
    if request.META["REQUEST_METHOD"] == "GET":  # HEAD hands nothing out
        mark_downloaded(rendition=found, by=request.user)
    name = f"{found.edition.definition.code}-{found.edition.period.code}-{found.language}.pdf"
    response = FileResponse(file, filename=name, content_type="application/pdf")
    response["ETag"] = f'"{found.sha256}"'
    return response
