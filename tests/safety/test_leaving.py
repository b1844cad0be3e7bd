"""Wherever somebody types words that are kept nowhere until they are sent, the browser asks before they are lost."""

from collections.abc import Callable

import pytest
from django.test import Client

from iomtrack.accounts.models import User
from tests import pages
from tests.safety.attacks import Target

pytestmark = [pytest.mark.django_db, pytest.mark.alike]
OF_SIGNING_IN = ("account_", "mfa_", "openid_connect_")
WORDS = (
    "//main//form[@method='post'][not(.//*[@data-kept])]//*"
    "[self::textarea or self::input[@type='text' or @type='email' or @type='url' or @type='number']]"
    "[not(@readonly)][not(ancestor::*[@data-attachments])]"
)
ASKS = "//script[@type='module'][contains(@src, 'js/leaving')]"


def test_each_page_with_a_form_for_words_asks_before_it_is_left_and_no_other_does(
    every_target: list[Target], quiet_client_for: Callable[[User | None], Client]
) -> None:
    shown = [one for one in every_target if one.row.method == "GET" and one.row.shows_a_page]
    has_words, asks = set(), set()
    for target in shown:
        answer = target.send(quiet_client_for(target.person))
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        page = pages.read(answer)
        has_words |= {str(target)} if page.xpath(WORDS) and not target.row.name.startswith(OF_SIGNING_IN) else set()
        asks |= {str(target)} if page.xpath(ASKS) else set()

    assert has_words
    assert has_words - asks == set()
    assert asks - has_words == set()
