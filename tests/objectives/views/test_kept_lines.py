"""Lines of elements are kept for whoever reads them next: what changes is seen at once, in any language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from lxml.html import tostring

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from iomtrack.accounts.pieces import keeper
from objectives.models import Assessment, Element, Framework, Indicator, Period
from objectives.templatetags import standing
from tests import factories, pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(framework: Framework, period: Period, elements: dict[str, Element], indicator: Indicator) -> dict[str, Any]:
    """An element with a figure, an assessment and a focal point; and what can be changed of it."""
    factories.TargetFactory(indicator=indicator, due_on=date(2026, 9, 30), value=100)
    factories.IndicatorFactory(element=elements["O1"], code="O1.2")
    factories.AssessmentFactory(element=elements["O1"], period=period)
    factories.AssessmentFactory(element=elements["O2"], period=period, submitted=True)
    log(framework, period, elements["O1"], indicator, 10)
    return {"framework": framework, "period": period, "elements": elements, "indicator": indicator}


def log(
    framework: Framework, period: Period, element: Element, indicator: Indicator | None, value: int, **how: bool
) -> None:
    entry = factories.EvidenceFactory(framework=framework, period=period, **(how or {"accepted": True}))
    factories.ContributionFactory(evidence=entry, element=element)
    if indicator:
        factories.FigureFactory(evidence=entry, indicator=indicator, value=value)


def accept(site: dict[str, Any]) -> None:
    log(site["framework"], site["period"], site["elements"]["R1"], None, 0)


def submit(site: dict[str, Any]) -> None:
    log(site["framework"], site["period"], site["elements"]["O1"], None, 0, submitted=True)


def report(site: dict[str, Any]) -> None:
    log(site["framework"], site["period"], site["elements"]["O1"], site["indicator"], 90)


def aim(site: dict[str, Any]) -> None:
    site["indicator"].targets.update(value=50)


def entitle(site: dict[str, Any]) -> None:
    Indicator.objects.filter(pk=site["indicator"].pk).update(title="Persons returned")


def relabel(site: dict[str, Any]) -> None:
    Element.objects.filter(code="O2").update(label="Another name")


def find(site: dict[str, Any]) -> None:
    Assessment.objects.filter(element__code="O1").update(finding="partly_met")


def find_in_general(site: dict[str, Any]) -> None:
    Assessment.objects.filter(element__code="O1").update(finding_basis="general")


def rename_who_decides(site: dict[str, Any]) -> None:
    User.objects.filter(role=Role.REVIEWER).update(name="Somebody Else")


def reword(site: dict[str, Any]) -> None:
    Framework.objects.update(language="fr")


def rename_period(site: dict[str, Any]) -> None:
    Period.objects.filter(pk=site["period"].pk).update(code="2026-Q3b")


CHANGES: list[Callable[[dict[str, Any]], None]] = [
    accept,
    submit,
    report,
    aim,
    entitle,
    relabel,
    find,
    find_in_general,
    rename_who_decides,
    reword,
    rename_period,
]
UNSEEN_ON = {"period": {aim, entitle, find_in_general}}  # pages whose lines say nothing of it


def lines(client: Client, address: str) -> list[str]:
    """The lines of elements as the page has them, their links among them."""
    found = pages.read(client.get(address)).xpath("//table[contains(@class, 'elements')]//tr")
    return [tostring(row, encoding="unicode") for row in found]


def address(page: str, site: dict[str, Any]) -> str:
    period = Period.objects.get(pk=site["period"].pk)
    return {"home": "/", "framework": site["framework"].get_absolute_url(), "period": period.get_absolute_url()}[page]


@pytest.mark.parametrize("page", ["home", "framework", "period"])
@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_is_seen_at_once(
    page: str,
    change: Callable[[dict[str, Any]], None],
    site: dict[str, Any],
    reviewer: User,
    client_for: Callable[[User], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = client_for(reviewer)
    before = lines(client, address(page, site))

    change(site)

    shown = lines(client, address(page, site))
    monkeypatch.setattr(standing, "_kept", keeper(10))
    assert shown == lines(client, address(page, site))
    assert (shown == before) == (change in UNSEEN_ON.get(page, set()))


@pytest.mark.parametrize("page", ["home", "framework", "period"])
def test_each_reads_their_own_language_and_only_what_they_may_do(
    page: str,
    site: dict[str, Any],
    reviewer: User,
    recorder: User,
    client_for: Callable[[User], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people = [client_for(reviewer), client_for(recorder)]
    User.objects.filter(pk=recorder.pk).update(language="es")
    shown = [lines(one, address(page, site)) for one in (*people, *people)]

    for number, one in enumerate((*people, *people)):
        monkeypatch.setattr(standing, "_kept", keeper(10))
        assert shown[number] == lines(one, address(page, site))
    assert shown[0] != shown[1]
