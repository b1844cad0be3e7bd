"""The e-mail address that a person signs in by."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from iomtrack.accounts.models import User


def is_taken(email: str, user: User | None = None) -> bool:
    """Whether an account other than this person's has an address, whatever its capitals."""
    others = User.objects.exclude(pk=user.pk) if user else User.objects.all()
    return others.filter(email__iexact=email.strip()).exists()


def move_to_address(user: User, email: str) -> None:
    """Let a person sign in by another address. Links mailed to the old one end, and django-allauth forgets it."""
    user.email = email.strip().lower()
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
