"""A programme that is missing is proposed under the name that was typed for it."""

import pytest

from objectives.actions.programmes import retire
from objectives.models import Evidence, Programme
from tests import factories, pages
from tests.objectives.entries import audited

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


@pytest.mark.parametrize("code", ["", "LAKE-1"])
@pytest.mark.parametrize("of_a_draft", [True, False], ids=["from a draft", "by itself"])
def test_a_proposal_that_is_sent_twice_is_one(client, recorder, nairobi, code, of_a_draft):
    entry = factories.EvidenceFactory(author=recorder)
    form = {"title": "Lake & shore", "code": code, "donor": "Lake Region Fund", "lead_office": nairobi.pk}
    form |= {"entry": entry.reference} if of_a_draft else {}

    first, second = (client.post("/programmes/propose/", form) for _ in range(2))

    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert Programme.objects.get().code == (code or f"PROPOSED-{Programme.objects.get().pk}")
    entry.refresh_from_db()
    assert entry.programme == (Programme.objects.get() if of_a_draft else None)
    assert audited() == ["programme.propose", *(["evidence.save"] if of_a_draft else [])]


@pytest.mark.parametrize("other", [{"title": "Lake"}, {"description": "Of the south"}, {"donor": "A fund"}])
def test_one_that_says_something_else_is_another(client, other):
    for form in ({"title": "Lake & shore"}, {"title": "Lake & shore", **other}):
        client.post("/programmes/propose/", form)

    assert Programme.objects.count() == 2


def test_a_code_that_one_has_given_to_another_proposal_is_taken(client):
    client.post("/programmes/propose/", {"title": "Lake & shore", "code": "LAKE-1"})

    refused = client.post("/programmes/propose/", {"title": "Wells", "code": "lake-1"})

    assert pages.error_links(refused) == [("id_code", "LAKE-1 Lake & shore has this code.")]
    assert Programme.objects.count() == 1


def test_what_was_turned_down_can_be_proposed_anew(client, administrator):
    client.post("/programmes/propose/", {"title": "Lake & shore"})
    retire(programme=Programme.objects.get(), reason="There is one.", by=administrator)

    client.post("/programmes/propose/", {"title": "Lake & shore"})

    assert sorted(Programme.objects.values_list("status", flat=True)) == ["proposed", "retired"]
