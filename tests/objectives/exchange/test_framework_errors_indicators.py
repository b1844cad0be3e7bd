"""Every error of the indicators, dimensions and targets of a framework file is told at its line and place."""

import pytest

from tests.objectives.exchange.faults import assert_told

pytestmark = pytest.mark.django_db

# what is edited, what it becomes, the words in the line that is told, the place and message told
FAULTS = {
    "indicator of no element": (
        "element: 1a1",
        "element: 1a2",
        "element: 1a2",
        "indicators[0].element: no element “1a2” is in this file",
    ),
    "number with a separator": (
        "baseline: 12\n",
        "baseline: 1,100\n",
        "baseline: 1,100",
        "indicators[0].baseline: “1,100” is not a number; write it plainly, such as 4100 or 12.5",
    ),
    "number not finite": (
        "baseline: 12\n",
        "baseline: NaN\n",
        "baseline: NaN",
        "indicators[0].baseline: “NaN” is not a number; write it plainly, such as 4100 or 12.5",
    ),
    "number too fine": (
        "baseline: 12\n",
        "baseline: 0.00001\n",
        "baseline: 0.0",
        "indicators[0].baseline: has more than 4 decimal places",
    ),
    "baseline without a date": (
        '    baseline_date: "2025"\n',
        "",
        "baseline: 12",
        "indicators[0].baseline: a baseline needs its baseline_date",
    ),
    "date without a baseline": (
        "    baseline: 12\n",
        "",
        "baseline_date",
        "indicators[0].baseline_date: a baseline_date needs its baseline",
    ),
    "unknown aggregation": (
        "aggregation: latest",
        "aggregation: total",
        "aggregation",
        "indicators[0].aggregation: “total” is none of 'sum', 'latest', 'average', 'maximum'",
    ),
    "unknown dimension": (
        "dimensions: [sex, place]",
        "dimensions: [sex, age]",
        "dimensions: [sex, age]",
        "indicators[2].dimensions: no dimension “age” is known; describe it under dimensions, or use one of: "
        "age-group, place, sex",
    ),
    "dimension twice": (
        "dimensions: [sex, place]",
        "dimensions: [sex, sex]",
        "dimensions: [sex",
        "indicators[2].dimensions[1]: “sex” is named already",
    ),
    "dimensions no list": (
        "dimensions: [sex, place]",
        "dimensions: sex",
        "dimensions: sex",
        "indicators[2].dimensions: must be a list, each entry beginning with a dash",
    ),
    "rolls up to nothing": (
        "rolls_up_to: 1a.1",
        "rolls_up_to: 1a.2",
        "rolls_up_to",
        "indicators[0].rolls_up_to: no indicator “1a.2” is in this file",
    ),
    "rolls up to a neighbour": (
        "rolls_up_to: 1a.1",
        'rolls_up_to: "2.1"',
        "rolls_up_to",
        "indicators[0].rolls_up_to: “2.1” measures no element above “1a1”",
    ),
    "rolls up to itself": (
        "rolls_up_to: 1a.1",
        "rolls_up_to: 1a1.1",
        "rolls_up_to",
        "indicators[0].rolls_up_to: “1a1.1” measures no element above “1a1”",
    ),
    "rolls up in another unit": (
        "title: Plants and filters in service\n    unit: plants",
        "title: Plants and filters in service\n    unit: filters",
        "rolls_up_to",
        "indicators[0].rolls_up_to: “1a.1” counts filters, and this one plants; only the same adds up",
    ),
    "target without a day": (
        "      - value: 30\n        due_on: 2030-12-31\n",
        "      - value: 30\n",
        "- value: 30",
        "indicators[0].targets[0]: say by when, by due_on or by the code of a period",
    ),
    "target of an unknown period": (
        "      - value: 30\n        due_on: 2030-12-31\n",
        "      - value: 30\n        period: 2030\n",
        "period: 2030",
        "indicators[0].targets[0].period: no period “2030” of this framework has been opened; say the day as well, by "
        "due_on",
    ),
    "revision without a reason": (
        "        reason: The Assembly asked for more.\n",
        "",
        "- value: 40",
        "indicators[0].targets[1]: revises the target before it for the same day, and needs a reason",
    ),
    "revision before its target": (
        "      - value: 30\n        due_on: 2030-12-31\n",
        "      - value: 30\n        due_on: 2030-12-31\n        set_on: 2026-07-01\n",
        "set_on: 2026-06-30",
        "indicators[0].targets[1].set_on: is before the day on which the target that it revises was set",
    ),
    "retired indicator without a reason": (
        "owner: Division of Works",
        "retired_on: 2027-01-01",
        "retired_on",
        "indicators[0].retired_on: what is retired needs its retired_reason",
    ),
    "an address of an indicator's pages": (
        "code: 1a1.1",
        "code: New",
        "code: New",
        "indicators[0].code: “New” is an address of the site's own",
    ),
    "number with an underscore": (
        "baseline: 12\n",
        "baseline: 1_100\n",
        "baseline: 1_100",
        "indicators[0].baseline: “1_100” is not a number; write it plainly, such as 4100 or 12.5",
    ),
    "number in words": (
        "value: 30",
        "value: thirty",
        "value: thirty",
        "indicators[0].targets[0].value: “thirty” is not a number; write it plainly, such as 4100 or 12.5",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_at_its_line_and_place(fault, plan, write, refusal):
    assert_told(FAULTS[fault], plan, write, refusal)
