"""Amending and translating what is in force."""

import pytest

from objectives.models import Amendment, Element
from tests import pages
from tests.objectives.views.editor.forms import typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
AMEND = "/frameworks/mc-inf-274/elements/O1/amend/"


def test_an_amendment_is_shown_as_a_marked_difference_with_its_reason(client, client_for, recorder, elements):
    form = typed(client.get(AMEND)) | {
        "wording": "to do what O1 asks and more;",
        "effective_on": "2026-08-01",
        "reason": "The Council decided so.",
        "source_symbol": "MC/2400",
        "source_paragraph": "3",
    }

    response = client.post(AMEND, form, follow=True)

    assert pages.messages(response) == ["The wording of O1 is amended."]
    text = pages.main(client_for(recorder).get("/frameworks/mc-inf-274/elements/O1/"))
    assert (
        "How the wording changed 1 August 2026 · MC/2400, paragraph 3 "
        "to do what O1 asks [left out: for ] [added: and more ] ; The Council decided so. "
        "The wording until then to do what O1 asks for; Recorded by Administrator, 21 September 2026"
    ) in text


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({}, ["This is the wording as it stands. Change it, or leave the page.", "Say why the wording is amended."]),
        ({"wording": "", "reason": "Why"}, ["Give the new wording, word for word."]),
        ({"wording": "a", "reason": "Why", "effective_on": ""}, ["Give the day on which it takes effect."]),
        (
            {"wording": "a", "reason": "Why", "effective_on": "2026-09-22"},
            ["This day is still to come. Amend the wording once it has changed."],
        ),
    ],
)
def test_what_is_wrong_with_an_amendment_is_told(client, elements, changes, problems):
    form = typed(client.get(AMEND)) | changes

    response = client.post(AMEND, form)

    assert set(pages.field_errors(response)) <= set(problems)
    assert pages.field_errors(response)[-1] == problems[-1]
    assert not Amendment.objects.exists()


def test_two_people_at_one_wording_are_told(client, elements):
    mine = typed(client.get(AMEND)) | {"wording": "mine", "reason": "Why", "effective_on": "2026-08-01"}
    client.post(AMEND, typed(client.get(AMEND)) | {"wording": "by another", "reason": "Why"})

    told = client.post(AMEND, mine)

    assert "New wording [left out: by another ] [added: mine ]" in pages.main(told)
    assert Amendment.objects.count() == 1


def test_a_translation_is_added_marked_as_not_official_and_amended(client, elements):
    place = f"{AMEND}?language=fr"
    assert pages.field_errors(client.post(place, {"label": "", "wording": ""})) == [
        "Give it a short name.",
        "Give the wording in this language.",
    ]

    client.post(place, {"label": "Services", "wording": "fournir des services"})
    shown = pages.main(client.get("/frameworks/mc-inf-274/elements/O1/"))
    client.post(place, {"wording": "fournir plus", "reason": "Corrected.", "effective_on": "2026-08-01"})

    assert "French · not an official translation fournir des services" in shown
    elements["O1"].refresh_from_db()
    assert elements["O1"].translations["fr"]["wording"] == "fournir plus"
    assert elements["O1"].wording == "to do what O1 asks for;"


def test_an_official_translation_is_not_marked(client, elements):
    words = {"label": "Services", "wording": "fournir des services", "official": True}
    Element.objects.filter(pk=elements["O1"].pk).update(translations={"fr": words})

    assert "not an official translation" not in pages.main(client.get("/frameworks/mc-inf-274/elements/O1/"))


def test_a_language_that_is_none_of_ours_is_not_found(client, elements):
    assert client.get(f"{AMEND}?language=xx").status_code == 404
