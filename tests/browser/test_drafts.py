"""Nothing typed is lost: the line is cut, the browser dies, the session ends."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Error, Page, expect

from iomtrack.accounts.models import User
from objectives.models import Evidence
from tests import factories
from tests.browser.hands import box, go, leading_on, press, submit, type_entry
from tests.browser.soundness import faults
from tests.browser.writing import NEW, STORED, said, sign_in, titles, type_title
from tests.browsing import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quarter")]

MOST_LOOKS = 20


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


def test_after_saving_nothing_stays_in_the_browser(page_for: Callable[..., Page], recorder: User) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    type_title(page, "A visit")

    with page.expect_response("**/evidence/typed/"):
        press(page, "Save as a draft")

    page.wait_for_function(f"() => {STORED} === 0")
    assert titles() == []


def test_what_was_kept_is_discarded_for_good(page_for: Callable[..., Page], recorder: User) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    type_title(page, "A visit")
    expect(said(page)).to_contain_text("Kept at")
    page.reload()

    page.locator("#unsaved summary", has_text="Discard it").click()
    with leading_on(page):
        page.locator("#unsaved button", has_text="Discard it").click()

    assert (titles(), page.evaluate(STORED)) == ([], 0)


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
