"""Logging evidence as staff do it: on a phone or at a desk, with or without JavaScript, with mistakes first."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from iomtrack.accounts.models import User
from objectives.models import Element, Evidence, Framework, Indicator
from tests import factories
from tests.browser.hands import (
    ENTRY,
    HOW,
    back_to_form,
    box,
    description,
    enter,
    follow,
    go,
    message,
    press,
    problems,
    show_figures,
    submit,
    tab_to,
    type_entry,
)
from tests.browser.soundness import faults, layout_faults
from tests.browsing import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quarter")]
WAYS = pytest.mark.parametrize(
    ("width", "javascript"), [(DESK, True), (PHONE, False)], ids=["desk", "phone without JavaScript"]
)
NEW = "/evidence/new/"


@WAYS
def test_an_empty_entry_is_told_all_that_is_missing_and_where(
    page_for: Callable[..., Page], recorder: User, width: int, javascript: bool
) -> None:
    page = page_for(recorder, width=width, javascript=javascript)
    page.goto(NEW)

    submit(page)

    places = {problem: follow(page, problem) for problem in problems(page)}
    assert places == {
        "Say in one line what was done.": "id_title",
        "Describe what was done.": "id_description",
        "Give the first day.": "id_starts_on",
        "Give the last day; it may be the same as the first.": "id_ends_on",
        "Choose at least one objective or role that it served.": "id_contributions_O1",
        "Give a source: a document, or an address where it can be checked.": "id_citation",
    }
    assert page.title().startswith("Error: ")
    assert (faults if javascript else layout_faults)(page) == []
    go(page, "Describe what was done.")
    assert "Error: Describe what was done." in description(page, "description")
    assert (faults if javascript else layout_faults)(page) == []


def test_the_summary_of_errors_has_the_focus_when_it_comes(page_for: Callable[..., Page], recorder: User) -> None:
    page = page_for(recorder)
    page.goto(NEW)

    submit(page)

    expect(page.locator("#errors")).to_be_focused()


@WAYS
def test_what_was_typed_stays_beside_the_errors(
    page_for: Callable[..., Page], recorder: User, indicator: Indicator, width: int, javascript: bool
) -> None:
    page = page_for(recorder, width=width, javascript=javascript)
    page.goto(NEW)
    type_entry(page, starts_on="2024-09-20", ends_on="2024-09-12")
    show_figures(page)
    box(page, "figure-O1:O1.1").fill("N/A")

    submit(page)

    assert problems(page) == [
        "The last day is before the first day. Give 20 September 2024 or later.",
        "O1.1, Persons assisted: “N/A” is not a number. Give a number, or choose “not applicable” beside it.",
    ]
    typed = {name: box(page, name).input_value() for name in (*ENTRY, "how-O1", "figure-O1:O1.1")}
    assert typed == {**ENTRY, "starts_on": "2024-09-20", "how-O1": HOW, "figure-O1:O1.1": "N/A"}
    assert page.get_by_role("checkbox", name="O1").is_checked()


@WAYS
def test_an_entry_is_put_right_and_submitted(
    page_for: Callable[..., Page], recorder: User, o1: Element, width: int, javascript: bool
) -> None:
    page = page_for(recorder, width=width, javascript=javascript)
    page.goto(NEW)
    type_entry(page, ends_on="")
    submit(page)

    back_to_form(page)
    box(page, "ends_on").fill("2024-09-12")
    submit(page)

    entry = Evidence.objects.get()
    assert message(page) == f"{entry.reference} is submitted for review."
    assert (entry.status, entry.title, list(entry.contributions.values_list("element", "how"))) == (
        "submitted",
        ENTRY["title"],
        [(o1.pk, HOW)],
    )


def test_a_title_that_is_too_long_is_kept_whole_and_told_by_how_much(
    page_for: Callable[..., Page], recorder: User
) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    box(page, "title").fill("x" * 212)

    submit(page)

    assert problems(page) == ["“In one line” is 12 characters too long: it has 212, and 200 fit. Shorten it."]
    assert box(page, "title").input_value() == "x" * 212


def test_boxes_side_by_side_stand_level_whatever_is_said_above_them(
    page_for: Callable[..., Page], recorder: User
) -> None:
    page = page_for(recorder)
    page.goto(NEW)

    tops = {name: box(page, name).bounding_box()["y"] for name in ("citation", "paragraph", "starts_on", "ends_on")}

    assert (tops["citation"], tops["starts_on"]) == (tops["paragraph"], tops["ends_on"])


def test_an_element_with_an_error_stands_in_line_with_the_others(
    page_for: Callable[..., Page], recorder: User, indicator: Indicator
) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    page.get_by_role("checkbox", name="O1").check()
    box(page, "figure-O1:O1.1").fill("many")

    submit(page)

    lefts = {page.locator(f"#id_contributions_{code}").bounding_box()["x"] for code in ("O1", "O2", "R1")}
    assert len(lefts) == 1


@WAYS
def test_themes_are_chosen_by_vocabulary_and_stand_on_the_record(
    page_for: Callable[..., Page], recorder: User, framework: Framework, width: int, javascript: bool
) -> None:
    vocabulary = factories.VocabularyFactory(framework=framework, name="Service areas")
    factories.TermFactory(vocabulary=vocabulary, label="Counter-trafficking")
    page = page_for(recorder, width=width, javascript=javascript)
    page.goto(NEW)
    type_entry(page)

    page.get_by_text("Service areas", exact=True).first.click()
    page.get_by_role("checkbox", name="Counter-trafficking").check()
    assert (faults if javascript else layout_faults)(page) == []
    submit(page)

    assert "Counter-trafficking" in page.locator("dl.facts").inner_text()


@WAYS
def test_several_sources_are_given_and_one_is_taken_away(
    page_for: Callable[..., Page], recorder: User, width: int, javascript: bool
) -> None:
    page = page_for(recorder, width=width, javascript=javascript)
    page.goto(NEW)
    box(page, "title").fill("A visit")
    for number, name in enumerate(("citation", "citation-2", "citation-3"), start=1):
        box(page, name).fill(f"Report {number}")
        if number < 3:
            button = page.get_by_role("button", name="Add another source")
            button.click() if javascript else press(page, "Add another source")
    box(page, "citation-2").fill("")
    assert (faults if javascript else layout_faults)(page) == []

    press(page, "Save as a draft")

    assert [source.citation for source in Evidence.objects.get().sources.all()] == ["Report 1", "Report 3"]


def test_a_draft_is_kept_with_what_is_known_so_far(page_for: Callable[..., Page], recorder: User) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    box(page, "title").fill("A visit, the rest to come")

    press(page, "Save as a draft")

    entry = Evidence.objects.get()
    assert message(page) == f"{entry.reference} is saved as a draft."
    assert (entry.status, entry.title) == ("draft", "A visit, the rest to come")


def test_the_keyboard_alone_leads_from_home_to_a_submitted_entry(page_for: Callable[..., Page], recorder: User) -> None:
    page = page_for(recorder)
    page.goto("/")
    enter(page, "a.btn-main")
    for name, text in (("title", ENTRY["title"]), ("description", ENTRY["description"])):
        tab_to(page, f"[name={name}]")
        page.keyboard.type(text)
    for name in ("starts_on", "ends_on"):
        tab_to(page, f"[name={name}]")
        page.keyboard.type("09092024")  # the ninth of the ninth, in whatever order the box asks
    tab_to(page, "#id_contributions_O1")
    page.keyboard.press("Space")
    tab_to(page, "[name=how-O1]")
    page.keyboard.type(HOW)
    tab_to(page, "[name=citation]")
    page.keyboard.type(ENTRY["citation"])

    enter(page, ".btn-main[name=check]")
    enter(page, "button[name=submit]")

    assert message(page).endswith("is submitted for review.")
    assert Evidence.objects.get().starts_on.isoformat() == "2024-09-09"
