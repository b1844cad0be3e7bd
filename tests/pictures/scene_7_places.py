"""Offices, programmes, States and people."""

from iomtrack.accounts.development import ADMINISTRATOR, REVIEWER, STAFF
from tests.pictures.camera import HEAD, Camera


def test_a_programme(camera: Camera) -> None:
    page = camera.page(STAFF, "/programmes/LAKE-RET/")
    camera.take(page, "how-to/programme", HEAD, "main .two-columns", most=900)

    page.goto("/programmes/propose/")
    page.get_by_label("Title").fill("Mobile registration along the Mara")
    camera.take(page, "how-to/propose", HEAD, "main form.sheet")


def test_what_was_proposed_is_decided_on(camera: Camera) -> None:
    page = camera.page(ADMINISTRATOR, "/programmes/")
    camera.take(page, "how-to/programmes", HEAD, "main table", most=620)
    page.goto("/programmes/PROPOSED-13/merge/?into=EAST-ADV")
    camera.take(page, "how-to/merge", HEAD, "main .buttons >> nth=-1")


def test_an_office(camera: Camera) -> None:
    page = camera.page(STAFF, "/offices/NBO/")
    camera.take(page, "how-to/office", HEAD, "main .two-columns", most=900)


def test_states_and_contacts(camera: Camera) -> None:
    page = camera.page(ADMINISTRATOR, "/states/")
    camera.take(page, "how-to/states", HEAD, "main table", most=640)


def test_people(camera: Camera) -> None:
    page = camera.page(ADMINISTRATOR, "/people/invite/")
    page.get_by_label("Name").fill("Amina Odhiambo")
    page.get_by_label("E-mail address").fill("amina@iomtrack.example")
    camera.take(page, "how-to/invite", HEAD, "main form.sheet")

    page.goto("/people/")
    camera.take(page, "how-to/people", HEAD, "main table", most=640)


def test_ones_own_account_and_notices(camera: Camera) -> None:
    page = camera.page(REVIEWER, "/accounts/security/")
    camera.take(page, "how-to/account", HEAD, "main > *:last-child")
    page.goto("/notices/")
    camera.take(page, "how-to/notices", HEAD, "main form.sheet")
