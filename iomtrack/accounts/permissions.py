"""The one question that every capability table asks."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import NotPermitted
from iomtrack.accounts.models import User


def holds_role(user: User | AnonymousUser, roles: Collection[Role]) -> bool:
    """Whether a person's role is one of these. Nobody who is not signed in, or is inactive, holds any."""
    return isinstance(user, User) and user.is_active and user.role in roles


def require_role(user: User, roles: Collection[Role]) -> None:
    """Raise NotPermitted unless a person's role is one of these."""
    if not holds_role(user, roles):
        raise NotPermitted(_("Your account may not do this."))
