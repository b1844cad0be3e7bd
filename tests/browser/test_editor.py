"""The framework editor by keyboard alone: Tab, Enter, Space and typing; nothing is clicked."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from iomtrack.accounts.models import User
from objectives.models import Element, Framework
from tests.browser.hands import enter, tab_to
from tests.browser.soundness import faults
from tests.browsing import DESK, PHONE
from tests.objectives.drafts import make_draft, make_tree, outline

pytestmark = pytest.mark.browser
WIDTHS = pytest.mark.parametrize("width", [PHONE, DESK])


@pytest.fixture
def draft(framework: Framework) -> Framework:
    """O1, O2 and O3, to follow MC/INF/274."""
    draft = make_draft(supersedes=framework)
    make_tree(draft, "O1 O2 O3")
    return draft


def press(page: Page, selector: str, key: str = "Enter") -> None:
    """Tab to what is meant, and press a key there."""
    tab_to(page, selector)
    page.keyboard.press(key)


def step(name: str, code: str) -> str:
    return f"button[value='{name} {code}']"


def write(page: Page, name: str, text: str) -> None:
    """Tab to a field, and type over what stands there."""
    tab_to(page, f"[name='{name}']")
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


@WIDTHS
def test_elements_are_moved_by_keyboard_and_the_focus_stays_with_them(
    page_for: Callable[..., Page], administrator: User, draft: Framework, width: int
) -> None:
    page = page_for(administrator, width=width)
    page.goto("/frameworks/mc-inf-300/edit/")
    tab_to(page, step("up", "O3"))

    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("O3 is now 2 of 3 on the first level.")
    page.keyboard.press("Space")
    expect(page.locator("#said")).to_have_text("O3 is now 1 of 3 on the first level.")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("O3 stays 1 of 3: it cannot go further that way.")

    assert page.evaluate("document.activeElement.value") == "up O3"
    assert outline(draft) == "O3 O1 O2"
    press(page, step("in", "O1"))
    expect(page.locator("#said")).to_have_text("O1 is now 1 of 1, below O3.")
    assert page.evaluate("document.activeElement.value") == "in O1"
    assert outline(draft) == "O3(O1) O2"
    assert faults(page) == []


def test_moves_that_are_pressed_quickly_all_happen_in_their_order(
    page_for: Callable[..., Page], administrator: User, draft: Framework
) -> None:
    page = page_for(administrator)
    page.goto("/frameworks/mc-inf-300/edit/")
    tab_to(page, step("down", "O1"))

    page.evaluate("document.activeElement.click(); document.activeElement.click()")

    expect(page.locator("#said")).to_have_text("O1 is now 3 of 3 on the first level.")
    assert outline(draft) == "O2 O3 O1"


def test_without_javascript_the_page_comes_back_with_the_focus_on_the_same_button(
    page_for: Callable[..., Page], administrator: User, draft: Framework
) -> None:
    page = page_for(administrator, javascript=False)
    page.goto("/frameworks/mc-inf-300/edit/")

    enter(page, step("down", "O1"))

    expect(page.locator(".message")).to_have_text("O1 is now 2 of 3 on the first level.")
    expect(page.locator(step("down", "O1"))).to_be_focused()
    assert outline(draft) == "O2 O1 O3"


def test_a_draft_that_was_put_in_force_meanwhile_says_so(
    page_for: Callable[..., Page], administrator: User, draft: Framework
) -> None:
    page = page_for(administrator)
    page.goto("/frameworks/mc-inf-300/edit/")
    Framework.objects.filter(pk=draft.pk).update(status="in_force")

    enter(page, step("down", "O1"))

    assert page.url.endswith("/frameworks/mc-inf-300/")
    assert outline(draft) == "O1 O2 O3"


def copy(page: Page) -> None:
    """From the page of MC/INF/274 to the form of the next strategy, filled in."""
    enter(page, "a[href$='/next/']")
    write(page, "symbol", "MC/INF/300")
    write(page, "title", "The next strategy")
    tab_to(page, "[name=issued_on]")
    page.keyboard.type("01062026")


def reword(page: Page) -> None:
    """From the tree to the form of O1, with another wording."""
    enter(page, "a[href$='/elements/O1/']")
    write(page, "wording", "to do more than before")


def split(page: Page) -> None:
    """From the tree to the form that splits O2, filled in."""
    press(page, "li:has(button[value='up O2']) summary", "Space")
    enter(page, "a[href$='/O2/split/']")
    write(page, "wording_0", "to do the first half")
    write(page, "label_1", "The second half")
    write(page, "wording_1", "to do the second half")


def add(page: Page) -> None:
    """From the tree to the form of an element below R1, filled in."""
    press(page, "li:has(button[value='up R1']) summary", "Space")
    enter(page, "a[href$='?below=R1']")
    write(page, "label", "A role within it")
    write(page, "wording", "to play a part of it")
    write(page, "source_paragraph", "12")


def put_right(page: Page) -> None:
    """From the tree, by what is told to be missing, to the lineage of R1.1, which is new."""
    enter(page, "a[href$='/adopt/']")
    expect(page.locator(".lacks li")).to_have_text(["It is not said what R1.1 descends from, or that it is new."])
    enter(page, ".lacks a")
    tab_to(page, "[name=kind_0]")
    page.keyboard.type("New")


def decide(page: Page) -> None:
    """From the tree to the decision that puts it in force, filled in."""
    enter(page, "a[href$='/adopt/']")
    tab_to(page, "[name=adopted_on]")
    page.keyboard.type("01062026")
    write(page, "adopted_by", "the Council, resolution 1400")


@WIDTHS
def test_a_strategy_is_begun_worded_and_put_in_force_by_keyboard_alone(
    page_for: Callable[..., Page], administrator: User, framework: Framework, width: int
) -> None:
    page = page_for(administrator, width=width)
    page.goto("/frameworks/mc-inf-274/")
    found = []
    for fill_in, comes_next in (
        (copy, "/frameworks/mc-inf-300/edit/"),
        (reword, "/frameworks/mc-inf-300/edit/?at=O1"),
        (split, "/frameworks/mc-inf-300/edit/?at=O2"),
        (add, "/frameworks/mc-inf-300/edit/?at=R1.1"),
        (put_right, "/frameworks/mc-inf-300/edit/?at=R1.1"),
        (decide, "/frameworks/mc-inf-300/"),
    ):
        fill_in(page)
        found += [f"{fill_in.__name__}: {fault}" for fault in faults(page)]
        enter(page, "main button[type=submit]")
        assert page.url.partition("&")[0].endswith(comes_next)

    assert found == []
    adopted = Framework.objects.get(symbol="MC/INF/300")
    assert outline(adopted) == "O1 O2 O3 R1(R1.1)"
    assert list(adopted.elements.order_by("position").values_list("ancestry__kind", flat=True)) == [
        "refined",
        "split",
        "split",
        "retained",
        "new",
    ]
    assert (adopted.status, adopted.supersedes.status) == ("in_force", "superseded")


def test_after_a_form_the_focus_is_on_the_element_that_it_was_about(
    page_for: Callable[..., Page], administrator: User, draft: Framework
) -> None:
    page = page_for(administrator)
    page.goto("/frameworks/mc-inf-300/edit/")
    reword(page)

    enter(page, "main button[type=submit]")

    expect(page.locator("a[href$='/elements/O1/']")).to_be_focused()


@WIDTHS
def test_what_is_in_force_is_amended_and_shows_what_changed(
    page_for: Callable[..., Page], administrator: User, elements: dict[str, Element], width: int
) -> None:
    page = page_for(administrator, width=width)
    page.goto("/frameworks/mc-inf-274/elements/O1/")
    enter(page, "a[href$='/amend/']")

    write(page, "wording", "to do what O1 asks for and more;")
    enter(page, "main button[type=submit]")
    expect(page.locator("#errors li")).to_have_text(["Say why the wording is amended."])
    write(page, "reason", "The Council decided so.")
    enter(page, "main button[type=submit]")

    assert page.url.endswith("/elements/O1/")
    expect(page.locator(".difference ins")).to_contain_text("and more")
    expect(page.locator(".history .reason")).to_have_text("The Council decided so.")
    assert faults(page) == []
