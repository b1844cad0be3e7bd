"""Where a visitor whose session has ended goes after signing in again."""

import pytest
from django.test import Client

from objectives.models import Evidence
from tests.factories import EvidenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> Evidence:
    return EvidenceFactory(submitted=True)


def test_a_page_asked_for_is_where_one_goes(client: Client, entry: Evidence) -> None:
    answer = client.get(f"{entry.get_absolute_url()}?a=b")

    assert answer["Location"] == f"/accounts/sign-in/?next=/evidence/{entry.reference}/%3Fa%3Db"


@pytest.mark.parametrize(
    ("referer", "goes_to"),
    [
        ("http://testserver/evidence/EV-2026-0001/", "/evidence/EV-2026-0001/"),
        ("https://elsewhere.example/evil/", "/evil/"),
        ("https://elsewhere.example//evil.example/", "/"),
        ("", "/"),
    ],
)
def test_a_form_that_was_sent_leads_back_to_its_page_and_never_off_the_site(
    client: Client, entry: Evidence, referer: str, goes_to: str
) -> None:
    answer = client.post(f"{entry.get_absolute_url()}accept/", headers={"referer": referer} if referer else {})

    assert answer["Location"] == f"/accounts/sign-in/?next={goes_to}"
