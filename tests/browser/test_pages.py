"""Every page of the site, on a phone and at a desk, with long words on it: all of it holds, all of it is in reach."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import get_resolver
from playwright.sync_api import Page

from iomtrack.accounts.models import User
from objectives.models import Office, State
from tests.browser.soundness import Watch, faults
from tests.browsing import DESK, PHONE
from tests.every_page.addresses import address
from tests.every_page.lists import ANSWERS_NO_PAGE, LOOKED_AT_IN_USE, PAGES, STATUSES
from tests.every_page.long_words import make_long_site
from tests.permissions.addresses import every_address
from tests.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def site(recorder: User, nairobi: Office, reviewer: User, kenya: State) -> Site:
    return make_long_site(author=recorder, office=nairobi, reviewer=reviewer, state=kenya)


@pytest.mark.timeout(1800)  # an administrator has more than sixty pages, and each is looked at whole
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("who", PAGES)
def test_every_page_is_sound(
    who: str, width: int, page_for: Callable[..., Page], site: Site, request: pytest.FixtureRequest, live_server: Any
) -> None:
    reader = None if who == "visitor" else request.getfixturevalue(who)
    page = page_for(reader, width=width)
    watch = Watch(page, live_server.url)

    found = []
    for name in PAGES[who]:
        answer = page.goto(address(name, site))
        shown = [] if answer.status == STATUSES.get(name, 200) else [f"answers {answer.status}"]
        found += [f"{name}: {fault}" for fault in [*shown, *faults(page), *watch.take()]]

    assert "\n".join(found) == ""


def test_every_address_that_answers_with_a_page_is_looked_at() -> None:
    looked_at = {name.partition("[")[0] for names in PAGES.values() for name in names}

    assert looked_at - {"missing"} | ANSWERS_NO_PAGE | LOOKED_AT_IN_USE == set(
        every_address(get_resolver().url_patterns)
    )
