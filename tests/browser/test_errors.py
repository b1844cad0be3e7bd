"""Every other form with its errors: told at the top, each leading to its field, at a phone's width."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from iomtrack.accounts.models import User
from objectives.models import Office, State
from tests.browser.hands import box, follow, press, problems
from tests.browser.soundness import faults
from tests.browsing import PHONE
from tests.site import Site, make_site

pytestmark = pytest.mark.browser

WRONG_PASSWORD = (
    "The e-mail address or the password is not right. Check both; if you forgot the password, ask for another."
)


@pytest.fixture
def site(recorder: User, nairobi: Office, reviewer: User, kenya: State) -> Site:
    return make_site(author=recorder, office=nairobi, reviewer=reviewer, state=kenya)


def places(page: Page) -> dict[str, str]:
    """Each error of the summary, and the id that following it leads to."""
    return {problem: follow(page, problem) for problem in problems(page)}


def assert_sound_with_errors(page: Page) -> None:
    assert page.title().startswith("Error: ")
    assert faults(page) == []


def test_opening_a_period_with_nothing_said(page_for: Callable[..., Page], administrator: User, site: Site) -> None:
    page = page_for(administrator, width=PHONE)
    page.goto(reverse("period_new", args=[site.framework.slug]))

    press(page, "Open the period")

    assert places(page) == {
        "Give the period a name.": "id_label",
        "Give the period a code.": "id_code",
        "Give the first day.": "id_starts_on",
        "Give the last day.": "id_ends_on",
    }
    assert_sound_with_errors(page)


def test_submitting_an_assessment_without_a_finding(page_for: Callable[..., Page], reviewer: User, site: Site) -> None:
    page = page_for(reviewer, width=PHONE)
    page.goto(reverse("assess", args=[site.framework.slug, "R1", site.period.code]))

    press(page, "Submit for approval")

    assert places(page) == {
        "Choose a finding.": "id_finding_0",
        "Say in English what the finding rests on.": "id_narrative",
    }
    assert_sound_with_errors(page)


def test_unlocking_with_nothing_said(page_for: Callable[..., Page], administrator: User, site: Site) -> None:
    page = page_for(administrator, width=PHONE)
    page.goto(reverse("period_unlock", args=[site.framework.slug, site.period.code]))

    press(page, "Unlock")

    assert places(page) == {
        "Give the last day on which it may come.": "id_last_day",
        "Say why evidence may come late.": "id_reason",
    }
    assert_sound_with_errors(page)


def test_returning_an_assessment_without_a_reason(page_for: Callable[..., Page], reviewer: User, site: Site) -> None:
    page = page_for(reviewer, width=PHONE)
    page.goto(reverse("assess", args=[site.framework.slug, "R2", site.period.code]))

    press(page, "Return it")

    assert places(page) == {"Say why, so that the author knows what to put right.": "id_reason"}
    assert_sound_with_errors(page)


def test_emptying_the_introduction_of_an_edition(
    page_for: Callable[..., Page], administrator: User, site: Site
) -> None:
    page = page_for(administrator, width=PHONE)
    page.goto(reverse("edition", args=[site.awaiting.pk]))
    box(page, "introduction").fill("")

    press(page, "Save the introduction")

    assert places(page) == {"A report needs an introduction: write at least a sentence.": "id_en_introduction"}
    assert_sound_with_errors(page)


def test_withdrawing_without_a_reason(page_for: Callable[..., Page], reviewer: User, site: Site) -> None:
    page = page_for(reviewer, width=PHONE)
    page.goto(reverse("evidence", args=[site.entries["accepted"].reference]))
    page.get_by_text("Withdraw this entry").click()

    press(page, "Withdraw")

    assert places(page) == {"Say why it is withdrawn, so that the author and readers of reports know.": "id_reason"}
    assert_sound_with_errors(page)


def test_signing_in_with_a_wrong_password(page_for: Callable[..., Page], recorder: User) -> None:
    page = page_for(width=PHONE)
    page.goto("/accounts/sign-in/")
    box(page, "login").fill(recorder.email)
    box(page, "password").fill("not-the-password")

    press(page, "Sign in")

    assert problems(page) == [WRONG_PASSWORD]
    assert box(page, "login").input_value() == recorder.email
    assert_sound_with_errors(page)
