"""The list of States on any day, and its forms."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from objectives.models import State, StateStanding
from tests import factories, pages

pytestmark = pytest.mark.django_db

HEADINGS = "iso,standing,since,until,language\n"
NO_STANDING = "Choose what the State is."
NO_REASON = "Say why, so that whoever reads the record can follow it."


@pytest.fixture
def client(client_for, administrator):
    return client_for(administrator)


@pytest.fixture
def states():
    """Kenya, an observer since 1980; Colombia, which was a member until 1999; Chad, neither."""
    kenya = factories.StateFactory(iso="KE", name="Kenya", standing="neither")
    colombia = factories.StateFactory(iso="CO", name="Colombia", standing="neither")
    factories.StateFactory(iso="TD", name="Chad", standing="neither")
    factories.StateStandingFactory(state=kenya, standing="observer", since=date(1980, 1, 1))
    factories.StateStandingFactory(state=colombia, since=date(1956, 1, 2), until=date(1999, 12, 31))
    return {"KE": kenya, "CO": colombia}


def history(iso):
    rows = StateStanding.objects.filter(state__iso=iso).order_by("since")
    return list(rows.values_list("standing", "since", "until"))


# --- the list ---------------------------------------------------------------------------------------


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
        ("on=soon", ("id_on", "Enter a valid date.")),
        ("standing=x", ("id_standing", "Select a valid choice. x is not one of the available choices.")),
        ("text=" + "x" * 101, ("id_text", "Ensure this value has at most 100 characters (it has 101).")),
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


# --- a standing -------------------------------------------------------------------------------------


def test_a_new_standing_is_kept(client, states):
    response = client.post("/states/KE/standing/", {"standing": "member", "since": "1985-11-26"}, follow=True)

    assert history("KE") == [
        ("observer", date(1980, 1, 1), date(1985, 11, 25)),
        ("member", date(1985, 11, 26), None),
    ]
    assert pages.messages(response) == ["The standing of Kenya from 26 November 1985 on is kept."]
    assert response.redirect_chain[0][0] == "/states/KE/"


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"since": ""}, [("id_standing_field", NO_STANDING), ("id_since", "Give the first day.")]),
        (
            {"standing": "guest", "since": "x"},
            [("id_standing_field", NO_STANDING), ("id_since", "Enter a valid date.")],
        ),
        (
            {"standing": "observer", "since": "1990-01-01"},
            [("id_standing_field", "It is that already on this day.")],
        ),
        (
            {"standing": "member", "since": "1980-01-01"},
            [
                (
                    "id_since",
                    "It is recorded as Observer State since 1 January 1980. Give a later day, or correct that.",
                )
            ],
        ),
    ],
)
def test_a_wrong_standing_is_refused_at_its_fields(client, states, typed, errors):
    response = client.post("/states/KE/standing/", typed)

    assert (response.status_code, pages.error_links(response)) == (422, errors)
    assert pages.faults(response.content.decode()) == []
    assert history("KE") == [("observer", date(1980, 1, 1), None)]


def test_a_standing_is_corrected_with_its_reason(client, states):
    entry = StateStanding.objects.get(state__iso="KE")
    typed = {"standing": "member", "since": "1981-01-01", "until": "1990-01-01", "reason": "The instrument says so."}

    shown = client.get(f"/states/KE/standing/{entry.pk}/")
    response = client.post(f"/states/KE/standing/{entry.pk}/", typed, follow=True)

    assert pages.read(shown).xpath("//input[@name='since']/@value") == ["1980-01-01"]
    assert history("KE") == [("member", date(1981, 1, 1), date(1990, 1, 1))]
    assert pages.messages(response) == ["The standing is corrected."]


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"since": ""},
            [
                ("id_standing_field", NO_STANDING),
                ("id_since", "Give the first day."),
                ("id_reason", NO_REASON),
            ],
        ),
        (
            {"standing": "neither", "since": "x", "until": "x", "reason": "x" * 2001},
            [
                ("id_standing_field", NO_STANDING),
                ("id_since", "Enter a valid date."),
                ("id_until", "Enter a valid date."),
                ("id_reason", "Ensure this value has at most 2000 characters (it has 2001)."),
            ],
        ),
        (
            {"standing": "member", "since": "1981-01-01", "until": "1980-01-01", "reason": "x"},
            [("id_until", "The last day is before the first day.")],
        ),
        (
            {"standing": "member", "since": "1981-01-01", "reason": "x"},
            [("id_since", "These days overlap those as Member State since 26 November 1985.")],
        ),
    ],
)
def test_a_wrong_correction_is_refused_at_its_fields(client, states, typed, errors):
    client.post("/states/KE/standing/", {"standing": "member", "since": "1985-11-26"})
    entry = StateStanding.objects.get(state__iso="KE", standing="observer")

    response = client.post(f"/states/KE/standing/{entry.pk}/", typed)

    assert (response.status_code, pages.error_links(response)) == (422, errors)
    assert pages.faults(response.content.decode()) == []


def test_a_standing_that_never_was_is_removed_with_its_reason(client, states):
    entry = StateStanding.objects.get(state__iso="KE")

    without = client.post(f"/states/KE/standing/{entry.pk}/", {"remove": "yes"})
    response = client.post(f"/states/KE/standing/{entry.pk}/", {"remove": "yes", "why_removed": "Wrong."}, follow=True)

    assert (without.status_code, pages.error_links(without)) == (422, [("id_why_removed", NO_REASON)])
    assert pages.messages(response) == ["The standing is taken from the record."]
    assert history("KE") == []


@pytest.mark.parametrize("address", ["/states/XX/standing/", "/states/CO/standing/{}/", "/states/ke/language/"])
def test_what_there_is_not_is_not_found(client, states, address):
    entry = StateStanding.objects.get(state__iso="KE")

    assert client.get(address.format(entry.pk)).status_code == 404


# --- the language -----------------------------------------------------------------------------------


def test_the_language_of_a_state_is_set(client, states):
    response = client.post("/states/KE/language/", {"language": "fr"}, follow=True)

    assert State.objects.get(iso="KE").language == "fr"
    assert pages.messages(response) == ["The language of Kenya is kept."]


@pytest.mark.parametrize("typed", [{"language": ""}, {"language": "de"}])
def test_another_language_is_refused(client, states, typed):
    response = client.post("/states/KE/language/", typed)

    assert response.status_code == 422
    assert pages.error_links(response) == [("id_language_field", "Choose one of the official languages.")]


# --- a file -----------------------------------------------------------------------------------------


def upload(client, text):
    return client.post("/states/load/", {"file": SimpleUploadedFile("states.csv", text.encode())})


def test_a_file_is_shown_before_it_is_saved(client, states):
    preview = upload(client, HEADINGS + "KE,member,1985-11-26,,fr\n")
    before = history("KE")
    hidden = {one.get("name"): one.get("value") for one in pages.read(preview).xpath("//main//input[@type='hidden']")}
    saved = client.post("/states/load/", hidden, follow=True)

    text = pages.main(preview)
    assert "The file is sound. 1 State would change; nothing is saved yet." in text
    assert "Kenya KE Observer State since 1 Jan 1980 English" in text
    assert "Observer State, 1 Jan 1980 – 25 Nov 1985 Member State since 26 Nov 1985 French" in text
    assert before == [("observer", date(1980, 1, 1), None)]
    assert history("KE") == [("observer", date(1980, 1, 1), date(1985, 11, 25)), ("member", date(1985, 11, 26), None)]
    assert pages.messages(saved) == ["1 State is changed."]


def test_a_file_with_errors_lists_each_by_row_and_column_and_saves_nothing(client, states):
    response = upload(client, HEADINGS + "KE,member,1985-11-26,,fr\nXX,guest,,,\n")

    assert response.status_code == 422
    text = pages.main(response)
    assert "3 things to put right in the file; nothing was saved" in text
    assert "Row 3 iso No country has the ISO 3166-1 code “XX”." in text
    assert "Row 3 since Give the first day." in text
    assert history("KE") == [("observer", date(1980, 1, 1), None)]
    assert pages.faults(response.content.decode()) == []


def test_a_file_that_changes_nothing_says_so(client, states):
    assert "there is nothing to change" in pages.main(upload(client, HEADINGS + "KE,observer,1980-01-01,,\n"))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({}, "Choose a file."),
        ({"file": "states.csv"}, "Choose a file."),
        ({"file": SimpleUploadedFile("states.csv", b"")}, "The file is empty."),
    ],
)
def test_without_a_file_it_says_what_to_do(client, states, data, error):
    response = client.post("/states/load/", data)

    assert (response.status_code, pages.error_links(response)) == (422, [("id_file", error)])


def test_what_was_changed_since_it_was_shown_is_shown_anew(client, states):
    preview = upload(client, HEADINGS + "KE,member,1985-11-26,,\n")
    hidden = {one.get("name"): one.get("value") for one in pages.read(preview).xpath("//main//input[@type='hidden']")}
    State.objects.filter(iso="KE").update(language="es")

    again = client.post("/states/load/", hidden)

    assert pages.messages(again) == ["The list has changed meanwhile. This is what the file would change now."]
    assert history("KE") == [("observer", date(1980, 1, 1), None)]


def test_what_is_sent_in_place_of_what_was_shown_is_checked_again(client, states):
    response = client.post("/states/load/", {"content": HEADINGS + "XX,guest,,,\n", "seen": ""})

    assert response.status_code == 422
    assert "3 things to put right in the file" in pages.main(response)
