"""Monthly figures that are submitted at once: what is missing is said at its field, or of its entry."""

import pytest

from tests import pages
from tests.objectives.views.test_evidence_quick import GRID, cells, drafts, programme
from tests.objectives.views.test_evidence_quick_kept import shown

__all__ = ["programme"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "programme")]
DESCRIBE = ("id_description", "Describe what was done.")
SOURCE = ("id_citation", "Give a source: a document, or an address where it can be checked.")
OFFICE = ("id_office", "Choose the office that did it.")
NO_NUMBER = (
    "id_cell-O1:O1.1:2026-07",
    "O1.1, Persons assisted, July 2026: “many” is not a number. Write it in digits, such as 1250.",
)
EMPTY = ("", "Type a figure for at least one month.")


@pytest.fixture
def client(client_for, recorder):
    return client_for(recorder)


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({}, [DESCRIBE, SOURCE]),
        ({"description": "Families went home."}, [SOURCE]),
        ({"citation": "Monthly report"}, [DESCRIBE]),
        ({"office": "", "citation": "Monthly report", "description": "Families."}, [OFFICE]),
        ({"cell-O1:O1.1:2026-07": "many"}, [NO_NUMBER, DESCRIBE, SOURCE]),
        ({"cell-O1:O1.1:2026-07": ""}, [EMPTY, DESCRIBE, SOURCE]),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(client, typed, problems):
    sent = {**shown(client), **cells(m07="40", m08="2"), "description": "", "citation": "", **typed}
    sent |= {"cell-O1:O1.1:2026-08": ""} if EMPTY in problems else {}

    response = client.post(GRID, {**sent, "submit": "yes"})

    assert (response.status_code, drafts()) == (422, [])
    assert pages.error_links(response) == problems
    assert pages.faults(response.content.decode()) == []
    again = shown(client)
    assert {name: again[name] for name in ("office", "description", "citation")} == {
        name: sent[name] for name in ("office", "description", "citation")
    }
    assert again["cell-O1:O1.1:2026-07"] == sent["cell-O1:O1.1:2026-07"]


@pytest.mark.parametrize("office", ["NBO", ""])
def test_drafts_need_neither_description_nor_source_nor_office(client, office):
    client.post(GRID, {**cells(m07="40"), "office": office, "save": "yes"})

    assert drafts() == [("2026-07-31", "draft", [40])]


def test_what_the_draft_of_a_month_says_already_is_not_asked_for(client):
    said = {"description": "Families went home.", "citation": "Monthly report"}
    client.post(GRID, {**cells(m07="40"), **said, "save": "yes"})
    added = {**cells(), "cell-R1:R1.1:2026-07": "7", "submit": "yes"}

    of_july = client.post(f"{GRID}&indicator=R1/R1.1", added)
    of_august = client.post(GRID, {**cells(m08="1"), "submit": "yes"})

    assert of_july.status_code == 302
    assert drafts() == [("2026-07-31", "submitted", [40, 7])]
    assert pages.error_links(of_august) == [DESCRIBE, SOURCE]


def test_a_large_figure_waits_for_its_confirmation_and_the_message_says_so(client):
    typed = {**cells(m07="4000", m08="3"), "description": "Families.", "citation": "Report", "submit": "yes"}

    response = client.post(GRID, typed, follow=True)

    assert drafts() == [("2026-07-31", "draft", [4000]), ("2026-08-31", "submitted", [3])]
    assert pages.messages(response)[1].startswith("1 entry is saved as a draft and not submitted yet. Open it, and see")
    assert pages.messages(response)[1].endswith(
        ": O1.1, Persons assisted: 4,000 is more than 100 times the largest so far (7). Is it right?"
    )


def test_the_message_says_what_keeps_a_month_from_being_submitted(client, period):
    period.deadline = "2026-09-01"
    period.save()
    typed = {**cells(m07="40"), "description": "Families.", "citation": "Report", "submit": "yes"}

    response = client.post(GRID, typed, follow=True)

    assert drafts() == [("2026-07-31", "draft", [40])]
    assert ": Evidence of " in pages.messages(response)[0]
    assert "was due on 1 September 2026." in pages.messages(response)[0]
