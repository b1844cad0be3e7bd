"""The page of a State, and of its contacts."""

import pytest

from reports.models import Recipient
from tests import factories, pages
from tests.reports.world import make_recipient
from tests.site import make_issued

pytestmark = pytest.mark.django_db

TYPED = {"name": "Permanent Mission", "email": "mission@ke.example.org", "language": "fr"}


@pytest.fixture
def client(client_for, administrator, kenya):
    return client_for(administrator)


@pytest.fixture
def contact(kenya):
    return make_recipient("KE", name="Mission", email="mission@ke.example.org")


def test_a_state_shows_its_history_language_delegates_contacts_and_what_was_sent(client, world, delegate, contact):
    factories.DeliveryFactory(rendition=make_issued(world), recipient=contact)

    text = pages.main(client.get("/states/KE/"))

    assert "Kenya Member State" in text
    assert "Member State 5 December 1951 – Correct" in text
    assert "Language English" in text
    assert "Delegate delegate@example.org" in text
    assert "Mission mission@ke.example.org" in text
    assert "Assessment of the plan" in text


def test_what_there_is_not_yet_is_said(client, kenya):
    kenya.standings.all().delete()

    text = pages.main(client.get("/states/KE/"))

    assert "No member or observer today, as far as is on record." in text
    assert "No standing is on record." in text
    assert "Nobody reads for this State." in text
    assert "No contact: nobody is told of reports by mail." in text


def test_staff_see_what_a_state_is_and_no_address(client_for, recorder, delegate, contact):
    text = pages.main(client_for(recorder).get("/states/KE/"))

    assert "Member State 5 December 1951 –" in text
    assert "@" not in text
    assert "Correct" not in text


def test_a_contact_is_added(client):
    response = client.post("/states/KE/contacts/", TYPED, follow=True)

    assert pages.messages(response) == ["Reports now go to Permanent Mission <mission@ke.example.org>."]
    assert "Permanent Mission mission@ke.example.org French sent" in pages.main(response)


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"name": " "}, [("id_name", "Give the contact a name."), ("id_email", "Give the address.")]),
        (
            {"name": "x" * 151, "email": "nobody", "language": "de"},
            [
                ("id_name", "“Name” is 1 character too long: it has 151, and 150 fit. Shorten it."),
                ("id_email", "This is not an e-mail address."),
                ("id_language", "This choice is not on the list any more. Choose again."),
            ],
        ),
        ({**TYPED, "email": "MISSION@ke.example.org"}, [("id_email", "This address is a contact of Kenya already.")]),
    ],
)
@pytest.mark.parametrize("page", ["/states/KE/contacts/", "/states/KE/contacts/{}/"])
def test_a_wrong_contact_is_refused_at_its_fields(client, contact, typed, errors, page):
    other = make_recipient("KE", email="other@ke.example.org")

    response = client.post(page.format(other.pk), typed)

    assert (response.status_code, pages.error_links(response)) == (422, errors)
    assert pages.faults(response.content.decode()) == []


def test_a_contact_is_changed_from_what_was_kept(client, contact):
    address = f"/states/KE/contacts/{contact.pk}/"

    tree = pages.read(client.get(address))
    response = client.post(address, {**TYPED, "name": "Mission in Geneva", "language": ""}, follow=True)

    assert tree.xpath("//main//input[@name='email']/@value") == ["mission@ke.example.org"]
    assert "Mission in Geneva mission@ke.example.org that of the State sent" in pages.main(response)


def test_a_contact_gets_no_more_reports_and_gets_them_again(client, contact):
    address = f"/states/KE/contacts/{contact.pk}/active/"

    stopped = client.post(address, {"active": "no"}, follow=True)
    begun = client.post(address, {"active": "yes"}, follow=True)

    assert pages.messages(stopped) == ["No more reports go to Mission <mission@ke.example.org>."]
    assert "no longer sent" in pages.main(stopped)
    assert pages.messages(begun) == ["Reports go to Mission <mission@ke.example.org> again."]


def test_a_delegate_who_is_no_contact_is_offered_and_made_one(client, delegate):
    offered = pages.main(client.get("/states/KE/contacts/"))
    response = client.post(f"/states/KE/contacts/delegates/{delegate.pk}/", follow=True)
    again = client.post(f"/states/KE/contacts/delegates/{delegate.pk}/", follow=True)

    assert "Delegates who are no contacts Delegate delegate@example.org" in offered
    assert Recipient.objects.get().user == delegate
    assert "Delegates who are no contacts" not in pages.main(response)
    assert pages.messages(again) == ["This address is a contact of Kenya already."]


@pytest.mark.parametrize("address", ["/states/XX/", "/states/XX/contacts/", "/states/CO/contacts/{}/"])
def test_what_there_is_not_is_not_found(client, colombia, contact, address):
    assert client.get(address.format(contact.pk)).status_code == 404


def test_a_delegate_of_another_state_is_not_found(client, other_delegate):
    assert client.post(f"/states/KE/contacts/delegates/{other_delegate.pk}/").status_code == 404
