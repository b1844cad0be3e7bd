"""A period says where it stands, and what is missing; with that it is closed."""

import pytest

from objectives.models import Period
from tests import factories, pages
from tests.objectives.views.periods.addresses import Q3
from tests.pages import sound

pytestmark = pytest.mark.django_db


# --- where it stands --------------------------------------------------------------------------------


def cells(response, code):
    """The cells of an element's row on the page of a period."""
    (row,) = pages.read(response).xpath(f"//table[contains(@class, 'standing')]//tr[.//span[.='{code}']]")
    return [pages.words(cell) for cell in row.xpath("td")]


def missing(response):
    return pages.words(pages.read(response).find_class("missing")[0])


def test_a_period_says_where_it_stands(client, period, elements):
    for number, status in enumerate(("accepted", "submitted", "returned"), start=1):
        factories.EvidenceFactory.create_batch(number, framework=period.framework, **{status: True})
    factories.EvidenceFactory.create_batch(4, framework=period.framework)

    text = pages.main(client.get(Q3))

    assert "Open · 1 July 2026 – 30 September 2026" in text
    assert "1 accepted 2 awaiting review 3 returned 4 drafts" in text


def test_each_element_says_what_it_has_and_whom_it_waits_for(client, period, elements, indicator, recorder, reviewer):
    factories.IndicatorFactory(element=elements["O1"])
    factories.FocalPointFactory(element=elements["O1"], user=recorder)
    entry = factories.EvidenceFactory(framework=period.framework, accepted=True, reviewer=reviewer)
    factories.FigureFactory(evidence=entry, indicator=indicator)
    waiting = factories.EvidenceFactory(framework=period.framework, submitted=True)
    for one in (entry, waiting):
        factories.ContributionFactory(evidence=one, element=elements["O1"])
    factories.AssessmentFactory(element=elements["O2"], period=period, assessed_by=recorder, submitted=True)
    factories.AssessmentFactory(element=elements["R1"], period=period, assessed_by=reviewer, finding="met")

    response = client.get(Q3)

    assert cells(response, "O1") == [
        "1 1 awaiting review",
        "1 of 2 reported",
        "not begun Assess O1",
        "Reviewer to review Recorder to assess, for figures",
    ]
    assert cells(response, "O2") == [
        "none",
        "none expected",
        "Awaiting approval Decide O2",
        "Reviewer to approve no focal point for evidence",
    ]
    assert cells(response, "R1")[2:] == ["Approved Met See it R1", "no focal point for evidence"]
    assert sound(response)


def test_the_top_says_what_is_missing_before_the_report_can_be_composed(client, period, elements, indicator):
    factories.DefinitionFactory(framework=period.framework, languages=["en", "fr"])
    factories.EvidenceFactory.create_batch(2, framework=period.framework, submitted=True)
    factories.AssessmentTextFactory(assessment__element=elements["O1"], assessment__period=period)
    factories.AssessmentFactory(element=elements["O2"], period=period, draft=True)

    assert missing(client.get(Q3)) == (
        "Before the report can be composed "
        "The period has to be closed; its report is then composed within minutes. "
        "2 entries await review and must be decided on first. "
        "No narrative in French: O1. "
        "What the report would state as a gap "
        "Not assessed R1 Assessment in draft O2 No accepted evidence O1, O2, R1 Figures not reported 1 of 1"
    )


def test_of_nothing_recorded_that_is_said(client, period, elements):
    assert "Nothing is recorded yet: no evidence, no figure and no assessment." in missing(client.get(Q3))


def test_a_closed_period_that_lacks_nothing_says_so(client, framework, elements):
    closed = factories.PeriodFactory(framework=framework, closed=True)
    for element in elements.values():
        factories.AssessmentTextFactory(assessment__element=element, assessment__period=closed)
        entry = factories.EvidenceFactory(framework=framework, accepted=True)
        factories.ContributionFactory(evidence=entry, element=element)

    assert missing(client.get(Q3)) == (
        "Before the report can be composed Nothing more is needed. "
        "What the report would state as a gap "
        "Nothing: every element has evidence, figures and an approved assessment."
    )


@pytest.mark.parametrize("who", ["recorder", "reviewer"])
def test_managing_is_offered_to_administrators_alone(client_for, cast, period, elements, who):
    tree = pages.read(client_for(cast[who]).get(Q3))

    assert not tree.xpath("//main//form | //main//a[contains(@href, '/close/') or contains(@href, '/unlock/')]")


# --- closing ----------------------------------------------------------------------------------------


def test_closing_shows_first_what_is_missing(client, period, elements):
    factories.EvidenceFactory(framework=period.framework, returned=True)
    factories.EvidenceFactory(framework=period.framework)

    response = client.get(f"{Q3}close/")

    text = pages.main(response)
    assert "Close the period “Third quarter of 2026”?" in text
    assert "Not assessed O1, O2, R1" in missing(response)
    assert "Drafts (1) and returned entries (1) will not count; they stay with their authors." in text
    assert Period.objects.get().is_open
    assert sound(response)


def test_a_period_is_closed_and_says_by_whom(client, period):
    response = client.post(f"{Q3}close/", follow=True)

    assert pages.messages(response) == [
        "Third quarter of 2026 is closed. The reports that are defined for it are composed within minutes."
    ]
    assert "Closed by Administrator on" in pages.main(response)
    assert not pages.read(response).xpath("//a[contains(@href, '/close/')]")


def test_a_period_with_waiting_entries_stays_open(client, period):
    factories.EvidenceFactory(framework=period.framework, submitted=True)

    offered = pages.read(client.get(f"{Q3}close/"))
    response = client.post(f"{Q3}close/", follow=True)

    assert (offered.xpath("//main//form"), Period.objects.get().status) == ([], "open")
    assert "1 entry awaits review and must be decided on first." in pages.words(offered)
    assert pages.messages(response) == ["1 entry awaits review. Accept or return it first."]


def test_closing_twice_says_that_it_is_closed(client, period):
    client.post(f"{Q3}close/", follow=True)

    assert pages.messages(client.post(f"{Q3}close/", follow=True)) == ["Third quarter of 2026 is closed already."]
    assert client.get(f"{Q3}close/").status_code == 302
