"""The addresses of lists say what was asked for, and nothing else."""

from collections.abc import Callable

import pytest
from django.test import Client

from iomtrack.accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period")]

LISTS = [  # with a box that is filled in, and another that is left empty
    ("/evidence/", "status=draft", "office"),
    ("/offices/", "text=Nai", "kind"),
    ("/programmes/", "text=a", "status"),
    ("/people/", "text=a", "role"),
    ("/states/", "standing=member", "text"),
    ("/audit/", "since=2026-01-01", "who"),
    ("/review/", "whose=all", "office"),
]


@pytest.mark.parametrize(("address", "asked", "empty"), LISTS)
def test_boxes_that_were_left_empty_leave_the_address(
    address: str, asked: str, empty: str, administrator: User, client_for: Callable[[User], Client]
) -> None:
    client = client_for(administrator)

    some = client.get(f"{address}?{empty}=&{asked}")
    none = client.get(f"{address}?{empty}=+")

    assert (some.status_code, some.headers["Location"]) == (302, f"{address}?{asked}")
    assert (none.status_code, none.headers["Location"]) == (302, address)
    assert client.get(f"{address}?{asked}").status_code == 200
