"""The account that the system's own work is written under."""

from __future__ import annotations

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User

SYSTEM_EMAIL = "system@iomtrack.invalid"


def system_account() -> User:
    """The service account of the tick and the workers, made on first use. Nobody can sign in as it."""
    account = User.objects.filter(email=SYSTEM_EMAIL).first()
    if account is None:
        account, _created = User.objects.get_or_create(
            email=SYSTEM_EMAIL, defaults={"name": "iomtrack", "role": Role.SERVICE, "password": "!"}
        )
    return account
