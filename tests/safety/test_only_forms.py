"""Addresses that only take a form, when somebody opens one: a page in words, and never an empty one."""

from collections.abc import Callable

import pytest
from django.test import Client

from iomtrack.accounts.models import User
from iomtrack.only_forms import page_above
from tests import factories, pages
from tests.safety.attacks import Target

pytestmark = pytest.mark.django_db
Clients = Callable[[User | None], Client]


@pytest.mark.alike
def test_each_is_told_in_words(every_target: list[Target], quiet_client_for: Clients) -> None:
    refused = [one for one in every_target if one.row.method == "GET" and set(one.row.expected.values()) == {"405"}]

    answers = {str(one): quiet_client_for(one.person).get(one.url) for one in refused}

    assert len(refused) > 20
    assert {place: answer.status_code for place, answer in answers.items() if answer.status_code != 405} == {}
    assert {place for place, answer in answers.items() if "nothing to read" not in pages.main(answer)} == set()
    assert {place for place, answer in answers.items() if not answer["Allow"]} == set()


def test_each_leads_to_a_page_for_reading(every_target: list[Target], client_for: Clients) -> None:
    refused = {one.row.name for one in every_target if one.row.method == "GET" and "405" in one.row.expected.values()}
    sent = [one for one in every_target if one.row.method == "POST" and one.row.name in refused and one.person]

    answers = {str(one): client_for(one.person).get(page_above(one.url), follow=True) for one in sent}

    assert len(answers) > 20
    assert {place: answer.status_code for place, answer in answers.items() if answer.status_code != 200} == {}
    kinds = {place: answer["Content-Type"] for place, answer in answers.items()}
    assert {place: kind for place, kind in kinds.items() if not kind.startswith("text/html")} == {}


def test_it_leads_to_the_page_that_the_form_stands_on(client_for: Clients, reviewer: User) -> None:
    entry = factories.EvidenceFactory(submitted=True)

    page = client_for(reviewer).get(f"{entry.get_absolute_url()}return/")

    assert pages.read(page).xpath("//main//a/@href") == [entry.get_absolute_url()]
    assert pages.sound(page)


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("/review/several/", "/review/"),
        ("/accounts/tokens/3/end/", "/accounts/tokens/"),
        ("/exports/3/remove/", "/exports/"),
        ("/accounts/language/", "/"),
        ("/evidence/EV-2026-0001/attachments/3/remove/", "/evidence/EV-2026-0001/"),
        ("/none/at/all/", "/"),
    ],
)
def test_what_is_no_address_is_passed_over(path: str, above: str) -> None:
    assert page_above(path) == above


def test_a_program_gets_no_page(client: Client) -> None:
    assert client.delete("/api/v1/me")["Content-Type"] == "application/problem+json"


def test_nor_does_another_method(client_for: Clients, recorder: User) -> None:
    assert client_for(recorder).put("/evidence/EV-2026-0001/").content == b""
