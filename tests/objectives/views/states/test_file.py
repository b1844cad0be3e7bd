"""The States of a file, shown before they are saved."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from objectives.models import State
from tests import pages
from tests.objectives.views.states.telling import history

pytestmark = pytest.mark.django_db

HEADINGS = "iso,standing,since,until,language\n"


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
