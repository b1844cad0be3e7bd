"""The list of States on a day, in the reader's language, with accents where they belong."""

from datetime import date

import pytest
from django.utils import translation

from objectives.enums import Standing
from objectives.models import State
from objectives.queries.name_order import sort_key
from objectives.queries.states import Counts, counts_on, state_list
from tests import factories

pytestmark = pytest.mark.django_db

DAY = date(2004, 11, 4)


@pytest.fixture
def states():
    """Under their English names; a member, an observer until the day, one since the day after, and a former member."""
    names = {"EG": "Egypt", "DE": "Germany", "CI": "Côte d’Ivoire", "ZA": "South Africa", "AX": "Åland Islands"}
    for iso, name in names.items():
        factories.StateFactory(iso=iso, name=name, standing="neither")
    for iso, standing, since, until in (
        ("EG", "member", date(1991, 1, 1), None),
        ("DE", "observer", date(1990, 1, 1), DAY),
        ("CI", "member", date(2004, 11, 5), None),
        ("ZA", "member", date(1980, 1, 1), date(2004, 11, 3)),
    ):
        state = State.objects.get(iso=iso)
        factories.StateStandingFactory(state=state, standing=standing, since=since, until=until)


def names(language="en", **asked):
    return [row.name for row in state_list(day=DAY, language=language, **asked)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Åland Islands", "Côte d’Ivoire", "Egypt", "Germany", "South Africa"]),
        ("fr", ["Afrique du Sud", "Allemagne", "Côte d’Ivoire", "Égypte", "Îles Åland"]),
        ("es", ["Alemania", "Côte d’Ivoire", "Egipto", "Islas Aland", "Sudáfrica"]),
    ],
)
def test_names_stand_in_the_order_of_the_readers_language(states, language, expected):
    assert names(language) == expected


def test_in_spanish_the_letter_ene_follows_n():
    words = ["nube", "ñandú", "nzeru", "oso"]

    assert sorted(words, key=lambda word: sort_key(word, "es")) == ["nube", "nzeru", "ñandú", "oso"]
    assert sorted(words, key=lambda word: sort_key(word, "fr")) == ["ñandú", "nube", "nzeru", "oso"]


@pytest.mark.parametrize(
    ("standing", "expected"),
    [("member", ["Egypt"]), ("observer", ["Germany"]), ("neither", ["Åland Islands", "Côte d’Ivoire", "South Africa"])],
)
def test_the_list_can_be_narrowed_to_a_standing_on_that_day(states, standing, expected):
    assert names(standing=standing) == expected


@pytest.mark.parametrize("text", ["cote", "Côte d'ivoire", "CI", "ivoire cote", "cote d’i"])
def test_a_state_is_found_without_its_accents(states, text):
    assert names(text=text) == ["Côte d’Ivoire"]


@pytest.mark.parametrize("text", ["egypte", "ÉGYPTE", "egipto", "eg"])
def test_a_state_is_found_by_its_name_in_any_language(states, text):
    assert "Egypt" in names(text=text)


def test_a_row_says_since_when_and_until_when(states):
    row = next(row for row in state_list(day=DAY, language="en") if row.name == "Germany")

    assert (row.standing, row.since, row.until) == (Standing.OBSERVER, date(1990, 1, 1), DAY)


def test_members_and_observers_of_a_day_are_counted(states):
    assert [counts_on(day) for day in (DAY, date(2004, 11, 5), date(1970, 1, 1))] == [
        Counts(1, 1),
        Counts(2, 0),
        Counts(0, 0),
    ]


def test_a_name_is_said_in_the_readers_language(states):
    with translation.override("fr"):
        assert str(State.objects.get(iso="DE")) == "Allemagne"
