"""What was kept while one typed ends once it is saved, and stays where it is not."""

import pytest

from objectives.models import Evidence, FormDraft
from tests import pages
from tests.objectives.windows import TYPED, boxes, edit, turned, window

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "elements")]


@pytest.mark.parametrize("button", ["save", "check"])
def test_saving_ends_what_was_kept(client, new, button):
    typed = turned(window(client, new), title="A visit")
    client.post(TYPED, typed)

    client.post(new, {**turned(typed), button: "yes"})

    assert Evidence.objects.get().title == "A visit"
    assert not FormDraft.objects.unfinished().exists()
    assert "unfinished form" not in pages.main(client.get("/"))


def test_what_was_kept_before_saving_and_comes_after_it_is_passed_over(client, new):
    typed = turned(window(client, new), title="A visit")
    client.post(new, {**turned(typed), "save": "yes"})

    answer = client.post(TYPED, typed).json()

    assert (answer["open"], FormDraft.objects.unfinished().exists()) == (False, False)


def test_what_makes_no_sense_is_kept_though_no_record_is_made(client, new):
    response = client.post(new, {**window(client, new), "title": "A visit", "starts_on": "soon", "save": "yes"})

    assert (response.status_code, Evidence.objects.count()) == (422, 0)
    again = window(client, new)
    assert (again["title"], again["starts_on"]) == ("A visit", "soon")


def test_a_form_put_right_after_an_error_ends_what_was_kept(client, new):
    wrong = client.post(new, {**window(client, new), "title": "A visit", "starts_on": "soon", "save": "yes"})

    client.post(new, {**boxes(wrong), "starts_on": "2026-09-15", "save": "yes"})

    assert (Evidence.objects.get().title, FormDraft.objects.unfinished().exists()) == ("A visit", False)


@pytest.mark.parametrize("step", ["find", "figures", "source"])
def test_a_step_in_the_middle_of_the_form_keeps_what_is_typed(client, new, step):
    response = client.post(new, {**window(client, new), "title": "A visit", "step": step})

    assert (response.status_code, Evidence.objects.count(), FormDraft.objects.get().title) == (200, 0, "A visit")
    client.post(new, {**boxes(response), "save": "yes"})
    assert (Evidence.objects.get().title, FormDraft.objects.unfinished().exists()) == ("A visit", False)


def test_what_was_saved_elsewhere_while_one_checked_it_is_not_submitted_unread(client, entry):
    fill = {"description": "d", "starts_on": "2026-09-15", "ends_on": "2026-09-15", "contributions": ["O1"]}
    whole = {**window(client, edit(entry)), **fill, "how-O1": "how", "citation": "c"}
    client.post(edit(entry), {**whole, "check": "yes"})
    check = f"/evidence/{entry.reference}/check/"
    seen = pages.read(client.get(check)).xpath("//input[@name='seen']/@value")[0]
    client.post(edit(entry), {**window(client, edit(entry)), **fill, "title": "Other words", "save": "yes"})

    response = client.post(check, {"seen": seen, "submit": "yes"})

    assert (response.status_code, Evidence.objects.get().status) == (422, "draft")
    assert "It was saved" not in pages.main(response)
    assert "This entry was saved in another window since you read it here. Read it once more." in pages.main(response)
    assert "Other words" in pages.main(response)


def test_all_kinds_of_fields_are_kept_and_given_back(client, new, kenya, colombia, indicator):
    typed = turned(window(client, new), contributions=["O1"], countries=[str(kenya.pk)], **{"countries-add": "Colom"})
    typed |= {
        "figure-O1:O1.1": "many",
        "citation": "A",
        "citation-2": "B",
        "office": "Nairo",
        "sensitivity": "internal",
    }

    client.post(TYPED, typed)

    again = window(client, new)
    assert (again["contributions"], again["sensitivity"]) == (["O1"], ["internal"])
    assert (again["figure-O1:O1.1"], again["citation"], again["citation-2"]) == ("many", "A", "B")
    assert {str(kenya.pk), str(colombia.pk)} == {*again["countries"]}
    assert again["office"] == "Nairo"


def test_going_back_to_the_same_window_and_saving_again_is_no_conflict(client, new):
    opened = window(client, new)
    client.post(new, {**opened, "title": "A visit", "save": "yes"})

    response = client.post(new, {**opened, "title": "A long visit", "save": "yes"})

    assert (response.status_code, Evidence.objects.get().title) == (302, "A long visit")


def test_an_entry_made_for_a_file_takes_the_text_of_its_window_later(client, new):
    opened = window(client, new)
    client.post(TYPED, turned(opened, title="A visit", starts_on="soon"))
    bare = {name: opened[name] for name in ("token", "ticket", "seen", "turn")}
    client.post(new, {**bare, "save": "yes"})
    entry = Evidence.objects.get()
    assert FormDraft.objects.unfinished().get().title == "A visit"

    response = client.post(edit(entry), {**turned(opened, title="A visit"), "save": "yes"})

    assert (response.status_code, Evidence.objects.get().title) == (302, "A visit")
