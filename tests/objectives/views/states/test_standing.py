"""The standing of a State, and its language, by their forms."""

from datetime import date

import pytest

from objectives.models import State, StateStanding
from tests import pages
from tests.objectives.views.states.telling import history

pytestmark = pytest.mark.django_db

NO_STANDING = "Choose what the State is."
NO_REASON = "Say why, so that whoever reads the record can follow it."


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
            [
                ("id_standing_field", NO_STANDING),
                ("id_since", "This is not a day of the calendar. Write it as 2026-09-14."),
            ],
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
                ("id_since", "This is not a day of the calendar. Write it as 2026-09-14."),
                ("id_until", "This is not a day of the calendar. Write it as 2026-09-14."),
                (
                    "id_reason",
                    "“Why is it corrected?” is 1 character too long: it has 2,001, and 2,000 fit. Shorten it.",
                ),
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
