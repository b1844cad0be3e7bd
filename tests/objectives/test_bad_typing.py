"""What people type into the evidence form that cannot be taken: refused at its field, never submitted, kept there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from iomtrack.accounts.models import User
from objectives.models import Framework, Indicator, Office, Period
from tests import factories, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "ground")]

ADDRESS = "/evidence/new/?form=6f1c2d3e-0000-4000-8000-000000000001"
FIGURE = "figure-O1:O1.1"
LONG = "A word of many. " * 6_250  # 100,000 characters


@dataclass(frozen=True)
class Bad:
    """What is typed into which field, and some of the words that say what to do."""

    name: str
    typed: dict[str, Any]
    says: str
    kept: str = ""  # the field that must still hold what was typed; the first of those typed where it is empty

    def __str__(self) -> str:
        return self.name


CASES = [
    Bad("days reversed", {"starts_on": "2026-09-16"}, "The last day is before the first day."),
    Bad("a day that is none", {"starts_on": "2026-02-30"}, "is not a day of the calendar"),
    Bad("a day in words", {"ends_on": "last week"}, "is not a day of the calendar"),
    Bad("a day of five digits", {"ends_on": "12026-09-14"}, "is not a day of the calendar"),
    Bad("a day to come", {"ends_on": "2026-09-29"}, "The last day is in the future."),
    Bad("before the Organization", {"starts_on": "1949-01-01"}, "Give a year from 1951 on."),
    Bad("in no period", {"starts_on": "2025-09-15", "ends_on": "2025-09-15"}, "No reporting period of MC/INF/274"),
    Bad("in a closed period", {"starts_on": "2026-05-15", "ends_on": "2026-05-15"}, "which holds this day, is closed."),
    Bad("100,000 characters in the title", {"title": LONG}, "99,799 characters too long"),
    Bad("100,000 characters of words", {"description": LONG}, "89,999 characters too long"),
    Bad("100,000 characters on how", {"how-O1": LONG}, "99,699 characters too long"),
    Bad("100,000 characters in a number", {FIGURE: "9" * 100_000}, "This number is too large"),
    Bad("a number of Berlin", {FIGURE: "1.234,5"}, "can be read in more than one way"),
    Bad("a number of Paris", {FIGURE: "1 234,5"}, "can be read in more than one way"),
    Bad("a decimal comma", {FIGURE: "1,5"}, "can be read in more than one way"),
    Bad("a half where whole ones count", {FIGURE: "1.5"}, "this is counted in whole numbers"),
    Bad("less than nothing", {FIGURE: "-4"}, "A figure cannot be less than 0."),
    Bad("a power", {FIGURE: "1e9"}, "is a power. Write the number out"),
    Bad("no number", {FIGURE: "n/a"}, "is not a number"),
    Bad("a formula for a number", {FIGURE: "=1+1"}, "1+1"),
    Bad("markup for a number", {FIGURE: "<b>4</b>"}, "<b>4</b>"),
    Bad("a mark that turns the writing", {"title": "Trai\u202egnin"}, "hidden mark in it that turns the writing round"),
    Bad("a control character", {"title": "Trai\x07ning"}, "a sign in it that is no character (U+0007"),
    Bad("a sign that is none", {"description": "Trai\uffffning"}, "a sign in it that is no character (U+FFFF"),
    Bad("a mark in a line on how", {"how-O1": "So\u2067it was"}, "hidden mark in it that turns the writing round"),
    Bad("a mark in a source", {"citation": "Report\u202e"}, "hidden mark in it that turns the writing round"),
    Bad("a key that no theme can have", {"terms": [str(10**30)]}, "Choose again.", kept="title"),
    Bad("a key that no country can have", {"countries": [str(10**30)]}, "Choose again.", kept="title"),
    Bad("no title", {"title": "   "}, "Say in one line what was done.", kept="description"),
    Bad("no words", {"description": ""}, "Describe what was done.", kept="title"),
    Bad("no office", {"office": ""}, "Choose the office that did it.", kept="title"),
    Bad("another's key for an office", {"office": "999999"}, "No office in use is called", kept="title"),
    Bad("words for an office", {"office": "'; DROP TABLE"}, "No office in use is called", kept="title"),
    Bad("nothing served", {"contributions": []}, "Choose at least one objective or role", kept="title"),
    Bad("an unknown objective", {"contributions": ["O1", "O99"]}, "Choose again.", kept="title"),
    Bad("no line on how", {"how-O1": ""}, "Say in one line how it served O1.", kept="title"),
    Bad("no source", {"citation": ""}, "Give a source", kept="title"),
]


@pytest.fixture
def ground(framework: Framework, nairobi: Office, indicator: Indicator, period: Period) -> None:
    """A closed period beside the open one."""
    factories.PeriodFactory(
        framework=framework,
        code="2026-Q2",
        label="Second quarter of 2026",
        starts_on=date(2026, 4, 1),
        ends_on=date(2026, 6, 30),
        status="closed",
        closed_at=timezone.now(),
        closed_by=factories.UserFactory(role="administrator"),
    )


def submitted() -> int:
    """How many entries went to review. What makes sense but is not complete is kept as a draft."""
    return apps.get_model("objectives", "Evidence").objects.filter(status="submitted").count()


@pytest.mark.parametrize("bad", CASES, ids=str)
def test_what_cannot_be_taken_is_refused_at_its_field_and_kept_there(
    bad: Bad, recorder: User, nairobi: Office, client_for: Callable[[User], Client]
) -> None:
    form = {
        "title": "Training in Nairobi",
        "description": "Forty officials were trained.",
        "starts_on": "2026-09-15",
        "ends_on": "2026-09-15",
        "office": nairobi.code,
        "contributions": ["O1"],
        "how-O1": "Officials know the law.",
        "citation": "Training report",
        "token": "6f1c2d3e-0000-4000-8000-000000000001",
        "check": "yes",
        **bad.typed,
    }

    client = client_for(recorder)
    response = client.post(ADDRESS, form)
    if response.status_code == 302:  # it makes sense, and is kept; that it is not complete is said before it is sent
        response = client.post(response.url, {"submit": "yes"})

    assert response.status_code == 422
    assert submitted() == 0
    assert bad.says in pages.main(response)
    kept = apps.get_model("objectives", "Evidence").objects.first()
    page = pages.read(client.get(f"/evidence/{kept.reference}/edit/?missing=yes") if kept else response)
    name = bad.kept or next(iter(bad.typed))
    shown = [one.text if one.tag == "textarea" else one.get("value") for one in page.xpath(f"//*[@name='{name}']")]
    assert str(form[name]).strip() in [(one or "").strip().replace("\r\n", "\n") for one in shown]
