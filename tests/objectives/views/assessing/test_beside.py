"""What stands beside an assessment, and what others see of it."""

import pytest

from tests import factories, pages
from tests.objectives.views.assessing.forms import ASSESS, FRAMEWORK, JUDGEMENT

pytestmark = pytest.mark.django_db


# --- beside -----------------------------------------------------------------------------------------


def test_one_assesses_beside_the_evidence_and_figures_and_the_period_before(client, period, elements, indicator):
    before = factories.PeriodFactory(
        framework=period.framework,
        code="2026-Q2",
        label="Second quarter",
        starts_on="2026-04-01",
        ends_on="2026-06-30",
        closed=True,
    )
    for number, of in ((30, before), (40, period)):
        entry = factories.EvidenceFactory(
            framework=period.framework, period=of, title=f"Training {number}", accepted=True
        )
        factories.ContributionFactory(evidence=entry, element=elements["O1"])
        factories.FigureFactory(evidence=entry, indicator=indicator, value=number)
    factories.AssessmentTextFactory(
        assessment__element=elements["O1"], assessment__period=before, narrative="Much was done in spring."
    )

    beside = pages.words(pages.read(client.get(ASSESS)).xpath("//aside")[0])

    assert "Persons assisted 40" in beside
    assert "Training 40" in beside
    assert "Training 30" not in beside
    assert "Second quarter Ongoing by nature Narrative Much was done in spring." in beside
    assert "What Then Now Accepted entries 1 1 Persons assisted 30 40" in beside


def test_the_first_period_has_none_before(client):
    assert "There is none: this is the first period of the framework." in pages.main(client.get(ASSESS))


def test_the_history_shows_words_put_in_and_taken_out(client, decider):
    client.post(ASSESS, JUDGEMENT)
    client.post(ASSESS, {**JUDGEMENT, "narrative": "It was done well.", "finding": "partly_met", "read": 1})

    tree = pages.read(client.get(ASSESS))
    (newest, *_older) = tree.xpath("//section[@aria-labelledby='history-heading']//li")

    assert pages.words(newest).startswith("Version 2, in English · Reviewer")
    assert [node.text for node in newest.xpath(".//ins")] == ["Partly met", " well"]
    assert [node.text for node in newest.xpath(".//del")] == ["Met"]


# --- what others see --------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "stage"), [("draft", "Draft"), ("submitted", "Awaiting approval")])
def test_staff_see_no_assessment_before_it_is_approved(client_for, recorder, reviewer, period, elements, status, stage):
    text = factories.AssessmentTextFactory(
        assessment=factories.AssessmentFactory(element=elements["O1"], period=period, **{status: True})
    )
    address = f"{FRAMEWORK}/elements/O1/?period=2026-Q3"

    assert text.narrative not in pages.main(client_for(recorder).get(address))
    assert f"{stage} waits for" in pages.main(client_for(recorder).get(address))
    assert text.narrative in pages.main(client_for(reviewer).get(address))
    for page in ("/", f"{FRAMEWORK}/?period=2026-Q3"):
        assert "Ongoing by nature" not in pages.main(client_for(reviewer).get(page))


def test_home_counts_what_one_is_to_write_and_to_approve(client_for, recorder, reviewer, period, elements):
    for code in ("O1", "O2"):
        factories.FocalPointFactory(element=elements[code], user=recorder)
    factories.AssessmentFactory(element=elements["O2"], period=period, assessed_by=recorder, submitted=True)

    assert "1 assessment for you to write" in pages.main(client_for(recorder).get("/"))
    assert "awaits your approval" not in pages.main(client_for(recorder).get("/"))
    assert "1 assessment awaits your approval" in pages.main(client_for(reviewer).get("/"))
