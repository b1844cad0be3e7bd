"""Lists as they are looked at: stacked on a phone, where each cell says what it is; with many columns at a desk."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from iomtrack.accounts.models import User
from objectives.models import ChosenColumns, Element, Office, Period, State
from objectives.tables.found import FoundTable
from tests import factories
from tests.browser.hands import tab_to
from tests.browser.soundness import faults
from tests.browsing import DESK, PHONE

pytestmark = pytest.mark.browser
LABEL = "node => getComputedStyle(node, '::before').content"
# Words of a table that stand on more lines than they have parts between which a line may end.
BROKEN_WORDS = """() => {
  const found = [], range = document.createRange();
  const walker = document.createTreeWalker(document.querySelector("table.list"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (const word of walker.currentNode.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
      range.setStart(walker.currentNode, word.index);
      range.setEnd(walker.currentNode, word.index + word[0].length);
      if (range.getClientRects().length > 1) found.push(word[0]);
    }
  }
  return found;
}"""


@pytest.fixture
def every_column(recorder: User, nairobi: Office, quarter: Period, o1: Element, kenya: State) -> None:
    """An entry with long words in each column, and a recorder who has chosen them all."""
    nairobi.name = "Regional Office for Administration, Communications and Interinstitutional Correspondence"
    nairobi.save()
    programme = factories.ProgrammeFactory(title="Internationally harmonized documentation of counter-trafficking")
    entry = factories.EvidenceFactory(
        framework=quarter.framework, period=quarter, author=recorder, office=nairobi, programme=programme,
        title="Interdepartmental communications on the standardization of travel documents", submitted=True,
    )  # fmt: skip
    factories.ContributionFactory(evidence=entry, element=o1)
    ChosenColumns.objects.create(user=recorder, columns=list(FoundTable.offered()))


@pytest.mark.usefixtures("every_column")
@pytest.mark.parametrize(("language", "after_a_name"), [("en", ": "), ("fr", "\u00a0: ")])
def test_a_label_that_is_a_question_has_no_colon(
    page_for: Callable[..., Page], recorder: User, language: str, after_a_name: str
) -> None:
    recorder.language = language
    recorder.save()
    page = page_for(recorder, width=PHONE)
    page.goto("/evidence/")

    labels = {
        cell.get_attribute("data-label") or "": cell.evaluate(LABEL) for cell in page.locator("td[data-label]").all()
    }

    assert [name.endswith("?") for name in labels].count(True) == 1
    assert labels == {name: f'"{name}{" " if name.endswith("?") else after_a_name}"' for name in labels}
    assert faults(page) == []


@pytest.mark.usefixtures("every_column")
def test_no_word_breaks_in_a_list_of_many_columns_which_scrolls_in_its_own_box(
    page_for: Callable[..., Page], recorder: User
) -> None:
    page = page_for(recorder, width=DESK)
    page.goto("/evidence/")

    assert page.locator("table.list th").count() == len(FoundTable.offered()) + 1
    assert page.evaluate(BROKEN_WORDS) == []
    assert faults(page) == []
    last, first = page.locator("table.list th").last, page.locator("table.list th").first
    expect(last).not_to_be_in_viewport(ratio=1)
    tab_to(page, ".wide-list")
    for _press in range(20):
        page.keyboard.press("ArrowRight")
    expect(last).to_be_in_viewport(ratio=1)
    assert first.bounding_box()["x"] == page.locator(".wide-list").bounding_box()["x"]
