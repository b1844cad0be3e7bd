"""Putting elements of a draft elsewhere, splitting, merging and removing them."""

import pytest

from tests import factories, pages
from tests.objectives.drafts import outline
from tests.objectives.views.editor.forms import EDIT, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_an_element_is_put_elsewhere(client, draft, tree):
    response = client.post(f"{EDIT}elements/O2/place/", {"place": "before", "beside": "O1"}, follow=True)

    assert pages.messages(response) == ["O2 is now 1 of 2 on the first level."]
    assert outline(draft) == "O2 O1(O1.1)"


@pytest.mark.parametrize(
    ("sent", "problems"),
    [
        ({"place": "before"}, ["Choose an element."]),
        ({"beside": "O2"}, ["Choose after, before or below."]),
        ({"place": "below", "beside": "O1.1"}, ["It cannot stand beside or below itself. Choose another element."]),
    ],
)
def test_where_an_element_cannot_go_is_told(client, tree, sent, problems):
    assert pages.field_errors(client.post(f"{EDIT}elements/O1/place/", sent)) == problems


def test_an_element_is_split_into_as_many_parts_as_are_asked_for(client, draft, tree):
    place = f"{EDIT}elements/O2/split/"
    form = typed(client.get(place)) | {"label_1": "Second", "wording_1": "to do the second"}
    form = typed(client.post(place, {**form, "more": "yes"}))
    assert form["wording_1"] == "to do the second"

    response = client.post(
        place, {**form, "code_2": "O5", "label_2": "Third", "wording_2": "to do the third"}, follow=True
    )

    assert pages.messages(response) == ["O2 is split into 3."]
    assert outline(draft) == "O1(O1.1) O2 O3 O5"


def test_a_part_without_words_is_told_at_its_field(client, draft, tree):
    place = f"{EDIT}elements/O2/split/"

    response = client.post(place, typed(client.get(place)))

    assert pages.field_errors(response) == ["Give it a short name.", "Give the wording of this part."]
    assert outline(draft) == "O1(O1.1) O2"


def test_elements_are_merged(client, draft, tree):
    place = f"{EDIT}elements/O2/merge/"

    response = client.post(place, typed(client.get(place)) | {"others": ["O1"], "wording": "to do both"}, follow=True)

    assert pages.messages(response) == ["O1 became part of O2."]
    assert outline(draft) == "O2(O1.1)"


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"others": []}, ["Choose at least one element to merge with it."]),
        ({"others": ["O1.1"]}, ["One of them stands below another. Move it out first."]),
        ({"others": ["O2"], "label": ""}, ["Give it a short name."]),
        ({"others": ["O2"], "wording": ""}, ["Give the wording of the merged element."]),
    ],
)
def test_what_stands_in_the_way_of_a_merge_is_told(client, tree, changes, problems):
    place = f"{EDIT}elements/O1/merge/"

    response = client.post(place, typed(client.get(place)) | changes)

    assert pages.field_errors(response) == problems


def test_removing_says_first_what_goes(client, draft, tree):
    assert "O1, O1.1 go, with their indicators and targets." in pages.main(client.get(f"{EDIT}elements/O1/remove/"))

    response = client.post(f"{EDIT}elements/O1/remove/", follow=True)

    assert pages.messages(response) == ["O1 is removed."]
    assert outline(draft) == "O2"


def test_what_evidence_rests_on_is_not_removed(client, draft, tree):
    factories.ContributionFactory(element=tree["O2"], evidence__framework=draft)

    response = client.post(f"{EDIT}elements/O2/remove/")

    assert response.status_code == 422
    assert "It cannot be removed: evidence or an assessment rests on O2." in pages.main(response)
