"""The way back in when every administrator has lost their second factor."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from iomtrack.accounts.models import User
from objectives.models import AuditEvent

pytestmark = pytest.mark.django_db


def remove(email: str) -> str:
    said = StringIO()
    call_command("remove_second_factor", email, stdout=said)
    return said.getvalue()


def test_a_lost_second_factor_is_taken_away_by_the_systems_own_account(administrator: User) -> None:
    administrator.authenticator_set.create(type="totp", data={"secret": "x"})

    said = remove("Administrator@example.org")

    assert said == "Administrator has no second factor now.\n"
    assert not administrator.authenticator_set.exists()
    event = AuditEvent.objects.get()
    assert (event.action, event.by.email) == ("account.remove_second_factor", "system@iomtrack.invalid")


@pytest.mark.parametrize(
    ("email", "told"),
    [
        ("nobody@example.org", r"^No account has the address nobody@example.org\.$"),
        ("administrator@example.org", r"^Administrator has no second factor\.$"),
    ],
)
def test_what_cannot_be_taken_away_is_told(administrator: User, email: str, told: str) -> None:
    with pytest.raises(CommandError, match=told):
        remove(email)
