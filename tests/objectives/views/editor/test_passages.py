"""The passages of its mandate that a draft quotes."""

import pytest

from objectives.models import AuditEvent, Framework
from tests import pages
from tests.objectives.views.editor.forms import EDIT, error_words, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
PLACE = f"{EDIT}passages/"
MISSION = {"heading": "Mission", "symbol": "MC/CONST", "paragraph": "1", "text": "Humane."}
PURPOSE = {"heading": "Purpose", "symbol": "MC/INF/300", "paragraph": "2", "text": "Orderly."}


@pytest.fixture
def quoting(draft):
    """The draft with two passages."""
    draft.passages = [MISSION, PURPOSE]
    draft.save()
    return draft


def quoted():
    return Framework.objects.get(symbol="MC/INF/300").passages


def fields(number, **words):
    return {f"{part}_{number}": text for part, text in words.items()}


def test_passages_are_added_one_after_the_other(client, draft):
    form = typed(client.get(PLACE))
    assert form["symbol_0"] == "MC/INF/300"
    form |= fields(0, **MISSION)
    form = typed(client.post(PLACE, form | {"rearrange": "add"}))
    assert quoted() == []
    assert (form["heading_0"], form["symbol_1"]) == ("Mission", "MC/INF/300")

    response = client.post(PLACE, form | fields(1, **PURPOSE), follow=True)

    assert pages.messages(response) == ["The passages of MC/INF/300 are saved."]
    assert quoted() == [MISSION, PURPOSE]
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.before, event.after) == (
        "framework.edit",
        {"passages": []},
        {"passages": [MISSION, PURPOSE]},
    )


@pytest.mark.parametrize(
    ("asked", "headings", "at"),
    [
        ("up 1", ["Purpose", "Mission"], 0),
        ("down 0", ["Purpose", "Mission"], 1),
        ("up 0", ["Mission", "Purpose"], 0),
        ("remove 0", ["Purpose"], 0),
        ("remove 1", ["Mission"], 0),
        ("add", ["Mission", "Purpose", ""], 2),
        ("remove 9", ["Mission", "Purpose"], 0),
        ("sideways 1", ["Mission", "Purpose"], 1),
        ("up -1", ["Mission", "Purpose"], 0),
    ],
)
def test_passages_are_moved_and_removed_and_nothing_is_saved_until_it_is_said(client, quoting, asked, headings, at):
    response = client.post(PLACE, typed(client.get(PLACE)) | {"rearrange": asked})

    form = typed(response)
    assert [form[name] for name in form if name.startswith("heading_")] == headings
    assert pages.read(response).xpath("//*[@autofocus]/@name") == [f"heading_{at}"]
    assert quoted() == [MISSION, PURPOSE]
    client.post(PLACE, form)
    assert [one["heading"] for one in quoted()] == [one for one in headings if one]


def test_all_passages_can_be_taken_out(client, quoting):
    form = typed(client.post(PLACE, typed(client.get(PLACE)) | {"rearrange": "remove 0"}))
    form = typed(client.post(PLACE, form | {"rearrange": "remove 0"}))

    client.post(PLACE, form)

    assert quoted() == []


def test_lines_of_a_passage_stay_as_they_are(client, draft):
    client.post(PLACE, fields(0, **{**MISSION, "text": "Humane.\r\nOrderly."}))

    assert quoted()[0]["text"] == "Humane.\nOrderly."


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        ("heading", "Say what these words are, as in “Mission statement”."),
        ("symbol", "Say in which document they stand."),
        ("paragraph", "Say in which paragraph they stand."),
        ("text", "Give the words, as they stand in the document."),
    ],
)
def test_what_a_passage_lacks_is_told_at_its_field_also_after_an_empty_one(client, draft, part, problem):
    sent = fields(0, heading="", symbol="MC/INF/300", paragraph="", text="") | fields(1, **{**MISSION, part: ""})

    response = client.post(PLACE, sent)

    assert response.status_code == 422
    assert pages.error_links(response) == [(f"id_{part}_1", problem)]
    assert pages.field_errors(response) == [problem]
    assert typed(response)["heading_1"] == sent["heading_1"]


def test_two_people_at_the_passages_are_told_and_both_texts_are_kept(client, quoting):
    mine = typed(client.get(PLACE)) | {"text_0": "Mine."}
    theirs = typed(client.get(PLACE)) | {"text_0": "Theirs."} | fields(2, **{**PURPOSE, "heading": "Vision"})
    client.post(PLACE, theirs)

    told = client.post(PLACE, mine)

    assert error_words(told)[0].startswith("Somebody else changed this while you wrote.")
    assert "The words [left out: Theirs ] [added: Mine ] ." in pages.main(told)
    assert "[left out: Vision ]" in pages.main(told)
    assert [one["text"] for one in quoted()] == ["Theirs.", "Orderly.", "Orderly."]
    client.post(PLACE, typed(told))
    assert quoted() == [{**MISSION, "text": "Mine."}, PURPOSE]


def test_in_force_the_passages_stand(client, quoting):
    sent = typed(client.get(PLACE)) | {"text_0": "Otherwise."}
    Framework.objects.filter(pk=quoting.pk).update(status="in_force")

    told = client.post(PLACE, sent)

    assert error_words(told) == ["MC/INF/300 is no longer a draft. Its wording changes by amendment alone."]
    assert client.get(PLACE).status_code == 302
    assert quoted() == [MISSION, PURPOSE]
