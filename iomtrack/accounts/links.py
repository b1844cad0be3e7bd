"""The link by which a person chooses a password: good once, until it expires or their sessions are ended."""

from __future__ import annotations

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from iomtrack.accounts.models import User
from iomtrack.accounts.tokens import LinkTokenGenerator


def password_link(user: User) -> str:
    """A new link. It leads to this site by its own name, whatever name a request gave it."""
    key = LinkTokenGenerator().make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return f"{settings.SITE_URL.rstrip('/')}{path}"
