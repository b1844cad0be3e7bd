"""In which language a program reads what went wrong: the one it asks for, or its person's; and what is in none."""

import pytest
from django.utils.translation import gettext, override

from iomtrack.rest.problems import TITLES
from iomtrack.rest.wording import WORDS, worded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period")]
MISSING = "Give a source: a document, or an address where it can be checked."


def refused(program, typed, **headers):
    """A record without a source, which cannot be submitted."""
    return program.send("/evidence", {**typed, "sources": [], "submit": True}, **headers)


def said(answer):
    return answer["Content-Language"], [one["detail"] for one in answer.json()["errors"]]


def in_language(language, text=MISSING):
    with override(language):
        return gettext(text)


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("fr", "fr"), ("es-MX, en", "es"), ("de, fr;q=0.5", "fr"), ("en", "en"), ("de", "es"), ("*", "es"), (None, "es")],
)
def test_the_request_is_asked_first_and_then_its_person(asked, spoken, program_of, recorder, typed):
    recorder.language = "es"
    recorder.save()

    answer = refused(program_of(recorder), typed, **({"Accept-Language": asked} if asked else {}))

    assert answer.status_code == 422
    assert said(answer) == (spoken, [in_language(spoken)])
    assert len({in_language(language) for language in ("en", "fr", "es")}) == 3


def test_places_status_and_type_are_in_no_language(program_of, recorder, typed):
    program = program_of(recorder)

    english, french = (refused(program, typed, **{"Accept-Language": one}).json() for one in ("en", "fr"))

    for name in ("type", "status"):
        assert english[name] == french[name]
    assert [one["pointer"] for one in english["errors"]] == [one["pointer"] for one in french["errors"]] == ["/sources"]


def test_what_is_not_a_refusal_is_in_no_language(program_of, recorder, typed, indicator, kenya):
    program = program_of(recorder)
    made = program.send("/evidence", {**typed, "countries": ["KE"]}).json()["reference"]

    for path in ("/frameworks", "/countries", "/indicators", "/me", f"/evidence/{made}"):
        english, french = (
            program.client.get(f"/api/v1{path}", headers={**program.headers(), "Accept-Language": language})
            for language in ("en", "fr")
        )
        assert (french.status_code, french.content) == (200, english.content)


def test_the_language_of_one_request_is_not_that_of_the_next(program_of, recorder, typed):
    program = program_of(recorder)

    assert refused(program, typed, **{"Accept-Language": "fr"})["Content-Language"] == "fr"
    assert refused(program, typed)["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        ({"title": "x" * 201}, "Give 200 characters at most."),
        ({"title": 7}, "Give text, in quotation marks."),
        (
            {"title": "a\x1bb"},
            "There is a sign in it that is no character (U+001B, in place 2). Delete it, or type the text anew.",
        ),
        ({"tittle": "x"}, "There is no such field here. Look at how its name is written."),
        ({"framework": None}, "Give text, in quotation marks."),
        ({"starts_on": "15/09/2026"}, "Give a day, written as 2026-11-26."),
        ({"sensitivity": "secret"}, "Give one of these: 'shareable', 'internal'."),
        ({"contributions": {}}, "Give a list: […]."),
        ({"countries": ["KE"] * 201}, "Give 200 at most."),
        ({"submit": "perhaps"}, "Give true or false."),
        ({"figures": [{"element": "O1", "indicator": "O1.1", "value": "1,5"}]}, "Give a number."),
        ({"figures": [{"element": "O1", "indicator": "O1.1", "value": "1" * 80_000 + "x"}]}, "Give a number."),
        ({"figures": [{"element": "O1", "indicator": "O1.1", "value": -1}]}, "Give 0 or more."),
        ({"figures": [{"element": "O1"}]}, "This is missing."),
        ({"external_reference": ""}, "Do not leave this empty."),
        ({"external_reference": " \n "}, "Do not leave this empty."),
        ({"sources": [7]}, "Give an object: {…}."),
    ],
)
def test_what_is_not_as_described_is_said_in_our_own_words(change, detail, program_of, recorder, typed):
    answer = program_of(recorder).send("/evidence", {**typed, **change})

    assert said(answer) == ("en", [detail])


def test_parameters_are_too(program_of, recorder):
    answer = program_of(recorder).get("/evidence", limit="many", changed_since="2026-11-26")

    assert said(answer)[1] == [
        "Give a whole number.",
        "Give a moment with its time zone, written as 2026-11-26T09:00:00Z.",
    ]


def test_what_is_not_foreseen_is_said_as_pydantic_says_it():
    assert worded({"type": "of_tomorrow", "msg": "Something else"}) == "Something else"


def test_every_status_that_the_site_answers_has_a_title_and_every_wording_its_values():
    known = dict.fromkeys(("max_length", "decimal_places", "ge", "le", "expected"), 7)

    for kind in WORDS:
        assert "%" not in worded({"type": kind, "msg": "", "ctx": known})
    assert {400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503} == set(TITLES)
