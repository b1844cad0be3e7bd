"""Elements of a draft are dragged by their handles, with a mouse and with a finger."""

from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, Page, expect

from iomtrack.accounts.models import User
from objectives.models import Framework
from tests import factories
from tests.browser.soundness import faults, layout_faults
from tests.browsing import DESK, PHONE
from tests.objectives.drafts import make_draft, make_tree, outline

pytestmark = pytest.mark.browser
EDIT = "/frameworks/mc-inf-300/edit/"
WIDTHS = pytest.mark.parametrize("width", [PHONE, DESK])
UPPER, MIDDLE, LOWER = 0.1, 0.5, 0.9


@pytest.fixture
def draft(framework: Framework) -> Framework:
    """O1 with O1.1 below it, O2 and O3, to follow MC/INF/274."""
    draft = make_draft(supersedes=framework)
    make_tree(draft, "O1(O1.1) O2 O3")
    return draft


@pytest.fixture
def editing(page_for: Callable[..., Page], administrator: User, draft: Framework) -> Callable[..., Page]:
    def open_editor(width: int = DESK, height: int = 1600) -> Page:
        page = page_for(administrator, width=width)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(EDIT)
        return page

    return open_editor


def node(code: str) -> str:
    return f"li[data-code='{code}'] > .node"


def middle(page: Page, selector: str, share: float = MIDDLE) -> tuple[float, float]:
    """A spot in the window: of what is meant, midway across, and so far down."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] * share


def lift(page: Page, code: str) -> tuple[float, float]:
    """Press the mouse on an element's handle; gives the spot."""
    grip = f"{node(code)} .grip"
    page.locator(grip).scroll_into_view_if_needed()
    x, y = middle(page, grip)
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y


def drag(page: Page, code: str, onto: str, share: float, aside: float = 0) -> None:
    """Drag an element's handle so far down another one, without letting go."""
    x, _y = lift(page, code)
    page.mouse.move(x + aside, middle(page, node(onto), share)[1], steps=5)
    page.wait_for_timeout(50)  # the mark follows by a frame


def said(page: Page, words: str) -> None:
    expect(page.locator("#said")).to_have_text(words)


@WIDTHS
@pytest.mark.parametrize(
    ("code", "onto", "share", "foreseen", "comes_of_it", "stands"),
    [
        ("O3", "O1", UPPER, "O3 will stand before O1.", "O3 is now 1 of 3 on the first level.", "O3 O1(O1.1) O2"),
        ("O3", "O2", MIDDLE, "O3 will stand below O2.", "O3 is now 1 of 1, below O2.", "O1(O1.1) O2(O3)"),
        ("O3", "O1", LOWER, "O3 will stand before O1.1.", "O3 is now 1 of 2, below O1.", "O1(O3 O1.1) O2"),
        ("O1", "O2", LOWER, "O1 will stand after O2.", "O1 is now 2 of 3 on the first level.", "O2 O1(O1.1) O3"),
        ("O1.1", "O3", LOWER, "O1.1 will stand after O3.", "O1.1 is now 4 of 4 on the first level.", "O1 O2 O3 O1.1"),
    ],
)
def test_an_element_lands_where_the_mark_stood(
    editing: Callable[..., Page],
    draft: Framework,
    width: int,
    code: str,
    onto: str,
    share: float,
    foreseen: str,
    comes_of_it: str,
    stands: str,
) -> None:
    page = editing(width)

    drag(page, code, onto, share)
    said(page, foreseen)
    assert page.locator("[class*=lands-]").count() == 1
    page.mouse.up()

    said(page, comes_of_it)
    assert outline(draft) == stands
    assert page.evaluate("document.activeElement.closest('li').dataset.code") == code
    assert page.locator("[class*=lands-], .lifted, .dragging").count() == 0


@WIDTHS
def test_how_far_to_the_left_the_handle_is_held_says_of_which_level(
    editing: Callable[..., Page], draft: Framework, width: int
) -> None:
    page = editing(width)

    drag(page, "O3", "O1.1", LOWER)
    said(page, "O3 will stand after O1.")
    page.mouse.move(middle(page, f"{node('O3')} .grip")[0] + 40, middle(page, node("O1.1"), LOWER)[1], steps=3)
    said(page, "O3 will stand after O1.1.")
    page.mouse.up()

    said(page, "O3 is now 2 of 2, below O1.")
    assert outline(draft) == "O1(O1.1 O3) O2"


@WIDTHS
def test_the_page_is_sound_while_an_element_is_dragged_and_after(editing: Callable[..., Page], width: int) -> None:
    page = editing(width)
    before = faults(page)

    drag(page, "O3", "O2", MIDDLE)
    during = layout_faults(page)
    page.mouse.up()
    said(page, "O3 is now 1 of 1, below O2.")

    assert [*before, *during, *faults(page)] == []


def test_escape_leaves_everything_as_it_was(editing: Callable[..., Page], draft: Framework) -> None:
    page = editing()
    page.locator("button[value='up O2']").focus()
    drag(page, "O3", "O1", UPPER)

    page.keyboard.press("Escape")
    page.mouse.up()

    said(page, "O3 stays where it is.")
    assert page.locator("[class*=lands-], .lifted, .dragging").count() == 0
    assert page.evaluate("document.activeElement.value") == "up O2"
    assert outline(draft) == "O1(O1.1) O2 O3"


@pytest.mark.parametrize(("code", "onto", "share"), [("O2", "O3", UPPER), ("O1.1", "O1", MIDDLE), ("O1", "O1.1", 0.5)])
def test_nothing_is_sent_where_it_stands_already_or_below_itself(
    editing: Callable[..., Page], code: str, onto: str, share: float
) -> None:
    page = editing()
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)

    drag(page, code, onto, share)
    page.mouse.up()

    said(page, f"{code} stays where it is.")
    assert sent == []


def test_what_the_server_refuses_is_told_and_what_stands_is_shown(
    editing: Callable[..., Page], draft: Framework
) -> None:
    page = editing()
    draft.elements.filter(code="O2").delete()

    drag(page, "O3", "O2", MIDDLE)
    page.mouse.up()

    said(page, "O3: The element beside which it was to stand was removed. Choose another one.")
    expect(page.locator(node("O2"))).to_have_count(0)
    assert outline(draft) == "O1(O1.1) O3"


def test_a_draft_that_was_put_in_force_meanwhile_says_so(editing: Callable[..., Page], draft: Framework) -> None:
    page = editing()
    Framework.objects.filter(pk=draft.pk).update(status="in_force")

    drag(page, "O3", "O1", UPPER)
    page.mouse.up()

    said(page, "O3: MC/INF/300 is no longer a draft. Its wording changes by amendment alone.")
    assert outline(draft) == "O1(O1.1) O2 O3"


def test_without_a_line_nothing_moves_and_that_is_said(editing: Callable[..., Page], draft: Framework) -> None:
    page = editing()
    page.context.set_offline(True)

    drag(page, "O3", "O1", UPPER)
    page.mouse.up()

    said(page, "It was not moved: no answer came. Try again.")
    assert outline(draft) == "O1(O1.1) O2 O3"


def test_without_javascript_no_handle_is_shown(
    page_for: Callable[..., Page], administrator: User, draft: Framework
) -> None:
    page = page_for(administrator, javascript=False)

    page.goto(EDIT)

    expect(page.locator(f"{node('O1')} .grip")).to_be_hidden()
    expect(page.locator(".grip-hint")).to_be_hidden()


def scrolled(page: Page, far_enough: Callable[[float], bool]) -> None:
    """Wait until the page is scrolled so far."""
    for _wait in range(100):
        if far_enough(page.evaluate("scrollY")):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"The page is at {page.evaluate('scrollY')}.")


def touch(finger: CDPSession, kind: str, *spots: tuple[float, float]) -> None:
    """Put a finger down, move it from spot to spot, or, without one, lift it."""
    for points in [[{"x": x, "y": y}] for x, y in spots] or [[]]:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_a_finger_drags_by_the_handle_and_scrolls_the_page_elsewhere(
    editing: Callable[..., Page], draft: Framework
) -> None:
    page = editing(PHONE, height=740)
    page.locator(f"{node('O3')} .grip").scroll_into_view_if_needed()
    x, y = middle(page, f"{node('O3')} .grip")
    to = middle(page, node("O2"), MIDDLE)[1]

    finger = page.context.new_cdp_session(page)
    touch(finger, "touchStart", (x, y))
    touch(finger, "touchMove", *[(x, y + (to - y) * part / 5) for part in range(1, 6)])
    said(page, "O3 will stand below O2.")
    touch(finger, "touchEnd")

    said(page, "O3 is now 1 of 1, below O2.")
    assert outline(draft) == "O1(O1.1) O2(O3)"
    at = page.evaluate("scrollY")
    x, y = middle(page, f"{node('O3')} strong")
    touch(finger, "touchStart", (x, y))
    touch(finger, "touchMove", *[(x, y + part * 40) for part in range(1, 6)])
    touch(finger, "touchEnd")
    scrolled(page, lambda now: now < at)
    assert outline(draft) == "O1(O1.1) O2(O3)"


def test_at_the_edge_of_the_window_the_page_scrolls_and_a_long_tree_does_not_lag(
    editing: Callable[..., Page], draft: Framework
) -> None:
    for number in range(150):
        factories.ElementFactory(framework=draft, code=f"P{number}", position=100 + number)
    page = editing(height=900)
    x, _y = lift(page, "O2")
    page.evaluate(
        """() => { window.frames_ = []; let last = performance.now();
        const note = (now) => { frames_.push(now - last); last = now; requestAnimationFrame(note); };
        requestAnimationFrame(note); }"""
    )

    page.mouse.move(x, 895, steps=10)
    scrolled(page, lambda now: now > 2000)
    page.mouse.move(x, 450, steps=10)
    page.mouse.up()

    expect(page.locator("#said")).to_contain_text("O2 is now")
    frames = sorted(page.evaluate("frames_"))
    assert frames[len(frames) // 2] < 34  # half of all frames at least come in time for 30 a second
    expect(page.locator(node("O2"))).to_be_in_viewport()
