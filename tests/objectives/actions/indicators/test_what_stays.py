"""What stays of an indicator once figures or a closed period rest on it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from objectives.actions import indicator as actions
from objectives.models import Indicator
from tests import factories
from tests.objectives.actions.indicators.telling import problems, report

pytestmark = pytest.mark.django_db

STAYS = "Figures were reported with it, so it stays as it is. Retire this indicator and add a new one."
JUDGED = "A closed period was judged by it, so it stays as it is. Retire this indicator and add a new one."
FREE = {"title": "Anew", "owner": "Unit", "baseline_source": "MC/1", "translations": {"fr": {"title": "Personnes"}}}
WITH_FIGURES = {"unit": "days", "aggregation": "latest"}
WITH_A_CLOSED_PERIOD = {
    "direction": "decrease",
    "baseline": Decimal(6),
    "baseline_qualifier": "about",
    "baseline_date": "1996",
}


@pytest.mark.parametrize("change", [{name: value} for name, value in (FREE | WITH_A_CLOSED_PERIOD).items()], ids=str)
def test_figures_leave_free_what_does_not_change_their_meaning(kept, administrator, change):
    report(kept)

    actions.change_indicator(indicator=kept, content=replace(actions.as_input(kept), **change), by=administrator)

    kept.refresh_from_db()
    assert {name: getattr(kept, name) for name in change} == change


@pytest.mark.parametrize("change", [{name: value} for name, value in WITH_FIGURES.items()], ids=str)
def test_figures_hold_unit_and_aggregation_even_those_of_a_draft(kept, administrator, change):
    factories.FigureFactory(
        evidence=factories.EvidenceFactory(framework=kept.element.framework), indicator=kept, value=3
    )
    said = replace(actions.as_input(kept), **change)

    found = problems(actions.change_indicator, indicator=kept, content=said, by=administrator)

    assert found == {next(iter(change)): [STAYS]}


def test_figures_hold_the_unit_of_what_they_roll_up_to(elements, kept, above, administrator):
    Indicator.objects.filter(pk=kept.pk).update(rolls_up_to=above)
    report(kept)
    said = replace(actions.as_input(above), aggregation="maximum")

    assert problems(actions.change_indicator, indicator=above, content=said, by=administrator) == {
        "aggregation": [STAYS]
    }


def test_decimal_places_may_be_added_but_not_dropped_once_figures_are_reported(kept, administrator):
    report(kept)
    more = replace(actions.as_input(kept), decimals=2)
    fewer = replace(more, decimals=1)

    actions.change_indicator(indicator=kept, content=more, by=administrator)

    assert problems(actions.change_indicator, indicator=kept, content=fewer, by=administrator) == {
        "decimals": ["Figures with 2 decimal places were reported."]
    }


@pytest.mark.parametrize("change", [{name: value} for name, value in WITH_A_CLOSED_PERIOD.items()], ids=str)
def test_a_closed_period_holds_what_it_was_judged_by(kept, administrator, change):
    report(kept, period=factories.PeriodFactory(framework=kept.element.framework, closed=True))
    said = replace(actions.as_input(kept), **change)

    found = problems(actions.change_indicator, indicator=kept, content=said, by=administrator)

    assert found == {next(iter(change)): [JUDGED]}


def test_a_closed_period_holds_what_it_rolls_up_to(kept, above, administrator):
    report(kept, period=factories.PeriodFactory(framework=kept.element.framework, closed=True))
    said = replace(actions.as_input(kept), rolls_up_to=above)

    assert problems(actions.change_indicator, indicator=kept, content=said, by=administrator) == {
        "rolls_up_to": [JUDGED]
    }


def test_a_baseline_that_was_not_known_may_still_be_given(elements, content, administrator):
    kept = actions.add_indicator(element=elements["O1"], content=content, by=administrator)
    report(kept, period=factories.PeriodFactory(framework=kept.element.framework, closed=True))
    said = replace(actions.as_input(kept), baseline=Decimal(7), baseline_date="1995")

    assert actions.change_indicator(indicator=kept, content=said, by=administrator).baseline == 7
