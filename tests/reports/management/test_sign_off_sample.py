"""The portal of a new development installation has sample reports to show."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from iomtrack.accounts.development import ADMINISTRATOR
from objectives.models import Period
from reports.enums import EditionState
from reports.models import Edition
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def load() -> None:
    for command in ("load_states", "load_dimensions", "load_accounts"):
        call_command(command, stdout=StringIO())
    call_command("load_framework", "objectives/data/frameworks/mc-1842.yaml", stdout=StringIO())
    call_command("load_framework", "objectives/data/frameworks/mc-inf-274.yaml", stdout=StringIO())
    call_command("load_definitions", stdout=StringIO())
    call_command("load_sample", stdout=StringIO())


def test_all_sample_quarters_but_the_newest_closed_one_are_signed_off(queued: list[tuple[str, int]]) -> None:
    load()

    call_command("sign_off_sample", stdout=StringIO())
    call_command("sign_off_sample", stdout=StringIO())

    states = Edition.objects.order_by("period__ends_on").values_list("state", flat=True)
    assert list(states) == [EditionState.SIGNED_OFF, EditionState.SIGNED_OFF, EditionState.DUE]
    assert Period.objects.filter(is_sample=True).count() == 4


def test_it_says_which_account_is_missing() -> None:
    UserFactory(email="somebody@example.org")

    with pytest.raises(CommandError, match=ADMINISTRATOR.email):
        call_command("sign_off_sample")
