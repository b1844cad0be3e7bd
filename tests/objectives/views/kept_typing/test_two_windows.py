"""An entry that was saved in another window meanwhile: nothing is written over, and both texts are kept."""

import pytest

from objectives.models import Evidence, FormDraft
from tests import pages
from tests.objectives.windows import TYPED, boxes, edit, turned, window

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "elements")]


def test_a_save_from_a_stale_window_is_refused_and_both_texts_are_shown(client, entry):
    mine, theirs = window(client, edit(entry)), window(client, edit(entry))
    client.post(edit(entry), {**theirs, "title": "Their words", "description": "Theirs alone", "save": "yes"})

    response = client.post(edit(entry), {**mine, "title": "My words", "save": "yes"})

    assert (response.status_code, Evidence.objects.get().title) == (409, "Their words")
    shown = pages.main(response)
    assert all(words in shown for words in ("My words", "Their words", "Theirs alone", "Nothing was written over."))


def test_of_two_texts_each_field_is_chosen_and_saved(client, entry):
    mine, theirs = window(client, edit(entry)), window(client, edit(entry))
    client.post(edit(entry), {**theirs, "title": "Their words", "description": "Theirs", "save": "yes"})
    both = boxes(client.post(edit(entry), {**mine, "title": "My words", "save": "yes"}))

    client.post(edit(entry), {**both, "choose-title": "typed", "choose-description": "saved", "save": "yes"})

    kept = Evidence.objects.get()
    assert (kept.title, kept.description) == ("My words", "Theirs")
    assert not FormDraft.objects.unfinished().exists()


def test_all_that_is_saved_can_stay(client, entry):
    mine, theirs = window(client, edit(entry)), window(client, edit(entry))
    client.post(edit(entry), {**theirs, "title": "Their words", "save": "yes"})
    both = boxes(client.post(edit(entry), {**mine, "title": "My words", "save": "yes"}))

    client.post(edit(entry), {**both, "choose-all": "saved"})

    assert (Evidence.objects.get().title, FormDraft.objects.unfinished().exists()) == ("Their words", False)


def test_a_third_save_while_one_chooses_is_told_too(client, entry):
    mine, theirs = window(client, edit(entry)), window(client, edit(entry))
    client.post(edit(entry), {**theirs, "title": "Their words", "save": "yes"})
    both = boxes(client.post(edit(entry), {**mine, "title": "My words", "save": "yes"}))
    client.post(edit(entry), {**window(client, edit(entry)), "title": "A third time", "save": "yes"})

    response = client.post(edit(entry), {**both, "save": "yes"})

    assert (response.status_code, Evidence.objects.get().title) == (409, "A third time")
    assert "My words" in pages.main(response)


def test_both_texts_stay_until_one_has_chosen(client, entry):
    mine, theirs = window(client, edit(entry)), window(client, edit(entry))
    client.post(edit(entry), {**theirs, "title": "Their words", "save": "yes"})
    client.post(edit(entry), {**mine, "title": "My words", "save": "yes"})

    form = client.get(edit(entry))

    assert boxes(form)["title"] == "Their words"
    compare = pages.read(form).xpath("//a[text()='Compare it with what is saved']/@href")[0]
    assert "My words" in pages.main(client.get(compare))


def test_the_same_text_from_a_stale_window_is_no_conflict(client, entry):
    mine, theirs = window(client, edit(entry)), window(client, edit(entry))
    client.post(edit(entry), {**theirs, "title": "The same", "save": "yes"})

    assert client.post(edit(entry), {**mine, "title": "The same", "save": "yes"}).status_code == 302


def test_two_windows_of_a_new_form_make_one_entry_and_both_texts_are_shown(client, new):
    one, other = window(client, new), window(client, new)
    client.post(TYPED, turned(one, title="One"))
    told = client.post(TYPED, turned(other, title="Other")).json()["changed"]
    client.post(new, {**turned(one, title="One"), "save": "yes"})

    response = client.post(new, {**turned(other, title="Other"), "save": "yes"})

    assert "in another window" in told
    assert (response.status_code, Evidence.objects.get().title) == (409, "One")
    assert "Other" in pages.main(response)


def test_an_open_window_is_told_while_one_types_that_the_entry_was_saved_elsewhere(client, entry):
    mine, theirs = window(client, edit(entry)), window(client, edit(entry))
    client.post(edit(entry), {**theirs, "title": "Their words", "save": "yes"})

    answer = client.post(TYPED, turned(mine, title="My words")).json()

    assert answer["changed"].startswith(f"{entry.reference} was saved in another window or on another device, on ")
    assert "My words" in pages.main(client.get(answer["compare"]))


def test_what_was_typed_into_an_entry_that_was_submitted_meanwhile_is_shown_to_copy(client, new):
    opened = window(client, new)
    client.post(new, {**opened, "title": "A visit", "save": "yes"})
    entry = Evidence.objects.get()
    mine = window(client, edit(entry))
    fill = {"description": "d", "starts_on": "2026-09-15", "ends_on": "2026-09-15", "contributions": ["O1"]}
    client.post(edit(entry), {**window(client, edit(entry)), **fill, "how-O1": "how", "citation": "c", "save": "yes"})
    client.post(f"/evidence/{entry.reference}/check/", {"submit": "yes"})
    assert Evidence.objects.get().status == "submitted"

    response = client.post(edit(entry), {**mine, "title": "My words", "save": "yes"}, follow=True)

    assert "It is past editing now." in pages.main(response)
    assert "My words" in pages.main(response)
    assert Evidence.objects.get().title == "A visit"


def test_nobody_compares_anothers_texts(client, client_for, entry, colleague, reviewer):
    client.post(TYPED, turned(window(client, edit(entry)), title="Mine"))
    address = f"/evidence/{entry.reference}/compare/"

    assert [client_for(person).get(address).status_code for person in (colleague, reviewer)] == [404, 404]


def test_a_seen_that_is_stale_is_refused_without_a_ticket_too(client, entry):
    stale = str(entry.edit_number)
    client.post(edit(entry), {**window(client, edit(entry)), "title": "Their words", "save": "yes"})

    response = client.post(edit(entry), {"title": "My words", "seen": stale, "save": "yes"})

    assert (response.status_code, Evidence.objects.get().title) == (409, "Their words")
