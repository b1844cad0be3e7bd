"""Where the elements of a draft come from, and what became of the earlier ones."""

import pytest

from objectives.models import Lineage
from tests import pages
from tests.objectives.drafts import make_draft, make_tree
from tests.objectives.views.editor.forms import EDIT, error_words, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_lineage_is_recorded_with_as_many_threads_as_are_asked_for(client, tree):
    place = f"{EDIT}elements/O2/lineage/"
    form = typed(client.get(place)) | {"kind_0": "merged", "ancestor_0": "O1", "note_0": "Joined."}
    form = typed(client.post(place, {**form, "more": "yes"}))

    response = client.post(place, {**form, "kind_1": "merged", "ancestor_1": "R1"}, follow=True)

    assert pages.messages(response) == ["The lineage of O2 is saved."]
    assert set(Lineage.objects.values_list("ancestor__code", "kind", "note")) == {
        ("O1", "merged", "Joined."),
        ("R1", "merged", ""),
    }
    assert typed(client.get(place))["note_0"] == "Joined."


@pytest.mark.parametrize(
    ("sent", "at_fields", "above"),
    [
        ({"ancestor_0": "O1"}, ["Say how it descends from O1."], []),
        ({"kind_0": "new", "ancestor_0": "O1"}, ["What is new descends from no earlier element."], []),
        ({"kind_0": "refined"}, ["Choose the earlier element that it descends from."], []),
        (
            {"kind_0": "split", "ancestor_0": "O1", "kind_1": "split", "ancestor_1": "O1"},
            ["O1 is chosen twice."],
            [],
        ),
        (
            {"kind_0": "merged", "ancestor_0": "O1"},
            [],
            ["A merged element descends from two or more. Choose the others too."],
        ),
    ],
)
def test_threads_that_make_no_sense_are_told(client, tree, sent, at_fields, above):
    response = client.post(f"{EDIT}elements/O2/lineage/", sent)

    assert response.status_code == 422
    assert pages.field_errors(response) == at_fields
    assert error_words(response)[: len(above)] == above


def test_an_earlier_element_is_discontinued_and_taken_up_again(client, draft, tree, elements):
    place = f"{EDIT}earlier/R1/"
    assert pages.field_errors(client.post(place, {"note": ""})) == ["Say in a line why it is discontinued."]

    client.post(place, {"note": "No longer needed."})
    assert Lineage.objects.get().note == typed(client.get(place))["note"] == "No longer needed."
    response = client.post(place, {"undo": "yes"}, follow=True)

    assert pages.messages(response) == ["It is open again what became of R1."]
    assert not Lineage.objects.exists()


def test_without_an_earlier_framework_there_is_no_lineage(client):
    make_tree(make_draft(), "O1")

    assert client.get(f"{EDIT}elements/O1/lineage/").status_code == 404
    assert client.get(f"{EDIT}earlier/O1/").status_code == 404
    assert "lineage not said" not in pages.main(client.get(EDIT))
