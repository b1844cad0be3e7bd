"""Issued reports: which there are for this person, and their PDFs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import FileResponse, Http404
from ninja import Query, Router, Schema

from iomtrack.rest.paging import Page, PageQuery, page_of
from iomtrack.rest.tokens import TokenRequest
from reports.actions.sending import mark_downloaded
from reports.models import Rendition
from reports.permissions import Capability, may
from reports.queries import portal

router = Router(tags=["Reports"])


class ReportOut(Schema):
    """An issued PDF. `sha256` is that of its bytes, so that a copy can be checked."""

    id: int
    definition: str
    title: str
    framework: str
    period: str
    revision: int
    language: str
    issued_at: datetime | None
    sha256: str


@router.get("/reports", response=Page[ReportOut], summary="Issued reports that one may read")
def reports(request: TokenRequest, query: Query[PageQuery]) -> dict[str, Any]:
    return page_of(issued(request), query, ["id"], report_out)


@router.get("/reports/{pk}/pdf", summary="The PDF itself", response={200: bytes})
def pdf(request: TokenRequest, pk: int) -> FileResponse:
    found = issued(request).filter(pk=pk).first() if 0 <= pk < 2**63 else None
    if found is None:
        raise Http404
    file = found.file.open("rb")
    if request.META["REQUEST_METHOD"] == "GET":  # HEAD hands nothing out
        mark_downloaded(rendition=found, by=request.user)
    response = FileResponse(file, content_type="application/pdf")
    response["ETag"] = f'"{found.sha256}"'
    return response


def issued(request: TokenRequest) -> Any:
    """What this person may read, or 404."""
    if not may(request.user, Capability.READ_ISSUED):
        raise Http404
    return portal(request.user)


def report_out(one: Rendition) -> ReportOut:
    """A report; its edition, kind and period are joined."""
    edition = one.edition
    return ReportOut(
        id=one.pk,
        definition=edition.definition.code,
        title=edition.definition.title,
        framework=edition.period.framework.slug,
        period=edition.period.code,
        revision=edition.revision,
        language=one.language,
        issued_at=edition.issued_at,
        sha256=one.sha256,
    )
