"""The page of an entry says, to whoever typed it alone, that text of theirs waits to be saved."""

import pytest

from objectives.models import Evidence, FormDraft
from tests import factories, pages
from tests.objectives.windows import TYPED, edit, turned, window

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "elements")]
NOTE = "is kept and not saved; this page shows the entry without it."


@pytest.fixture
def entry(framework, recorder, nairobi) -> Evidence:
    """A draft of the recorder's."""
    return factories.EvidenceFactory(framework=framework, author=recorder, office=nairobi, title="First words")


def note_on(client, entry):
    """The notes on unsaved text, each with where its link leads."""
    response = client.get(entry.get_absolute_url())
    notes = pages.read(response).find_class("unsaved")
    assert pages.faults(response.content.decode()) == []
    return [(pages.words(one), *one.xpath(".//a/@href")) for one in notes]


def test_the_page_says_that_text_waits_and_leads_to_the_form_with_it(client_for, recorder, entry):
    client = client_for(recorder)
    client.post(TYPED, turned(window(client, edit(entry)), title="Second words"))

    ((said, link),) = note_on(client, entry)

    assert said == f"What you typed on 21 September 2026, 10:00 {NOTE} Go on with it"
    assert link == f"{edit(entry)}?typed={FormDraft.objects.get().pk}"
    assert window(client, link)["title"] == "Second words"


def test_it_says_nothing_where_none_waits_and_nothing_to_others(client_for, recorder, colleague, reviewer, entry):
    factories.CoAuthorFactory(evidence=entry, user=colleague)
    client = client_for(recorder)
    assert note_on(client, entry) == []

    client.post(TYPED, turned(window(client, edit(entry)), title="Second words"))

    assert note_on(client_for(colleague), entry) == []


def test_a_co_author_is_told_of_their_own_text(client_for, colleague, entry):
    factories.CoAuthorFactory(evidence=entry, user=colleague)
    client = client_for(colleague)
    client.post(TYPED, turned(window(client, edit(entry)), title="Theirs"))

    assert len(note_on(client, entry)) == 1


def test_text_that_was_begun_before_the_entry_was_saved_elsewhere_leads_to_both(client_for, recorder, entry):
    client = client_for(recorder)
    client.post(TYPED, turned(window(client, edit(entry)), title="Second words"))
    Evidence.objects.update(edit_number=5, title="Third words")

    ((said, link),) = note_on(client, entry)

    assert said.endswith("Compare it with what is saved")
    assert link == f"/evidence/{entry.reference}/compare/?typed={FormDraft.objects.get().pk}"


def test_text_that_waits_while_the_entry_is_under_review_can_still_be_read(client_for, recorder, entry):
    client = client_for(recorder)
    client.post(TYPED, turned(window(client, edit(entry)), title="Second words"))
    Evidence.objects.update(status="submitted", submitted_at=entry.created_at)

    ((_said, link),) = note_on(client, entry)

    assert "Second words" in pages.main(client.get(link))
