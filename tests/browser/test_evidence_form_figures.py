"""The figures of an entry as staff type them: opened by what it served, broken down, asked about, not applicable."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from iomtrack.accounts.models import User
from objectives.models import Dimension, Evidence, Indicator
from tests import factories
from tests.browser.hands import (
    back_to_form,
    box,
    follow,
    message,
    press,
    problems,
    show_figures,
    submit,
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
def test_choosing_an_element_opens_its_line_and_its_figures(
    page_for: Callable[..., Page], recorder: User, indicator: Indicator, width: int, javascript: bool
) -> None:
    page = page_for(recorder, width=width, javascript=javascript)
    page.goto(NEW)
    expect(box(page, "how-O1")).to_be_hidden()

    page.get_by_role("checkbox", name="O1").check()

    expect(box(page, "how-O1")).to_be_visible()
    show_figures(page)
    expect(box(page, "figure-O1:O1.1")).to_be_visible()
    expect(box(page, "how-O2")).to_be_hidden()
    assert (faults if javascript else layout_faults)(page) == []


@pytest.fixture
def sex(indicator: Indicator) -> Dimension:
    """O1.1 is broken down by sex, and aims at 100."""
    dimension = factories.DimensionFactory(code="sex", name="Sex")
    for place, code in enumerate(("female", "male")):
        factories.CategoryFactory(dimension=dimension, code=code, label=code.title(), position=place)
    indicator.dimensions.add(dimension)
    factories.TargetFactory(indicator=indicator, value=100)
    return dimension


@WAYS
def test_a_figure_is_broken_down_confirmed_and_submitted(
    page_for: Callable[..., Page], recorder: User, sex: Dimension, width: int, javascript: bool
) -> None:
    page = page_for(recorder, width=width, javascript=javascript)
    page.goto(NEW)
    type_entry(page)
    show_figures(page)
    box(page, "figure-O1:O1.1").fill("12 000")
    page.locator("details.parts summary").click()
    box(page, "part-O1:O1.1:sex:female").fill("7000")
    if javascript:
        expect(page.locator(".parts-sum")).to_have_text("Together: 7,000, which is 5,000 less than the figure above.")
    submit(page)

    places = {problem: follow(page, problem) for problem in problems(page)}
    assert places == {
        "O1.1, Persons assisted: By sex, the parts add up to 7,000: 5,000 less than the total of 12,000.": (
            "id_figure-O1:O1.1"
        ),
    }
    assert (faults if javascript else layout_faults)(page) == []
    back_to_form(page)
    box(page, "part-O1:O1.1:sex:male").fill("5000")
    submit(page)
    question = "O1.1, Persons assisted: 12,000 is more than 100 times the target (100). Is it right?"
    assert {problem: follow(page, problem) for problem in problems(page)} == {question: "id_sure-figure-O1:O1.1"}
    page.get_by_role("checkbox", name="Yes, 12,000 is right").check()
    press(page, "Submit for review")

    entry = Evidence.objects.get()
    assert message(page) == f"{entry.reference} is submitted for review."
    assert [int(part.value) for part in entry.figures.get().parts.all()] == [7000, 5000]


@WAYS
def test_not_applicable_is_an_answer_of_its_own(
    page_for: Callable[..., Page], recorder: User, indicator: Indicator, width: int, javascript: bool
) -> None:
    page = page_for(recorder, width=width, javascript=javascript)
    page.goto(NEW)
    type_entry(page)

    show_figures(page)
    page.get_by_label("Answer for Persons assisted").select_option("not applicable")
    submit(page)

    figure = Evidence.objects.get().figures.get()
    assert (figure.answer, figure.value) == ("not_applicable", None)
    assert "not applicable" in page.get_by_role("row", name="Persons assisted").inner_text()
