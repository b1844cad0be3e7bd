"""Two windows, two people or two users of one browser: nothing is lost, and nothing shown to the wrong one."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from iomtrack.accounts.models import User
from objectives.models import Evidence, FormDraft
from tests import factories
from tests.browser.hands import box, go, press
from tests.browser.soundness import faults
from tests.browser.writing import NEW, STORED, said, sign_in, titles, type_title
from tests.browsing import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quarter")]


def test_after_another_sign_in_in_a_second_tab_the_first_goes_on_keeping(
    page_for: Callable[..., Page], recorder: User
) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    page.context.clear_cookies(name="csrftoken")
    page.context.new_page().goto(NEW)

    type_title(page, "A visit")

    expect(said(page)).to_contain_text("Kept at")
    assert titles() == ["A visit"]


def test_two_windows_are_told_of_each_other_and_both_texts_stand_side_by_side(
    page_for: Callable[..., Page], recorder: User, quarter: Any
) -> None:
    entry = factories.EvidenceFactory(framework=quarter.framework, author=recorder, title="As it was")
    address = f"/evidence/{entry.reference}/edit/"
    one, other = page_for(recorder), page_for(recorder, width=PHONE)
    one.goto(address)
    other.goto(address)
    box(other, "title").fill("Theirs")
    press(other, "Save as a draft")

    box(one, "title").fill("Mine")
    expect(said(one)).to_contain_text("was saved in another window or on another device")
    press(one, "Save as a draft")

    expect(one.locator("h1")).to_have_text(f"Two texts of {entry.reference}")
    assert faults(one) == []
    one.get_by_role("group", name="In one line").get_by_label("What is saved").check()
    press(one, "Save as chosen")
    assert (Evidence.objects.get().title, titles()) == ("Theirs", [])


def test_signing_out_sends_what_the_browser_still_holds(page_for: Callable[..., Page], recorder: User) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    type_title(page, "A visit")

    press(page, "Sign out", within="header")

    assert (titles(), page.evaluate(STORED)) == (["A visit"], 0)


def test_what_one_person_typed_offline_is_not_shown_to_the_next(
    page_for: Callable[..., Page], recorder: User, colleague: User
) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    address = page.url
    page.context.set_offline(True)
    type_title(page, "A secret")
    expect(said(page)).to_contain_text("The line is down")
    page.close(run_before_unload=False)
    page.context.clear_cookies()
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(address)
    sign_in(again, colleague)

    box(again, "title").fill("Another's")
    expect(said(again)).to_contain_text("Kept at")

    assert [row.title for row in FormDraft.objects.filter(person=colleague)] == ["Another's"]
    assert again.evaluate(STORED) == 1


def test_two_people_see_each_other_in_one_entry_and_lose_nothing(
    page_for: Callable[..., Page], recorder: User, colleague: User, quarter: Any
) -> None:
    entry = factories.EvidenceFactory(framework=quarter.framework, author=recorder, title="As it was")
    address = f"/evidence/{entry.reference}/edit/"
    one, other = page_for(recorder), page_for(colleague, width=PHONE)
    one.goto(f"/evidence/{entry.reference}/")
    go(one, "Write it together with colleagues")
    box(one, "colleague").press_sequentially("coll")
    one.get_by_role("option", name="Colleague (colleague@example.org)").click()
    press(one, "Let this colleague write it too")
    go(one, "Go on with the entry")
    other.goto("/")
    go(other, "entry that you write together")
    go(other, "As it was")
    go(other, "Go on with this draft")
    together = other.locator("[data-together-said]")
    expect(together).to_have_text("Recorder has this form open too.")
    assert faults(other) == []

    box(other, "title").fill("Theirs")
    press(other, "Save as a draft")
    box(one, "title").fill("Mine")

    expect(said(one)).to_contain_text(f"Colleague saved {entry.reference}")
    press(one, "Save as a draft")
    expect(one.locator("main")).to_contain_text("It was saved by Colleague")
    one.get_by_role("group", name="In one line").get_by_label("What is saved").check()
    press(one, "Save as chosen")
    assert (Evidence.objects.get().title, titles(), address in other.url) == ("Theirs", [], False)
