"""Offices, programmes, and countries."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from ninja import Query, Router

from iomtrack.rest.paging import Page, PageQuery, page_of
from iomtrack.rest.tokens import TokenRequest
from objectives.api import shapes, showing
from objectives.api.frameworks import readable, require_record
from objectives.models import Office, Programme, State

router = Router(tags=["Offices and programmes"])


@router.get("/offices", response=Page[shapes.OfficeOut], summary="Offices, retired ones too")
def offices(request: TokenRequest, query: Query[PageQuery]) -> dict[str, Any]:
    require_record(request)
    return page_of(Office.objects.select_related("state", "parent", "merged_into"), query, ["id"], showing.office_out)


@router.get("/programmes", response=Page[shapes.ProgrammeOut], summary="Programmes, retired ones too")
def programmes(request: TokenRequest, query: Query[PageQuery]) -> dict[str, Any]:
    return page_of(programmes_of(request), query, ["id"], showing.programme_out)


@router.get("/programmes/{code}", response=shapes.ProgrammeOut, summary="One programme")
def programme(request: TokenRequest, code: str) -> shapes.ProgrammeOut:
    found = programmes_of(request).filter(code=readable(code)).first()
    if found is None:
        raise Http404
    return showing.programme_out(found)


@router.get("/countries", response=list[shapes.CountryOut], summary="Countries and areas that evidence can name")
def countries(request: TokenRequest) -> list[shapes.CountryOut]:
    require_record(request)
    return [showing.country_out(one) for one in State.objects.order_by("iso")]


def programmes_of(request: TokenRequest) -> Any:
    """The programmes that this person may see, with what they name."""
    require_record(request)
    return (
        Programme.objects.visible_to(request.user)
        .select_related("lead_office", "parent", "merged_into")
        .prefetch_related("countries", "donors")
    )
