"""Whom the token acts for."""

from __future__ import annotations

from ninja import Router

from iomtrack.accounts.enums import Role
from iomtrack.rest.tokens import TokenRequest
from objectives.api.shapes import PersonOut
from objectives.models import Posting

router = Router(tags=["Yourself"])


@router.get("/me", response=PersonOut, summary="Whom this token acts for, and what it may do")
def me(request: TokenRequest) -> PersonOut:
    posting = Posting.objects.select_related("office").filter(user=request.user).first()
    return PersonOut(
        name=request.user.name,
        email=request.user.email,
        role=Role(request.user.role).word,
        office=posting.office.code if posting else None,
        scope=request.auth.scope,
    )
