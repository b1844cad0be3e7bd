"""An edition is signed off once it was asked, on a page that says what is signed, and the one statement is ticked."""

import pytest

from tests import pages
from tests.reports.world import make_edition, make_recipient

pytestmark = pytest.mark.django_db
TICK = "Read the report, and tick this line, before you sign it off."


@pytest.fixture
def client(client_for, administrator):
    return client_for(administrator)


@pytest.fixture
def edition(world, queued):
    return make_edition(world, "awaiting")


@pytest.fixture
def send(client, edition):
    """Sends what is typed to the edition's sign-off, as it was read."""

    def post(**typed):
        return client.post(f"/editions/{edition.pk}/sign-off/", {"content_sha256": edition.content_sha256, **typed})

    return post


def test_the_button_asks_first_and_signs_nothing(send, edition):
    response = send()

    edition.refresh_from_db()
    assert (response.status_code, edition.state) == (200, "awaiting")
    assert "Sign this report off, and issue it? This cannot be undone" in pages.main(response)
    assert pages.faults(response.content.decode()) == []


def test_it_says_what_is_signed_and_what_becomes_of_it(send, edition, world):
    for iso in ("FR", "IT"):
        make_recipient(iso)

    text = pages.main(send())

    for part in (
        "Report Assessment of the plan",
        "Document symbol ASSESSMENT/1995-2004/0",
        "Revision 0",
        "Period 1995-2004, 29 November 1995 – 4 November 2004",
        "Preview as PDF (English)",
        "In the portal All Member States",
        "2 recipients are told, as soon as every PDF is made",
        "Stated as gaps Without evidence: O3",
        edition.content_sha256,
    ):
        assert part in text


def test_where_nobody_is_told_it_says_so(send):
    assert "By mail Nobody: no recipient is recorded for this audience." in pages.main(send())


def test_without_the_tick_nothing_is_signed_and_the_error_stands_at_its_place(send, edition):
    response = send(confirm="yes")

    edition.refresh_from_db()
    assert (response.status_code, edition.state) == (422, "awaiting")
    assert pages.error_links(response) == [("id_agreed", TICK)]
    assert pages.field_errors(response) == [TICK]
    assert pages.faults(response.content.decode()) == []


def test_ticked_and_confirmed_it_is_signed_off(client, send, edition, administrator):
    asked = pages.read(send())
    (form,) = asked.xpath("//main//form")
    typed = {one.get("name"): one.get("value") for one in form.xpath(".//input[@type='hidden']")}

    response = client.post(form.get("action"), {**typed, "agreed": "on", "confirm": "yes"}, follow=True)

    edition.refresh_from_db()
    assert (edition.state, edition.signed_off_by) == ("signed_off", administrator)
    assert pages.messages(response) == ["Signed off. The PDF is being rendered, and is then delivered."]


def test_what_was_composed_anew_after_it_was_asked_is_not_signed_off(client, send, edition):
    send()
    read = edition.content_sha256
    client.post(f"/editions/{edition.pk}/introduction/en/", {"introduction": "A colleague's words."})

    response = client.post(
        f"/editions/{edition.pk}/sign-off/", {"content_sha256": read, "agreed": "on", "confirm": "yes"}, follow=True
    )

    edition.refresh_from_db()
    assert edition.state == "awaiting"
    assert pages.messages(response)[-1].startswith("The edition has changed since you opened it.")


@pytest.mark.parametrize("address", ["sign-off/", "introduction/en/"])
def test_an_introduction_that_was_typed_while_a_colleague_signed_off_can_be_copied(client, world, queued, address):
    signed = make_edition(world, "signed_off")
    typed = {"introduction": "It was a good year.", "read": "An introduction.", "content_sha256": signed.content_sha256}

    response = client.post(f"/editions/{signed.pk}/{address}", typed)

    note = pages.words(pages.read(response).get_element_by_id("unsaved"))
    assert (response.status_code, len(pages.messages(response))) == (409, 1)
    assert note == "The introduction that you typed was not saved. Copy what you need: It was a good year."
    assert pages.sound(response)


def test_who_signs_off_second_typed_nothing_that_could_be_lost(client, world, queued):
    signed = make_edition(world, "signed_off")

    response = client.post(f"/editions/{signed.pk}/sign-off/", {"content_sha256": signed.content_sha256}, follow=True)

    assert response.redirect_chain == [(signed.get_absolute_url(), 302)]
    assert pages.messages(response)[0].startswith("That was done already:")
