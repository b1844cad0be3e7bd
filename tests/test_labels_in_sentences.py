"""The names of periods and offices stand in sentences that any name fits, in each language."""

import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext

from objectives.colons import colon
from objectives.enums import Qualifier


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize(
    ("message", "names"),
    [
        ("These days overlap the period “%(period)s”.", ["period"]),
        ("Evidence of the period “%(period)s” was due on %(day)s.", ["period"]),
        ("Evidence of the period “%(label)s” may come late until %(day)s.", ["label"]),
        ("Nothing was reported in the period “%(before)s”, so there is nothing to compare with.", ["before"]),
        ("All that was reported in the period “%(before)s” has something in the period “%(now)s”.", ["before", "now"]),
        ("in the period “%(label)s”", ["label"]),
        ("Entries are those of the period “%(label)s”.", ["label"]),
        ("Close the period “%(label)s” for good", ["label"]),
    ],
)
def test_a_period_is_named_between_quotes_within_a_sentence(language, message, names):
    quotes = {"en": ("“", "”"), "fr": ("«\u202f", "\u202f»"), "es": ("«", "»")}[language]
    with translation.override(language):
        said = gettext(message)

    assert [f"{quotes[0]}%({name})s{quotes[1]}" in said for name in names] == [True] * len(names)


@pytest.mark.parametrize(
    ("language", "accepted", "missing"),
    [
        ("fr", "acceptées pour cette période (Siège)", "2 éléments n’ont encore rien reçu (Siège)\xa0:"),
        ("es", "aceptados en este período (Siège)", "2 elementos aún no tienen nada (Siège):"),
    ],
)
def test_an_office_is_named_so_that_nothing_has_to_be_contracted_with_it(language, accepted, missing):
    once = "accepted from %(office)s in this period"
    lacking = "%(n)s element has nothing from %(office)s yet:", "%(n)s elements have nothing from %(office)s yet:"
    with translation.override(language):
        said = ngettext(once, once, 2) % {"office": "Siège"}
        lacks = ngettext(*lacking, 2) % {"office": "Siège", "n": 2}

    assert (said, lacks) == (accepted, missing)


def test_about_is_one_word_in_spanish_wherever_a_number_follows_it():
    with translation.override("es"):
        word = str(Qualifier.ABOUT.label)
        said = [gettext(one) for one in ("about %(number)s", "about %(figure)s", "figures that say “about”")]
        template = gettext("A number, “over 40”, “about 40”, “not reported” or “not applicable”.")

    assert word == "alrededor de"
    assert [word in one for one in [*said, template]] == [True] * 4


def test_a_colon_has_a_space_before_it_in_french_alone():
    said = {}
    for language in ("en", "fr", "es"):
        with translation.override(language):
            said[language] = colon()

    assert said == {"en": ": ", "fr": "\xa0: ", "es": ": "}
