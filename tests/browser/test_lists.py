"""Lists as they are looked at: stacked on a phone, where each cell says what it is."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from iomtrack.accounts.models import User
from objectives.models import ChosenColumns, Element, Office, Period, State
from objectives.tables.found import FoundTable
from tests import factories
from tests.browser.soundness import faults
from tests.browsing import PHONE

pytestmark = pytest.mark.browser
LABEL = "node => getComputedStyle(node, '::before').content"


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
