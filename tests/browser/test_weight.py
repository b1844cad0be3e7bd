"""The first load of the evidence form, over a slow line: at most 60 KB in all.

The suite serves static files as they stand, without the compression that a served site has. So each answer that the
page asks for is weighed as a browser would get it from one: its body, compressed by gzip, and fonts, pictures and
whatever else the page pulls in are in the sum. Headers are not.
"""

import gzip
from collections.abc import Callable

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, Response

from iomtrack.accounts.models import User
from objectives.models import Framework, Period, State
from tests import factories

pytestmark = pytest.mark.browser
MOST = 60 * 1024  # bytes
ELEMENTS, COUNTRIES = 15, 249


@pytest.fixture
def everything_to_choose_from(framework: Framework, quarter: Period) -> None:
    """As in use: every country and area, and the 15 elements of MC/INF/274, each with an indicator."""
    call_command("load_states", verbosity=0)
    for number in range(framework.elements.count(), ELEMENTS):
        factories.ElementFactory(
            framework=framework, label=f"Element {number}, with as many words as an official one has"
        )
    for element in framework.elements.filter(indicators=None):
        factories.IndicatorFactory(element=element)


@pytest.mark.usefixtures("everything_to_choose_from")
def test_the_evidence_form_weighs_no_more_than_a_slow_line_carries(
    page_for: Callable[..., Page], recorder: User, framework: Framework
) -> None:
    page = page_for(recorder)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 a built-in method is refused there

    page.goto("/evidence/new/", wait_until="networkidle")

    assert (framework.elements.count(), State.objects.count()) == (ELEMENTS, COUNTRIES)
    bodies = [answer for answer in answers if answer.status != 302]  # the form's address is given its token first
    weights = {answer.url: len(gzip.compress(answer.body())) for answer in bodies}
    assert {answer.status for answer in bodies} == {200}
    assert any(url.endswith(".js") for url in weights)
    assert sum(weights.values()) <= MOST, weights
