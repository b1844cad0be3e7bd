"""The list of States, the development accounts with their offices, and the delegate who receives reports."""

from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from iomtrack.accounts.development import ACCOUNTS, DELEGATE, PASSWORD, STAFF, DevelopmentAccount
from iomtrack.accounts.models import User
from objectives.models import Delegation, Posting, State
from reports.models import Recipient
from tests.factories import OfficeFactory, StateStandingFactory

pytestmark = pytest.mark.django_db


def load(*commands: str) -> None:
    for command in commands:
        call_command(command, stdout=StringIO())


def test_every_country_of_the_standard_is_listed_under_its_common_name() -> None:
    load("load_states")

    assert State.objects.count() == 249
    assert State.objects.get(iso="VE").name == "Venezuela"
    assert State.objects.get(iso="CI").name == "Côte d’Ivoire"


def test_loading_the_states_again_corrects_a_name_and_keeps_a_standing() -> None:
    load("load_states")
    State.objects.filter(iso="CH").update(name="Swiss")
    StateStandingFactory(state=State.objects.get(iso="CH"))

    load("load_states")

    assert State.objects.count() == 249
    assert State.objects.filter(iso="CH", name="Switzerland", standings__standing="member").exists()


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.label)
def test_each_role_has_an_account_that_signs_in(account: DevelopmentAccount) -> None:
    load("load_accounts")

    user = authenticate(email=account.email, password=PASSWORD)

    assert user is not None
    assert user.role == account.role


def test_a_changed_password_is_kept() -> None:
    load("load_accounts")
    user = User.objects.get(email=STAFF.email)
    user.set_password("my-own-password-1951")
    user.save()

    load("load_accounts")

    assert authenticate(email=STAFF.email, password="my-own-password-1951") == user


@pytest.mark.parametrize(("has_sample", "office"), [(True, "NBO"), (False, "HQ")])
def test_staff_work_in_the_sample_office_or_at_headquarters(has_sample: bool, office: str) -> None:
    if has_sample:
        OfficeFactory(code="NBO")
    load("load_states", "load_accounts", "load_people")

    assert Posting.objects.get(user__email=STAFF.email).office.code == office


def test_the_delegate_reads_for_a_state_and_receives_its_reports_once() -> None:
    load("load_states", "load_accounts", "load_people", "load_recipients", "load_people", "load_recipients")

    state = Delegation.objects.get(user__email=DELEGATE.email).state
    assert list(Recipient.objects.values_list("state", "email")) == [(state.pk, DELEGATE.email)]


def test_without_accounts_it_says_what_to_load() -> None:
    with pytest.raises(CommandError, match="load_accounts"):
        load("load_people")
