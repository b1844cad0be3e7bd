"""An entry goes to review: what it lacks is told."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from iomtrack.accounts.errors import ActionError
from objectives.actions import evidence as actions
from objectives.actions.evidence import EvidenceInput
from objectives.actions.period import close_period
from objectives.enums import DatePrecision
from objectives.models import Evidence
from tests.objectives import entries

pytestmark = pytest.mark.django_db


def test_a_complete_entry_is_submitted(entry, recorder):
    evidence = actions.submit(evidence=entry(), by=recorder)

    assert (evidence.status, evidence.submitted_at) == ("submitted", timezone.now())


PROBLEMS = [
    ({"title": " "}, {"title": ["Say in one line what was done."]}),
    ({"description": "\n"}, {"description": ["Describe what was done."]}),
    ({"office": None}, {"office": ["Choose the office that did it."]}),
    ({"starts_on": None}, {"starts_on": ["Give the first day."]}),
    ({"starts_on": date(1950, 12, 31)}, {"starts_on": ["Give a year from 1951 on."]}),
    ({"ends_on": None}, {"ends_on": ["Give the last day; it may be the same as the first."]}),
    ({"ends_on": date(2026, 9, 22)}, {"ends_on": ["The last day is in the future. Log what is done when it is done."]}),
    (
        {"starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 30)},
        {"ends_on": ["No reporting period of MC/INF/274 holds this day."]},
    ),
    ({"contributions": ()}, {"contributions": ["Choose at least one objective or role that it served."]}),
    ({"sources": ()}, {"citation": ["Give a source: a document, or an address where it can be checked."]}),
]


@pytest.mark.parametrize(("changes", "problems"), PROBLEMS, ids=",".join)
def test_an_incomplete_entry_is_not_submitted(framework, content, recorder, changes, problems):
    evidence = actions.create(framework=framework, content=replace(content, **changes), by=recorder)

    with pytest.raises(ActionError) as refusal:
        actions.submit(evidence=evidence, by=recorder)

    assert refusal.value.problems == problems
    assert (Evidence.objects.get(pk=evidence.pk).status, entries.audited()) == ("draft", ["evidence.create"])


def test_an_empty_draft_is_told_all_that_it_lacks(framework, recorder):
    evidence = actions.create(framework=framework, content=EvidenceInput(), by=recorder)

    with pytest.raises(ActionError) as refusal:
        actions.submit(evidence=evidence, by=recorder)

    assert set(refusal.value.problems) == {
        "title",
        "description",
        "office",
        "starts_on",
        "ends_on",
        "contributions",
        "citation",
    }


def test_each_element_needs_its_own_line(content, elements, recorder):
    lines = ((elements["O1"], "It helped."), (elements["O2"], " "), (elements["R1"], ""))
    evidence = entries.draft(replace(content, contributions=lines), by=recorder)

    with pytest.raises(ActionError) as refusal:
        actions.submit(evidence=evidence, by=recorder)

    assert refusal.value.problems == {
        "how-O2": ["Say in one line how it served O2."],
        "how-R1": ["Say in one line how it served R1."],
    }


def test_a_last_day_in_a_closed_period_is_refused(entry, period, recorder, administrator):
    evidence = entry()
    close_period(period=period, by=administrator)

    with pytest.raises(ActionError) as refusal:
        actions.submit(evidence=evidence, by=recorder)

    assert refusal.value.problems == {
        "ends_on": [
            "The period “Third quarter of 2026”, which holds this day, is closed. "
            "An administrator can unlock it for your office: ask Administrator."
        ]
    }


def test_a_year_alone_may_end_in_the_future_of_its_period(content, recorder):
    content = replace(content, ends_on=date(2026, 9, 30), date_precision=DatePrecision.YEAR)

    assert actions.submit(evidence=entries.draft(content, by=recorder), by=recorder).status == "submitted"


def test_today_is_not_the_future(content, recorder):
    content = replace(content, ends_on=timezone.localdate())

    assert actions.submit(evidence=entries.draft(content, by=recorder), by=recorder).status == "submitted"
