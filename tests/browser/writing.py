"""Hands that type into the evidence form, and eyes for what it says it kept."""

from typing import Any

from playwright.sync_api import Page

from iomtrack.accounts.models import User
from objectives.models import FormDraft
from tests.browser.hands import box, press
from tests.factories import PASSWORD

NEW = "/evidence/new/"
STORED = "Object.keys(localStorage).filter((key) => key.startsWith('iomtrack.typed.')).length"


def said(page: Page) -> Any:
    """Where the form says what became of the typed words."""
    return page.locator(".kept [data-kept-said]")


def type_title(page: Page, words: str) -> None:
    box(page, "title").press_sequentially(words)


def titles() -> list[str]:
    return [row.title for row in FormDraft.objects.unfinished()]


def sign_in(page: Page, person: User) -> None:
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
