"""People are found, and read about."""

import pytest
from django.utils import timezone

from iomtrack.accounts.models import User
from objectives.actions import accounts
from tests import factories, pages
from tests.objectives.views.people.page import facts, history, offered, person

pytestmark = pytest.mark.django_db


# --- the list ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ("", ["Administrator", "Auditor", "Colleague", "Delegate", "Focal-Point", "Inactive", "Other-Delegate"]),
        ("?role=delegate", ["Delegate", "Other-Delegate"]),
        ("?status=deactivated", ["Inactive"]),
        ("?status=invited", []),
        ("?text=other+EXAMPLE", ["Other-Delegate"]),
        ("?text=focal&role=delegate", []),
        ("?role=service", ["Administrator", "Auditor", "Colleague", "Delegate", "Focal-Point", "Inactive"]),
    ],
)
def test_people_are_found(cast, admin, narrowed, found):
    """A service account is no person, and a filter that is none narrows nothing."""
    response = admin.get(f"/people/{narrowed}")

    assert pages.rows(response)[: len(found) or None] == found
    assert "Service" not in pages.rows(response)


@pytest.mark.parametrize("column", ["name", "role", "place", "last_login", "has_second_factor"])
@pytest.mark.parametrize("sign", ["", "-"])
def test_the_list_is_sorted_by_each_column(cast, admin, column, sign):
    everyone = sorted(pages.rows(admin.get("/people/")))

    assert sorted(pages.rows(admin.get(f"/people/?sort={sign}{column}"))) == everyone


def test_the_list_is_paged(admin):
    factories.UserFactory.create_batch(30)

    first, second = (set(pages.rows(admin.get(f"/people/?page={number}"))) for number in (1, 2))

    assert (len(first), len(second), first & second) == (25, 6, set())


def test_a_row_says_where_an_account_stands(admin, recorder):
    recorder.authenticator_set.create(type="totp", data={"secret": "x"})
    User.objects.filter(pk=recorder.pk).update(last_login=timezone.now().replace(2026, 3, 2))

    (row,) = pages.read(admin.get("/people/?text=recorder")).xpath("//tbody/tr")

    assert pages.words(row) == "Recorder recorder@example.org Staff Nairobi Active 2 Mar 2026 yes"


# --- a person ---------------------------------------------------------------------------------------


def test_the_history_says_what_was_done_in_words(admin, recorder, administrator, kenya):
    fields = {"email": recorder.email, "name": "Recorder"}
    delegate = accounts.AccountInput(role="delegate", state=kenya, **fields)
    accounts.change(user=recorder, content=delegate, by=administrator)
    accounts.deactivate(user=recorder, reason="Moved on.", by=administrator)

    response = admin.get(person(recorder))

    assert history(response) == ["Deactivated", "Changed", "Accredited for a State", "Taken out of an office"]
    assert facts(response) == ["Reason: Moved on.", "Role: Staff → Delegate", "State: Kenya", "Office: Nairobi"]


def test_an_auditor_reads_all_of_it_and_is_offered_nothing(client_for, auditor, recorder, administrator):
    accounts.deactivate(user=recorder, reason="Moved on.", by=administrator)

    reader = client_for(auditor)
    response = reader.get(person(recorder))

    assert history(response) == ["Deactivated"]
    assert [form.get("action") for form in pages.read(response).xpath("//main//form")] == []
    assert "Invite a person" not in pages.main(reader.get("/people/"))


def test_nobody_is_offered_to_close_their_own_account(admin, administrator):
    assert "Deactivate" not in offered(admin.get(person(administrator)))
