"""Monthly figures are kept while they are typed, as the evidence form is."""

import pytest

from objectives.models import Evidence, FormDraft
from tests import factories, pages
from tests.factories import PASSWORD
from tests.objectives.views.test_evidence_quick import GRID, drafts, programme
from tests.objectives.windows import TYPED, turned, window

__all__ = ["programme"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "programme")]
JULY, AUGUST = "cell-O1:O1.1:2026-07", "cell-O1:O1.1:2026-08"


@pytest.fixture
def client(client_for, recorder):
    return client_for(recorder)


def shown(client, address: str = GRID) -> dict[str, object]:
    """What the grid's form would send, as it stands."""
    tree = pages.read(client.get(address))
    boxes = tree.xpath("//form[@id='quick-form']//input[@name]")
    return {box.get("name"): box.get("value", "") for box in boxes} | {
        box.get("name"): (box.text or "").lstrip("\n") for box in tree.xpath("//form[@id='quick-form']//textarea")
    }


def test_what_is_typed_is_kept_as_it_stands_and_filled_in_again(client):
    typed = turned(shown(client), **{JULY: "40", AUGUST: "many", "description": "Families", "citation": "A report"})

    answer = client.post(TYPED, typed).json()
    response = client.get(GRID)

    again = shown(client)
    assert (answer["open"], answer["compare"], drafts()) == (True, "", [])
    assert {name: again[name] for name in (JULY, AUGUST, "description", "citation", "token")} == {
        **{name: typed[name] for name in (JULY, AUGUST, "description", "citation", "token")}
    }
    assert response.status_code == 200
    assert "it is filled in below. It is not saved yet." in pages.main(response)
    assert pages.error_links(response) == []


def test_they_are_found_on_the_home_page_by_their_programme(client):
    client.post(TYPED, turned(shown(client), **{JULY: "40"}))

    listed = pages.read(client.get(TYPED)).xpath("//main//li/a")

    assert [(one.text, one.get("href")) for one in listed] == [
        ("Monthly figures: Safe return", "/evidence/quick/?framework=mc-inf-274&programme=RET-1")
    ]


def test_an_indicator_that_was_added_is_there_again_with_its_figures(client):
    added = "cell-R1:R1.1:2026-07"
    client.post(TYPED, turned(shown(client, f"{GRID}&indicator=R1/R1.1"), **{added: "7"}))

    assert shown(client)[added] == "7"


def test_saving_makes_the_entries_once_and_nothing_stays_unfinished(client):
    typed = turned(shown(client), **{JULY: "40"})
    client.post(TYPED, typed)

    for _sending in range(2):
        client.post(GRID, {**turned(typed), "save": "yes"})
    late = client.post(TYPED, typed).json()

    assert drafts() == [("2026-07-31", "draft", [40])]
    assert (late["open"], FormDraft.objects.unfinished().count()) == (False, 0)


def test_what_cannot_be_read_is_kept_beside_its_error(client):
    client.post(GRID, {**shown(client), JULY: "many", "save": "yes"})

    assert (shown(client)[JULY], FormDraft.objects.unfinished().count()) == ("many", 1)


def test_what_is_sent_after_the_session_is_given_back_after_signing_in(client, recorder):
    sent = {**shown(client), JULY: "40", "save": "yes"}
    client.logout()

    response = client.post(GRID, sent)
    assert response.url == "/accounts/sign-in/?next=/evidence/quick/%3Fframework%3Dmc-inf-274%26programme%3DRET-1"
    client.post("/accounts/sign-in/", {"login": recorder.email, "password": PASSWORD})

    assert shown(client)[JULY] == "40"


def test_a_month_that_somebody_reported_meanwhile_is_told_and_not_lost_in_silence(
    client, framework, period, indicator, programme, nairobi
):
    typed = turned(shown(client), **{JULY: "40", AUGUST: "41"})
    client.post(TYPED, typed)
    entry = factories.EvidenceFactory(
        framework=framework, period=period, programme=programme, office=nairobi, ends_on="2026-07-31"
    )
    factories.FigureFactory(evidence=entry, indicator=indicator, value=39)

    page = pages.main(client.get(GRID))
    response = client.post(GRID, {**turned(typed), "save": "yes"}, follow=True)

    assert "they are not in the grid: O1.1, 2026-07: 40" in page
    assert "Reported by somebody else meanwhile, and not saved again: O1.1, 2026-07: 40." in pages.messages(response)
    assert Evidence.objects.filter(form_token__isnull=False).count() == 1


def test_another_programme_and_another_person_begin_empty(client, client_for, colleague, indicator, framework):
    client.post(TYPED, turned(shown(client), **{JULY: "40"}))
    other = factories.ProgrammeFactory(code="RET-2", title="Other")
    before = factories.EvidenceFactory(framework=framework, programme=other, accepted=True, ends_on="2026-01-31")
    factories.FigureFactory(evidence=before, indicator=indicator)

    assert shown(client, "/evidence/quick/?programme=RET-2")[JULY] == ""
    assert shown(client_for(colleague))[JULY] == ""


def test_discarding_it_goes_back_to_the_grid_without(client):
    client.post(TYPED, turned(shown(client), **{JULY: "40"}))

    response = client.post(f"{TYPED}{FormDraft.objects.get().pk}/discard/")

    assert response.url.startswith("/evidence/quick/")
    assert shown(client)[JULY] == ""


def test_the_evidence_form_knows_nothing_of_it(client):
    client.post(TYPED, turned(shown(client), **{JULY: "40", "description": "Families"}))

    assert "Families" not in str(window(client, "/evidence/new/?form=6f1c2d3e-0000-4000-8000-000000000001"))
