"""A programme that is missing is proposed under the name that was typed for it."""

import pytest

from objectives.models import Evidence, Programme
from tests import factories, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "framework", "elements", "period")]


@pytest.fixture
def client(client_for, recorder):
    return client_for(recorder)


def test_the_name_goes_over_into_the_proposal_and_the_draft_is_kept(client):
    sent = client.post("/evidence/new/", {"title": "Wells dug", "programme": "Lake & shore", "propose": "yes"})
    entry = Evidence.objects.get()
    page = client.get(sent.url)

    assert sent.url == f"/programmes/propose/?entry={entry.reference}&title=Lake+%26+shore"
    assert (entry.title, entry.programme) == ("Wells dug", None)
    assert pages.read(page).get_element_by_id("id_title").get("value") == "Lake & shore"

    client.post("/programmes/propose/", {"title": "Lake & shore", "entry": entry.reference})
    entry.refresh_from_db()
    assert entry.programme == Programme.objects.get(title="Lake & shore")


def test_a_name_that_is_missing_is_refused_otherwise_and_says_what_to_do(client):
    response = client.post("/evidence/new/", {"title": "Wells dug", "programme": "Lake & shore", "save": "yes"})

    assert response.status_code == 422
    assert dict(pages.error_links(response))["id_programme"].endswith(
        "if it is missing, propose it at the end of this form."
    )


def test_what_fits_several_is_still_to_be_chosen(client):
    for number in (1, 2):
        factories.ProgrammeFactory(title=f"Lake {number}")

    response = client.post("/evidence/new/", {"title": "Wells dug", "programme": "lake", "propose": "yes"})

    assert response.status_code == 422
