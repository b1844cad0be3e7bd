"""A framework as a whole: beginning it, its head, putting it in force."""

import pytest

from objectives.models import Framework
from tests import factories, pages
from tests.objectives.drafts import make_draft, make_tree, outline
from tests.objectives.views.editor.forms import EDIT, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_a_framework_is_begun(client, framework):
    sent = {
        "symbol": "MC/301",
        "title": "Another",
        "issued_on": "2026-06-01",
        "language": "fr",
        "supersedes": str(framework.pk),
    }

    response = client.post("/frameworks/new/", sent, follow=True)

    assert pages.messages(response) == ["MC/301 is begun, as a draft. Add its elements."]
    made = Framework.objects.get(symbol="MC/301")
    assert (made.status, made.language, made.supersedes) == ("draft", "fr", framework)


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"symbol": ""}, ["Give the symbol of its document, as in MC/INF/274."]),
        ({"title": ""}, ["Give the framework its title."]),
        ({"issued_on": ""}, ["Give the date of the document."]),
        ({"symbol": "MC/INF/274"}, ["There is a framework MC/INF/274 already."]),
    ],
)
def test_what_is_missing_of_a_framework_is_told(client, framework, changes, problems):
    sent = {"symbol": "MC/301", "title": "Another", "issued_on": "2026-06-01", "language": "en", "baselines": "kept"}

    for place in ("/frameworks/new/", "/frameworks/mc-inf-274/next/"):
        assert pages.field_errors(client.post(place, {**sent, **changes})) == problems


def test_where_the_indicators_begin_has_to_be_chosen(client, framework):
    sent = {"symbol": "MC/301", "title": "Another", "issued_on": "2026-06-01"}

    assert pages.field_errors(client.post("/frameworks/mc-inf-274/next/", sent)) == [
        "Choose where the indicators begin."
    ]


def test_the_next_strategy_is_started_from_the_last(client, framework):
    sent = {"symbol": "MC/301", "title": "Another", "issued_on": "2026-06-01", "baselines": "empty"}

    response = client.post("/frameworks/mc-inf-274/next/", sent, follow=True)

    assert outline(Framework.objects.get(symbol="MC/301")) == "O1 O2 R1"
    assert "Lineage of O1: Retained O1" in pages.main(response)


def test_the_head_of_a_draft_keeps_what_it_is_given(client, draft, tree):
    draft.chapeaux = {"role": {"text": "To play these roles:", "paragraph": "29"}}
    draft.save()
    place = f"{EDIT}head/"
    form = typed(client.get(place)) | {
        "title": "The strategy",
        "title_fr": "La stratégie",
        "chapeau_objective": "To meet these objectives:",
        "chapeau_paragraph_objective": "28",
    }

    response = client.post(place, form, follow=True)

    assert pages.messages(response) == ["MC/INF/300 is saved."]
    draft.refresh_from_db()
    assert (draft.title, draft.translations) == (
        "The strategy",
        {"fr": {"title": "La stratégie", "official": False}},
    )
    assert draft.chapeaux == {
        "role": {"text": "To play these roles:", "paragraph": "29"},
        "objective": {"text": "To meet these objectives:", "paragraph": "28"},
    }


def test_the_address_follows_the_symbol_until_one_is_given(client, draft):
    client.post(f"{EDIT}head/", typed(client.get(f"{EDIT}head/")) | {"symbol": "MC/301"})
    assert Framework.objects.get(pk=draft.pk).slug == "mc-301"
    place = "/frameworks/mc-301/edit/head/"
    client.post(place, typed(client.get(place)) | {"slug": "strategy-2030"})
    place = "/frameworks/strategy-2030/edit/head/"

    client.post(place, typed(client.get(place)) | {"symbol": "MC/302"})

    framework = Framework.objects.get(pk=draft.pk)
    assert (framework.symbol, framework.slug) == ("MC/302", "strategy-2030")


@pytest.mark.parametrize(
    ("slug", "problem"),
    [
        ("The Plan", "An address has small letters, digits and hyphens: mc-inf-274."),
        ("new", "An address has small letters, digits and hyphens: mc-inf-274."),
        ("mc-inf-274", "MC/INF/274 has the same address. Choose another one."),
    ],
)
def test_an_address_that_cannot_be_is_told_at_its_field(client, draft, slug, problem):
    place = f"{EDIT}head/"

    response = client.post(place, typed(client.get(place)) | {"slug": slug})

    assert pages.field_errors(response) == [problem]


def test_languages_that_only_a_file_can_bring_are_not_lost_by_editing_the_head(client, draft):
    brought = {"language": "pt-BR", "translations": {"ar": {"title": "خطة", "official": True}}}
    Framework.objects.filter(pk=draft.pk).update(**brought)
    place = f"{EDIT}head/"

    client.post(place, typed(client.get(place)) | {"title": "A better title"})

    draft.refresh_from_db()
    assert draft.title == "A better title"
    assert (draft.language, draft.translations) == ("pt-BR", brought["translations"])


def test_a_title_in_another_language_is_marked_where_it_is_not_official(client, framework):
    framework.translations = {
        "fr": {"title": "La stratégie", "official": True},
        "es": {"title": "La estrategia", "official": False},
    }
    framework.save()

    text = pages.main(client.get("/frameworks/mc-inf-274/"))

    assert "La estrategia (not an official translation) La stratégie MC/INF/274" in text


def test_a_lead_in_has_its_paragraph(client, tree):
    place = f"{EDIT}head/"

    response = client.post(place, typed(client.get(place)) | {"chapeau_objective": "To meet these:"})

    assert pages.field_errors(response) == ["Say in which paragraph the lead-in stands."]


def test_two_people_at_one_head_are_told(client, draft):
    place = f"{EDIT}head/"
    mine = typed(client.get(place)) | {"title": "Mine"}
    client.post(place, typed(client.get(place)) | {"title": "Another’s"})

    told = client.post(place, mine)

    assert "Title [left out: Another’s ] [added: Mine ]" in pages.main(told)
    assert typed(told)["title"] == "Mine"


def test_what_is_missing_is_listed_with_the_way_to_put_it_right(client, draft, tree, elements):
    for ancestor, descendant in (("O1", "O1"), ("O2", "O2")):
        factories.LineageFactory(descendant=tree[descendant], ancestor=elements[ancestor])

    page = pages.read(client.get("/frameworks/mc-inf-300/adopt/"))

    assert [(pages.words(one), one.xpath("a/@href")[0]) for one in page.xpath("//ul[@class='lacks']/li")] == [
        ("It is not said what O1.1 descends from, or that it is new.", f"{EDIT}elements/O1.1/lineage/"),
        ("It is not said what became of R1 of MC/INF/274.", f"{EDIT}earlier/R1/"),
    ]
    assert page.xpath("//main//form") == []


@pytest.fixture
def whole():
    draft = make_draft()
    make_tree(draft, "O1")
    return draft


@pytest.mark.parametrize(
    ("sent", "problems"),
    [
        ({"adopted_on": "", "adopted_by": "the Council"}, ["Give the day of the decision."]),
        ({"adopted_on": "2026-09-01", "adopted_by": ""}, ["Say who adopted it, and by what decision."]),
        (
            {"adopted_on": "2026-09-22", "adopted_by": "the Council"},
            ["This day is still to come. Put the framework in force once it is adopted."],
        ),
    ],
)
def test_what_is_wrong_with_a_decision_is_told(client, whole, sent, problems):
    assert pages.field_errors(client.post("/frameworks/mc-inf-300/adopt/", sent)) == problems


def test_a_framework_is_put_in_force(client, whole):
    sent = {"adopted_on": "2026-09-01", "adopted_by": "the Council", "session": "112th session"}

    response = client.post("/frameworks/mc-inf-300/adopt/", sent, follow=True)

    assert pages.messages(response) == ["MC/INF/300 is in force."]
    assert "In force Adopted by the Council, 1 September 2026" in pages.main(response).replace("· ", "")
