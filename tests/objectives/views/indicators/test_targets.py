"""Targets of an indicator are set and revised."""

from datetime import date

import pytest

from objectives.models import Target
from tests import factories, pages
from tests.objectives.views.indicators.addresses import TARGETS
from tests.pages import sound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def quarters(framework, period):
    """The second quarter, closed; the third and the fourth, open."""
    spans = {"2026-Q2": ("2026-04-01", "2026-06-30"), "2026-Q4": ("2026-10-01", "2026-12-31")}
    for code, (first, last) in spans.items():
        factories.PeriodFactory(
            framework=framework,
            code=code,
            label=code,
            starts_on=date.fromisoformat(first),
            ends_on=date.fromisoformat(last),
            closed=code == "2026-Q2",
        )


def kept():
    return [
        (str(one.due_on), one.period and one.period.code, int(one.value), one.revision, one.reason)
        for one in Target.objects.order_by("due_on", "revision")
    ]


def test_targets_of_several_periods_and_of_a_date_are_set_at_once(client, indicator, quarters):
    typed = {
        "target-2026-09-30": "100",
        "target-2026-12-31": "1,200",
        "new_due_on": "2028-12-31",
        "new_value": "9000",
        "set_on": "2026-09-21",
    }

    response = client.post(TARGETS, typed, follow=True)

    assert kept() == [
        ("2026-09-30", "2026-Q3", 100, 0, ""),
        ("2026-12-31", "2026-Q4", 1200, 0, ""),
        ("2028-12-31", None, 9000, 0, ""),
    ]
    assert pages.messages(response) == ["3 targets are set."]


def test_a_target_is_revised_with_a_reason_and_what_is_left_as_it_is_stays(client, indicator, quarters):
    for due_on, value in (("2026-09-30", 100), ("2026-12-31", 200)):
        factories.TargetFactory(indicator=indicator, due_on=due_on, value=value, set_on="2026-07-01")
    typed = {"target-2026-09-30": "120", "target-2026-12-31": "200", "set_on": "2026-09-20", "reason": "More."}

    without = client.post(TARGETS, {**typed, "reason": ""})
    response = client.post(TARGETS, typed, follow=True)

    assert pages.error_links(without) == [("id_reason", "Say why the target is revised.")]
    assert sound(without)
    assert kept()[:2] == [("2026-09-30", None, 100, 0, ""), ("2026-09-30", None, 120, 1, "More.")]
    assert (len(kept()), pages.messages(response)) == (3, ["1 target is set."])


def test_a_closed_period_has_no_box(client, indicator, quarters):
    factories.TargetFactory(indicator=indicator, due_on="2026-06-30", value=70)

    response = client.get(TARGETS)

    assert pages.read(response).xpath("//input[starts-with(@name, 'target-')]/@name") == [
        "target-2026-09-30",
        "target-2026-12-31",
    ]
    assert "2026-Q2 until 30 Jun 2026 70 closed" in pages.main(response)
    assert sound(response)


@pytest.mark.parametrize(
    ("typed", "links"),
    [
        ({}, [("", "Nothing was changed.")]),
        ({"target-2026-09-30": ""}, [("id_target-2026-09-30", "A target is revised, not taken away. It is 100.")]),
        (
            {"target-2026-12-31": "N/A"},
            [("id_target-2026-12-31", "“N/A” is not a number. Write it in digits, such as 1250.")],
        ),
        ({"target-2026-12-31": "5", "set_on": ""}, [("id_set_on", "Give the day of the decision.")]),
        (
            {"target-2026-12-31": "5", "set_on": "2026-09-22"},
            [("id_set_on", "A decision is not of the future. Give today or an earlier day.")],
        ),
        ({"new_value": "5"}, [("id_new_due_on", "Say by which day it is to be reached.")]),
        ({"new_due_on": "2028-01-01"}, [("id_new_value", "Say what is to be reached by this day.")]),
        (
            {"new_due_on": "2026-12-31", "new_value": "5"},
            [("id_new_due_on", "This day stands in the list above. Give its target there.")],
        ),
        (
            {"new_due_on": "2026-05-01", "new_value": "5"},
            [("id_new_due_on", "2026-Q2 is closed: its target stands as it is.")],
        ),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_target_is_told_at_its_box(client, indicator, quarters, typed, links):
    factories.TargetFactory(indicator=indicator, due_on="2026-09-30", value=100, set_on="2026-07-01")

    response = client.post(TARGETS, {"target-2026-09-30": "100", "set_on": "2026-09-21", **typed})

    assert (response.status_code, pages.error_links(response), len(kept())) == (422, links, 1)
    assert sound(response)
