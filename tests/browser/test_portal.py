"""The portal: a delegate finds the reports issued to all and to their State, downloads one, and sees nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from iomtrack.accounts.models import User
from objectives.models import State
from reports import tasks
from reports.actions.editions import sign_off
from reports.actions.tick import tick
from reports.models import Rendition
from tests.browser.soundness import faults
from tests.browsing import PHONE
from tests.reports.world import World, make_edition, make_recipient, make_world
from tests.site import make_issued

pytestmark = pytest.mark.browser


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def issued(world: World, kenya: State) -> Rendition:
    """A report to all Members, signed off, rendered and issued by the actions themselves."""
    make_recipient("KE")
    edition = make_edition(world, "awaiting")
    sign_off(edition=edition, by=world.administrator)
    tasks.render_rendition(edition.renditions.get().pk)
    tick()
    return Rendition.objects.get(edition=edition)


def titles(page: Page) -> list[str]:
    return page.locator(".row-title").all_inner_texts()


def test_a_delegate_reads_what_was_issued_to_all_and_to_their_state(
    page_for: Callable[..., Page], delegate: User, world: World, issued: Rendition, kenya: State, colombia: State
) -> None:
    make_issued(world, for_state=kenya)
    make_issued(world, for_state=colombia)
    make_edition(world, "awaiting", revision=1)
    page = page_for(delegate, width=PHONE)

    page.goto("/")

    assert page.url.endswith("/portal/")
    assert sorted(titles(page)) == ["Assessment of the plan", "Brief for Kenya"]
    assert page.locator("nav[aria-label=Main] a").all_inner_texts() == ["Reports"]
    assert faults(page) == []


def test_a_delegate_downloads_the_report_that_was_issued(
    page_for: Callable[..., Page],
    delegate: User,
    issued: Rendition,
    pdf_text: Callable[[bytes | Path], str],
) -> None:
    page = page_for(delegate)
    page.goto("/portal/")

    with page.expect_download() as started:
        page.evaluate("document.querySelector('.row-title').setAttribute('download', '')")
        page.get_by_role("link", name="Assessment of the plan").first.click()

    document = started.value.path()
    assert document.read_bytes() == issued.file.open().read()
    assert "Assessment of the plan" in " ".join(pdf_text(document).split())


def test_nothing_else_exists_for_a_delegate(
    page_for: Callable[..., Page], delegate: User, world: World, issued: Rendition, colombia: State
) -> None:
    others = make_issued(world, for_state=colombia)
    page = page_for(delegate)
    places = ["/evidence/", "/review/", "/frameworks/", "/editions/", f"/editions/{issued.edition_id}/"]

    answers = {place: page.goto(place).status for place in [*places, f"/portal/{others.pk}/"]}

    assert answers == dict.fromkeys(answers, 404)
    assert page.locator("h1").inner_text() == "There is nothing here"
