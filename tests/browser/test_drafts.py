"""Nothing typed is lost: the line is cut, the session ends, the browser dies, two windows change one entry."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Error, Page, expect

from iomtrack.accounts.models import User
from objectives.models import Evidence, FormDraft
from tests import factories
from tests.browser.hands import box, go, leading_on, press, submit, type_entry
from tests.browser.soundness import faults
from tests.browsing import DESK, PHONE
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quarter")]
MOST_LOOKS = 20
NEW = "/evidence/new/"
STORED = "Object.keys(localStorage).filter((key) => key.startsWith('iomtrack.typed.')).length"


def said(page: Page) -> Any:
    """Where the form says what became of the typed words."""
    return page.locator(".kept [data-kept-said]")


def type_title(page: Page, words: str) -> None:
    box(page, "title").press_sequentially(words)


def titles() -> list[str]:
    return [row.title for row in FormDraft.objects.unfinished()]


@pytest.mark.parametrize("width", [DESK, PHONE], ids=["desk", "phone"])
def test_what_is_typed_is_kept_after_a_pause_and_there_again_on_another_device(
    page_for: Callable[..., Page], recorder: User, width: int
) -> None:
    page, phone = page_for(recorder, width=width), page_for(recorder, width=PHONE)
    page.goto(NEW)
    type_title(page, "A visit")
    expect(said(page)).to_contain_text("Kept at")
    assert (titles(), page.evaluate(STORED), faults(page)) == (["A visit"], 0, [])

    phone.goto("/")
    go(phone, "unfinished form")
    go(phone, "A visit")

    assert box(phone, "title").input_value() == "A visit"
    expect(phone.locator("#unsaved")).to_contain_text("We kept what you typed")
    assert faults(phone) == []


def test_with_the_line_cut_it_stays_in_the_browser_and_goes_when_the_line_is_back(
    page_for: Callable[..., Page], recorder: User
) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    page.context.set_offline(True)
    type_title(page, "A visit")
    expect(said(page)).to_contain_text("The line is down")
    assert (titles(), page.evaluate(STORED)) == ([], 1)

    page.context.set_offline(False)

    expect(said(page)).to_contain_text("Kept at")
    assert (titles(), page.evaluate(STORED)) == (["A visit"], 0)


def test_after_a_crash_with_the_line_cut_it_is_filled_in_when_the_form_is_opened_again(
    page_for: Callable[..., Page], recorder: User
) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    address = page.url
    page.context.set_offline(True)
    type_title(page, "A visit")
    expect(said(page)).to_contain_text("The line is down")
    page.close(run_before_unload=False)

    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(address)

    expect(box(again, "title")).to_have_value("A visit")
    expect(again.locator("#unsaved")).to_be_visible()


def test_after_a_crash_the_home_page_finds_what_the_browser_kept(page_for: Callable[..., Page], recorder: User) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    page.context.set_offline(True)
    type_title(page, "A visit")
    expect(said(page)).to_contain_text("The line is down")
    page.close(run_before_unload=False)
    page.context.set_offline(False)
    again = page.context.new_page()

    with again.expect_response("**/evidence/typed/"):
        again.goto("/")

    again.goto("/evidence/typed/")
    go(again, "A visit")
    assert box(again, "title").input_value() == "A visit"


def test_leaving_the_page_in_the_middle_of_a_word_keeps_it(page_for: Callable[..., Page], recorder: User) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    type_title(page, "A vis")

    page.goto("/evidence/typed/")
    kept = page.get_by_role("link", name="A vis")
    for _turn in range(MOST_LOOKS):  # what a page sends as it is left is answered to nobody who could be waited for
        page.reload()
        if kept.count():
            break

    expect(kept).to_be_visible()


def test_after_the_session_was_ended_one_signs_in_and_finds_the_words(
    page_for: Callable[..., Page], recorder: User
) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    Session.objects.all().delete()
    type_title(page, "A visit")
    expect(said(page)).to_contain_text("Your session has ended")

    go(page, "Sign in and go on")
    sign_in(page, recorder)

    expect(box(page, "title")).to_have_value("A visit")
    press(page, "Save as a draft")
    assert Evidence.objects.get().title == "A visit"


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_saving_after_the_session_was_ended_loses_nothing(
    page_for: Callable[..., Page], recorder: User, javascript: bool
) -> None:
    page = page_for(recorder, javascript=javascript)
    page.goto(NEW)
    box(page, "title").fill("A visit")
    box(page, "description").fill("Long words")
    Session.objects.all().delete()

    press(page, "Save as a draft")
    expect(page.locator(".message")).to_contain_text("What you typed is kept")
    sign_in(page, recorder)

    expect(box(page, "description")).to_have_value("Long words")
    press(page, "Save as a draft")
    assert Evidence.objects.get().description == "Long words"
    page.goto("/")
    expect(page.get_by_text("unfinished form")).to_have_count(0)


def sign_in(page: Page, person: User) -> None:
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")


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


def test_after_saving_nothing_stays_in_the_browser(page_for: Callable[..., Page], recorder: User) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    type_title(page, "A visit")

    with page.expect_response("**/evidence/typed/"):
        press(page, "Save as a draft")

    page.wait_for_function(f"() => {STORED} === 0")
    assert titles() == []


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


def test_what_was_kept_is_discarded_for_good(page_for: Callable[..., Page], recorder: User) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    type_title(page, "A visit")
    expect(said(page)).to_contain_text("Kept at")
    page.reload()

    with leading_on(page):
        page.get_by_role("button", name="Discard it").click()

    assert (titles(), page.evaluate(STORED)) == ([], 0)


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


def test_an_entry_is_logged_though_the_line_is_cut_in_the_middle(page_for: Callable[..., Page], recorder: User) -> None:
    page = page_for(recorder, width=PHONE)
    page.goto(NEW)
    type_entry(page, description="Half a")
    expect(said(page)).to_contain_text("Kept at")
    page.context.set_offline(True)
    box(page, "description").press_sequentially(" sentence, and the rest of it.")
    expect(said(page)).to_contain_text("The line is down")
    with pytest.raises(Error):
        page.reload()

    page.context.set_offline(False)
    page.reload()
    expect(box(page, "description")).to_have_value("Half a sentence, and the rest of it.")
    press(page, "Save as a draft")
    go(page, "Go on with this draft")
    submit(page)

    entry = Evidence.objects.get()
    assert (entry.status, entry.description) == ("submitted", "Half a sentence, and the rest of it.")
    assert (titles(), page.evaluate(STORED)) == ([], 0)


def test_monthly_figures_are_logged_though_the_line_is_cut_in_the_middle(
    page_for: Callable[..., Page], recorder: User, quarter: Any, indicator: Any, nairobi: Any
) -> None:
    programme = factories.ProgrammeFactory(code="RET-1", title="Safe return")
    before = factories.EvidenceFactory(
        framework=quarter.framework, programme=programme, accepted=True, ends_on="2024-07-31"
    )
    factories.FigureFactory(evidence=before, indicator=indicator)
    august, september = "cell-O1:O1.1:2024-08", "cell-O1:O1.1:2024-09"
    page = page_for(recorder)
    page.goto("/evidence/quick/?programme=RET-1")
    box(page, august).fill("40")
    expect(said(page)).to_contain_text("Kept at")
    page.context.set_offline(True)
    box(page, september).fill("50")
    box(page, "description").fill("Families went home.")
    expect(said(page)).to_contain_text("The line is down")
    page.close(run_before_unload=False)

    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto("/")
    go(again, "unfinished form")
    go(again, "Monthly figures: Safe return")
    expect(box(again, september)).to_have_value("50")
    assert faults(again) == []
    box(again, "citation").fill("Monthly report")
    press(again, "Save and submit for review")

    made = Evidence.objects.filter(author=recorder).order_by("ends_on")
    assert [(str(one.ends_on), one.status, one.figures.get().value) for one in made] == [
        ("2024-08-31", "submitted", 40),
        ("2024-09-30", "submitted", 50),
    ]
    again.wait_for_function(f"() => {STORED} === 0")
    assert titles() == []
