"""The tree of a draft: what it shows, and moving by one step."""

import pytest

from tests import factories, pages
from tests.objectives.drafts import make_tree, outline
from tests.objectives.views.editor.forms import EDIT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_administrators_find_the_way_and_nobody_else_does(client, client_for, recorder, framework, draft):
    administrators = [
        pages.words(pages.read(client.get(place))) for place in ("/frameworks/", "/frameworks/mc-inf-274/")
    ]
    staff = [
        pages.words(pages.read(client_for(recorder).get(place)))
        for place in ("/frameworks/", "/frameworks/mc-inf-274/")
    ]

    for words, shown in (("New framework", 0), ("Edit MC/INF/300", 0), ("Start the next strategy", 1)):
        assert words in administrators[shown]
        assert words not in staff[shown]


def test_the_tree_is_a_nested_list_in_document_order(client, tree):
    page = pages.read(client.get(EDIT))

    levels = page.xpath("//ol[@class='tree']//strong")
    assert [(pages.words(one), len(list(one.iterancestors("ol")))) for one in levels] == [
        ("Objective O1", 1),
        ("Objective O1.1", 2),
        ("Objective O2", 1),
    ]


@pytest.mark.parametrize("text", ["O1", "O1(A(B(C))) O2(D) O3", "O1(A B(C)) O2", "A(B(C(D)))"])
def test_a_tree_of_any_shape_is_sound(client, draft, text):
    made = make_tree(draft, text)

    response = client.get(EDIT)

    assert pages.faults(response.content.decode()) == []
    page = pages.read(response)
    assert [pages.words(one) for one in page.xpath("//ol[@class='tree']//strong")] == [
        one.label for one in made.values()
    ]


def test_each_element_says_where_it_comes_from_and_each_earlier_one_what_became_of_it(client, draft, tree, elements):
    factories.LineageFactory(descendant=tree["O1"], ancestor=elements["O1"], kind="refined")
    factories.LineageFactory(
        descendant=None, ancestor=elements["R1"], kind="discontinued", discontinued_in=draft, note="Done."
    )

    page = pages.read(client.get(EDIT))

    assert [pages.words(one) for one in page.find_class("node-lineage")] == [
        "Lineage of O1: Refined O1",
        "Lineage of O1.1: lineage not said",
        "Lineage of O2: lineage not said",
    ]
    assert [pages.words(one) for one in page.xpath("//ul[@class='left-out']/li")] == [
        "O2 Objective O2 it is not said what became of it Discontinue O2",
        "R1 Objective R1 Discontinued: Done. Change what is said of R1",
    ]
    assert "3 things are missing before it can be put in force" in pages.words(page)


def test_a_move_says_where_the_element_stands_now(client, draft, tree):
    response = client.post(f"{EDIT}move/", {"step": "in O2"}, follow=True)

    assert pages.messages(response) == ["O2 is now 2 of 2, below O1."]
    assert pages.read(response).xpath("//button[@autofocus]/@value") == ["in O2"]
    assert outline(draft) == "O1(O1.1 O2)"


@pytest.mark.parametrize("step", ["", "up", "up O9", "sideways O1"])
def test_a_move_that_makes_no_sense_is_not_found(client, tree, step):
    assert client.post(f"{EDIT}move/", {"step": step}).status_code == 404
