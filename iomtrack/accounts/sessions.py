"""Ending what a person holds: their open sessions, and the links that were mailed to them."""

from __future__ import annotations

from django.db.models import F

from iomtrack.accounts.models import User


def end_sessions(user: User) -> None:
    """End every session of an account and every link mailed to it, from the next request on."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    user.refresh_from_db(fields=["session_round"])
