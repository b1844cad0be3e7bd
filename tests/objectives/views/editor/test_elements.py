"""One element of a draft: adding and wording it, and that nothing typed is lost."""

import pytest

from objectives.models import AuditEvent, Element, Framework
from tests import pages
from tests.objectives.drafts import outline
from tests.objectives.views.editor.forms import EDIT, WORDS, error_words, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_an_element_is_added_below_another_with_what_is_likely_filled_in(client, draft, tree):
    place = f"{EDIT}add/?below=O2"
    form = typed(client.get(place))
    assert (form["code"], form["kind"], form["source_symbol"]) == ("O2.1", "objective", "MC/INF/300")

    response = client.post(place, WORDS, follow=True)

    assert pages.messages(response) == ["O9 is added."]
    assert outline(draft) == "O1(O1.1) O2(O9)"


def test_an_element_is_edited_with_its_footnotes_and_translations(client, tree):
    place = f"{EDIT}elements/O2/"
    form = typed(client.get(place)) | {
        "wording": "to do more",
        "footnote_mark_0": "5",
        "footnote_text_0": "See Article 1.",
        "label_fr": "Plus",
        "wording_fr": "faire plus",
        "official_fr": "on",
    }

    client.post(place, form)
    form = typed(client.get(place))
    client.post(place, form)

    element = Element.objects.get(pk=tree["O2"].pk)
    assert element.wording == "to do more"
    assert element.footnotes == [{"mark": "5", "text": "See Article 1."}]
    assert element.translations == {"fr": {"label": "Plus", "wording": "faire plus", "official": True}}


def test_an_element_is_edited_with_how_other_documents_word_it(client, tree):
    place = f"{EDIT}elements/O2/"
    restated = {"symbol": "MC/2000", "paragraph": "3", "wording": "to do it,\nand well"}
    form = typed(client.get(place)) | {f"restated_{part}_0": text for part, text in restated.items()}

    client.post(place, form)
    form = typed(client.get(place))
    client.post(place, form)

    assert Element.objects.get(pk=tree["O2"].pk).restatements == [restated]
    client.post(place, form | {f"restated_{part}_0": "" for part in restated})
    assert Element.objects.get(pk=tree["O2"].pk).restatements == []


def test_what_only_a_file_can_bring_is_not_lost_by_editing(client, tree):
    brought = {"ar": {"label": "هدف", "wording": "نص", "official": True}}
    values = {"code": "Strategic-Outcome-20", "wording": "to do one thing\nand another", "translations": brought}
    Element.objects.filter(pk=tree["O2"].pk).update(**values)
    place = f"{EDIT}elements/Strategic-Outcome-20/"
    page = client.get(place)
    assert "Wording in Arabic" in pages.main(page)

    client.post(place, typed(page) | {"label": "A better name"})

    element = Element.objects.get(pk=tree["O2"].pk)
    assert element.label == "A better name"
    assert {name: getattr(element, name) for name in values} == values


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"code": ""}, ["Give it a code of letters, digits, dots and hyphens, as in O3 or O3.1."]),
        ({"code": "O1"}, ["MC/INF/300 has an element O1 already."]),
        ({"label": ""}, ["Give it a short name."]),
        ({"wording": ""}, ["Give the official wording, word for word."]),
        ({"source_symbol": ""}, ["Say in which document the wording stands."]),
        ({"source_paragraph": ""}, ["Say in which paragraph the wording stands."]),
        ({"wording_fr": "faire"}, ["Give it a short name in this language too."]),
        ({"label_es": "Más"}, ["Give the wording in this language too."]),
        ({"footnote_mark_0": "1"}, ["A footnote has a mark and a text."]),
        ({"footnote_text_0": "Since 1951."}, ["A footnote has a mark and a text."]),
        (
            {"restated_wording_0": "to do it", "restated_symbol_0": "MC/2000"},
            ["A restatement has a document, a paragraph and its wording."],
        ),
    ],
)
def test_what_is_wrong_with_an_element_is_told_at_its_field_and_nothing_is_lost(client, tree, changes, problems):
    response = client.post(f"{EDIT}elements/O2/", {**WORDS, "footnote_mark_0": "", "restated_wording_0": "", **changes})

    assert response.status_code == 422
    assert pages.field_errors(response) == problems
    assert typed(response)["kind"] == "objective"
    assert {**typed(response), **changes} == typed(response)


def test_two_people_at_one_element_are_told_and_both_texts_are_kept(client, tree):
    place = f"{EDIT}elements/O2/"
    mine = typed(client.get(place)) | {"wording": "to do what I want"}
    client.post(place, typed(client.get(place)) | {"wording": "to do what another wants"})

    told = client.post(place, mine)

    assert told.status_code == 422
    assert error_words(told) == [
        "Somebody else changed this while you wrote. Nothing is lost: compare, then save again."
    ]
    assert typed(told)["wording"] == "to do what I want"
    assert "to do what [left out: another wants ] [added: I want ]" in pages.main(told)
    assert Element.objects.get(pk=tree["O2"].pk).wording == "to do what another wants"
    client.post(place, typed(told))
    assert Element.objects.get(pk=tree["O2"].pk).wording == "to do what I want"


@pytest.mark.parametrize(
    ("address", "words", "said"),
    [
        ("elements/O2/", {"wording": "to do what I want"}, "O2 is saved."),
        ("head/", {"title": "Another title"}, "MC/INF/300 is saved."),
        (
            "passages/",
            {"heading_0": "Mission", "paragraph_0": "1", "text_0": "Humane."},
            "The passages of MC/INF/300 are saved.",
        ),
        ("elements/O2/lineage/", {"kind_0": "refined", "ancestor_0": "O1"}, "The lineage of O2 is saved."),
    ],
)
def test_who_presses_twice_is_not_told_that_somebody_else_saved(client, tree, address, words, said):
    sent = typed(client.get(f"{EDIT}{address}")) | words
    events = AuditEvent.objects.count()

    first, second = (client.post(f"{EDIT}{address}", sent, follow=True) for _ in range(2))

    assert pages.messages(first) == pages.messages(second) == [said]
    assert AuditEvent.objects.count() == events + 1


def test_what_was_typed_for_an_element_that_is_gone_can_be_added_again(client, draft, tree):
    client.post(f"{EDIT}elements/O2/remove/")

    told = client.post(f"{EDIT}elements/O2/", WORDS)

    assert error_words(told) == ["O2 was removed in the meantime. Save to add it again, at the end."]
    action = pages.read(told).xpath("//form[contains(@class, 'sheet')]/@action")[0]
    client.post(action, typed(told))
    assert outline(draft) == "O1(O1.1) O9"


def test_once_it_is_in_force_what_was_typed_is_kept_and_the_reason_told(client, draft, tree):
    Framework.objects.filter(pk=draft.pk).update(status="in_force")

    told = client.post(f"{EDIT}elements/O2/", WORDS)

    assert error_words(told) == ["MC/INF/300 is no longer a draft. Its wording changes by amendment alone."]
    assert typed(told)["wording"] == "to do something new"
