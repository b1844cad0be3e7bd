"""What is sent a second time: an answer lost on the way, the Back button, an entry that came back with a reason."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from iomtrack.accounts.models import User
from objectives.models import Element, Evidence, Office, Period
from tests import factories
from tests.browser.hands import box, go, message, problems, submit, type_entry
from tests.browser.soundness import faults
from tests.browsing import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quarter")]
NEW = "/evidence/new/"
REASON = "The days are those of the plan, not of the course."


@pytest.fixture
def returned(recorder: User, reviewer: User, nairobi: Office, quarter: Period, o1: Element) -> Evidence:
    """The recorder's complete entry, sent back with a reason."""
    entry = factories.EvidenceFactory(
        framework=quarter.framework, period=quarter, author=recorder, office=nairobi, reviewer=reviewer, returned=True
    )
    factories.ContributionFactory(evidence=entry, element=o1)
    factories.SourceFactory(evidence=entry)
    factories.EvidenceDecisionFactory(evidence=entry, before="submitted", after="returned", by=reviewer, reason=REASON)
    return entry


def test_submitting_again_after_the_answer_was_lost_makes_no_second_entry(
    page_for: Callable[..., Page], recorder: User
) -> None:
    page = page_for(recorder)
    page.goto(NEW)
    type_entry(page)
    lost: list[int] = []

    def lose_the_first_answer(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch(max_redirects=0).status)
            route.abort("aborted")
        else:
            route.continue_()

    page.route(f"**{NEW}*", lose_the_first_answer)
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Continue to check").click()
    submit(page)

    assert "/evidence/EV-" in page.url
    assert lost == [302]
    assert [entry.status for entry in Evidence.objects.all()] == ["submitted"]


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_going_back_and_submitting_again_makes_no_second_entry(
    page_for: Callable[..., Page], recorder: User, javascript: bool
) -> None:
    page = page_for(recorder, javascript=javascript)
    page.goto(NEW)
    form = page.url
    type_entry(page)
    submit(page)

    page.goto(form)
    back = page.url
    type_entry(page)
    submit(page)

    assert (NEW in back, "/evidence/EV-" in page.url) == (True, True)
    assert [entry.status for entry in Evidence.objects.all()] == ["submitted"]


def test_a_returned_entry_says_why_and_is_put_right_and_resubmitted(
    page_for: Callable[..., Page], recorder: User, returned: Evidence
) -> None:
    page = page_for(recorder, width=PHONE)
    page.goto("/")
    go(page, "came back with a reason")
    go(page, returned.title)
    expect(page.locator(".note")).to_contain_text(REASON)
    go(page, "Put it right and resubmit")
    expect(page.locator(".note")).to_contain_text(REASON)
    assert faults(page) == []

    box(page, "starts_on").fill("2024-09-10")
    submit(page)

    assert message(page) == f"{returned.reference} is submitted for review."
    returned.refresh_from_db()
    assert (returned.status, returned.starts_on.isoformat()) == ("submitted", "2024-09-10")


def test_an_entry_that_was_submitted_meanwhile_is_shown_in_place_of_its_form(
    page_for: Callable[..., Page], recorder: User, returned: Evidence
) -> None:
    page = page_for(recorder)
    page.goto(f"/evidence/{returned.reference}/edit/")
    box(page, "title").fill("Put right")
    submit(page)

    page.go_back()

    assert page.url.endswith(f"/evidence/{returned.reference}/")
    assert "it has been submitted" in message(page)
    assert problems(page) == []
