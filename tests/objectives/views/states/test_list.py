"""The list of States on any day."""

import pytest

from objectives.models import State, StateStanding
from tests import factories, pages

pytestmark = pytest.mark.django_db


def test_the_list_says_what_each_state_is_today_and_counts(client, states):
    response = client.get("/states/")

    assert pages.rows(response) == ["Chad", "Colombia", "Kenya"]
    text = pages.main(response)
    assert "0 Member States, 1 observer on" in text
    assert "Kenya KE Observer State 1 Jan 1980" in text
    assert "Colombia CO –" in text


def test_the_list_of_an_earlier_day_can_be_asked(client, states):
    response = client.get("/states/?on=1999-12-31&standing=member")

    assert pages.rows(response) == ["Colombia"]
    assert "1 Member State, 1 observer on 31 December 1999" in pages.main(response)
    assert "Colombia CO Member State 2 Jan 1956 31 Dec 1999" in pages.main(response)


def test_where_no_list_is_kept_the_page_says_so_and_invents_none(client):
    factories.StateFactory(iso="KE", standing="neither")

    text = pages.main(client.get("/states/?on=2004-11-04"))

    assert "No standing is on record for 4 November 2004." in text
    assert "kept by the administrators; none comes with the product" in text
    assert "MC/INF/274, paragraph 19, gives 105 Member States and 27 observer States on 4 November 2004." in text


def test_on_the_day_of_the_document_the_list_is_held_against_its_figures(client, states):
    for number in range(105 + 26):
        factories.StateFactory(iso=f"{number:02x}", standing="member" if number < 105 else "observer")

    complete = pages.main(client.get("/states/?on=2004-11-04"))
    StateStanding.objects.filter(state__iso="00").delete()
    short = pages.main(client.get("/states/?on=2004-11-04"))

    assert "105 Member States, 27 observers on 4 November 2004 So says MC/INF/274, paragraph 19." in complete
    assert "104 Member States, 27 observers on 4 November 2004 MC/INF/274, paragraph 19, gives 105" in short
    assert "the list is not complete" in short


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("on=soon", ("id_on", "This is not a day of the calendar. Write it as 2026-09-14.")),
        ("standing=x", ("id_standing", "This choice is not on the list any more. Choose again.")),
        (
            "text=" + "x" * 101,
            ("id_text", "“Name or code” is 1 character too long: it has 101, and 100 fit. Shorten it."),
        ),
    ],
)
def test_what_is_wrong_with_a_filter_stands_at_its_place(client, states, query, error):
    response = client.get(f"/states/?{query}")

    assert (response.status_code, pages.error_links(response)) == (422, [error])
    assert pages.faults(response.content.decode()) == []


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("-name", ["Kenya", "Colombia", "Chad"]),
        ("standing", ["Chad", "Colombia", "Kenya"]),
        ("-since", ["Kenya", "Colombia", "Chad"]),
        ("language", ["Chad", "Kenya", "Colombia"]),
    ],
)
def test_the_list_can_be_sorted(client, states, sort, expected):
    State.objects.filter(iso="CO").update(language="fr")

    assert pages.rows(client.get(f"/states/?sort={sort}")) == expected


def test_staff_read_the_list_and_keep_nothing(client_for, recorder, states):
    assert "Load a file" not in pages.main(client_for(recorder).get("/states/"))
