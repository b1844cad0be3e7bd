"""The key in a link that lets a person choose a password: good once, for a time, and for the account as it stands."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.tokens import PasswordResetTokenGenerator

from iomtrack.accounts.models import User


class LinkTokenGenerator(PasswordResetTokenGenerator):
    """A key ends with a new password, a sign-in, another address, deactivation, and a new round of sessions."""

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        assert isinstance(user, User)
        return f"{super()._make_hash_value(user, timestamp)}:{user.is_active}:{user.session_round}"
