"""What an entry names is found by typing, with or without JavaScript: countries, programmes, elements."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from iomtrack.accounts.models import User
from objectives.models import Element, Evidence, Framework, State
from tests import factories
from tests.browser.hands import box, leading_on, press, problems, show_figures, submit
from tests.browser.soundness import faults, layout_faults
from tests.browsing import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quarter")]
WAYS = pytest.mark.parametrize(
    ("width", "javascript"), [(DESK, True), (PHONE, False)], ids=["desk", "phone without JavaScript"]
)
NEW = "/evidence/new/"


def test_a_country_is_found_by_typing_and_stays_chosen_after_an_error(
    page_for: Callable[..., Page], recorder: User, states: list[State]
) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    box(page, "countries-add").press_sequentially("cote")
    page.get_by_role("option", name="Côte d’Ivoire").click()
    assert page.locator(".chip").all_inner_texts() == ["Côte d’Ivoire"]
    assert box(page, "countries-add").input_value() == ""
    box(page, "starts_on").evaluate("node => { node.type = 'text'; node.value = 'soon'; }")

    submit(page)

    assert problems(page) == ["The first day is not a day of the calendar. Write it as 2026-09-14."]
    assert page.locator(".chip").all_inner_texts() == ["Côte d’Ivoire"]
    assert page.locator(".chip input:checked").count() == 1
    assert faults(page) == []


def test_without_a_script_countries_are_read_as_they_are_typed(
    page_for: Callable[..., Page], recorder: User, states: list[State]
) -> None:
    factories.StateFactory(iso="GN", name="Guinea")
    factories.StateFactory(iso="GW", name="Guinea-Bissau")
    page = page_for(recorder, width=PHONE, javascript=False)
    page.goto(NEW)
    box(page, "title").fill("A visit")
    box(page, "countries-add").fill("kenya; guin")

    press(page, "Save as a draft")

    assert problems(page) == ["2 match “guin”. Choose below, or type more of it."]
    assert page.locator(".chip").all_inner_texts() == ["Kenya"]
    page.get_by_role("checkbox", name="Guinea-Bissau").check()
    press(page, "Save as a draft")
    assert sorted(state.iso for state in Evidence.objects.get().countries.all()) == ["GW", "KE"]


@WAYS
def test_a_programme_is_found_by_words_of_its_title(
    page_for: Callable[..., Page], recorder: User, width: int, javascript: bool
) -> None:
    programme = factories.ProgrammeFactory(code="RET-1", title="Safe return in the lake region")
    factories.ProgrammeFactory(code="RET-2", title="Return from the lake, second phase")
    page = page_for(recorder, width=width, javascript=javascript)
    page.goto(NEW)
    box(page, "title").fill("A visit")
    words = box(page, "programme").first

    if javascript:
        words.press_sequentially("lake reg")
        page.get_by_role("option", name="Safe return").wait_for()
        words.press("ArrowDown")
        words.press("Enter")
        assert words.input_value() == "Safe return in the lake region (RET-1)"
    else:
        words.fill("lake")
        press(page, "Save as a draft")
        assert problems(page) == ["2 match “lake”. Choose below, or type more of it."]
        page.get_by_role("radio", name="Safe return in the lake region (RET-1)").check()
    press(page, "Save as a draft")

    assert Evidence.objects.get().programme == programme


def test_enter_takes_the_only_suggestion_and_sends_no_form_while_several_stand_open(
    page_for: Callable[..., Page], recorder: User
) -> None:
    factories.ProgrammeFactory(code="RET-1", title="Safe return in the lake region")
    factories.ProgrammeFactory(code="RET-2", title="Return from the lake, second phase")
    page = page_for(recorder)
    page.goto(NEW)
    there, words = page.url, box(page, "programme").first
    words.press_sequentially("lake")
    page.get_by_role("option", name="Safe return").wait_for()

    words.press("Enter")
    assert (page.url, words.input_value()) == (there, "lake")
    words.press_sequentially(" reg")
    expect(page.get_by_role("option")).to_have_count(1)
    words.press("Enter")

    assert (page.url, words.input_value()) == (there, "Safe return in the lake region (RET-1)")
    assert Evidence.objects.count() == 0


def test_without_a_script_enter_looks_for_what_was_served_and_makes_no_entry(
    page_for: Callable[..., Page], recorder: User, framework: Framework, o1: Element
) -> None:
    for number in range(150):
        factories.ElementFactory(framework=framework, position=100 + number, code=f"X{number}", label=f"Aim {number}")
    page = page_for(recorder, width=PHONE, javascript=False)
    page.goto(NEW)
    box(page, "title").fill("A raid")
    box(page, "find").fill("Aim 77")

    with leading_on(page):
        box(page, "find").press("Enter")

    assert page.get_by_role("checkbox", name="Aim 77").count() == 1
    assert (box(page, "title").input_value(), Evidence.objects.count()) == ("A raid", 0)


@WAYS
def test_what_was_served_is_found_among_hundreds(
    page_for: Callable[..., Page], recorder: User, framework: Framework, o1: Element, width: int, javascript: bool
) -> None:
    for number in range(150):
        factories.ElementFactory(framework=framework, position=100 + number, code=f"X{number}", label=f"Aim {number}")
    wanted = factories.ElementFactory(
        framework=framework, position=300, code="Z9", label="Hidden", wording="to counter trafficking in persons"
    )
    factories.IndicatorFactory(element=wanted, code="Z9.1", title="Persons freed")
    page = page_for(recorder, width=width, javascript=javascript)
    page.goto(NEW)
    box(page, "title").fill("A raid")
    assert page.get_by_role("checkbox", name="Aim").count() == 0

    box(page, "find").fill("traffick")
    if not javascript:
        press(page, "Find")
    page.get_by_role("checkbox", name="Z9").check()
    show_figures(page)
    box(page, "figure-Z9:Z9.1").fill("7")
    box(page, "how-Z9").fill("They were freed.")
    assert (faults if javascript else layout_faults)(page) == []
    press(page, "Save as a draft")

    entry = Evidence.objects.get()
    assert (entry.title, entry.figures.get().value) == ("A raid", 7)
    assert list(entry.contributions.values_list("element__code", "how")) == [("Z9", "They were freed.")]
