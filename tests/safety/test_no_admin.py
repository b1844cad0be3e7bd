"""There is no other door: Django's admin site and debugging pages do not exist (docs/adr/0005-no-admin-site.md)."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from iomtrack.accounts.models import User
from tests.permissions.addresses import every_address

PLACES = [
    "/admin/",
    "/admin/login/",
    "/django-admin/",
    "/admin/accounts/user/",
    "/__debug__/",
    "/static/admin/css/base.css",
]


@pytest.mark.django_db
@pytest.mark.alike
@pytest.mark.parametrize("who", ["visitor", "recorder", "administrator", "superuser"])
@pytest.mark.parametrize("place", PLACES)
def test_nobody_finds_an_admin_site(
    place: str, who: str, cast: dict[str, User], client_for: Callable[[User | None], Client]
) -> None:
    superuser = User.objects.create_superuser("super@example.org", "a-long-password-2004", name="Super")
    person = {**cast, "superuser": superuser}.get(who)

    assert client_for(person).get(place).status_code == 404


def test_it_is_not_installed() -> None:
    assert not apps.is_installed("django.contrib.admin")
    assert not apps.is_installed("debug_toolbar")
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")
    assert [name for name in every_address(get_resolver().url_patterns) if "admin" in str(name)] == []
