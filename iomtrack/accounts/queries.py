"""People, as lists of accounts need them."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from iomtrack.accounts.enums import AccountStatus, Role
from iomtrack.accounts.models import User, oldest_good_link
from iomtrack.accounts.second_factor import SECOND_FACTORS

UNUSABLE = "!"  # how Django marks a password that cannot be typed


def people() -> QuerySet[User]:
    """Everyone who signs in, with `has_second_factor`. Service accounts stand for files and are no people."""
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS)
    return User.objects.exclude(role=Role.SERVICE).annotate(has_second_factor=Exists(factors))


def with_status(people: QuerySet[User], status: str) -> QuerySet[User]:
    """Those whose account stands so: the same rule as User.status."""
    accepted = Q(last_login__isnull=False) | ~Q(password__startswith=UNUSABLE)
    good = oldest_good_link()
    rules = {
        AccountStatus.DEACTIVATED: Q(is_active=False),
        AccountStatus.ACTIVE: accepted & Q(is_active=True),
        AccountStatus.NOT_INVITED: ~accepted & Q(is_active=True, invited_at__isnull=True),
        AccountStatus.INVITED: ~accepted & Q(is_active=True, invited_at__gt=good),
        AccountStatus.EXPIRED: ~accepted & Q(is_active=True, invited_at__lte=good),
    }
    return people.filter(rules[AccountStatus(status)])
