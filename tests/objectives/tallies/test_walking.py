"""The counters that the database keeps are right after every write, whoever makes it."""

import pytest

from objectives.models import IndicatorTally
from tests import factories
from tests.objectives.tallies.counting import (
    fresh_of_elements,
    fresh_of_indicators,
    kept_of_elements,
    kept_of_indicators,
)
from tests.objectives.tallies.walker import Walker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(12))
def test_the_tallies_are_a_fresh_count_after_anything_that_anybody_does(seed, periods, elements):
    indicators = [factories.IndicatorFactory(element=elements["O1"]) for _ in range(2)]
    walker = Walker(seed, periods, list(elements.values()), indicators)

    for _leg in range(8):
        walker.walk(12)

        assert kept_of_elements() == fresh_of_elements()
        assert kept_of_indicators() == fresh_of_indicators(periods)


def test_the_walk_does_reach_figures_of_every_kind(periods, elements):
    indicators = [factories.IndicatorFactory(element=elements["O1"]) for _ in range(2)]
    walker, seen = Walker(1, periods, list(elements.values()), indicators), set()

    for _leg in range(30):
        walker.walk(10)
        seen |= {
            (one.figures > 1, one.over > 0, one.about > 0, one.not_applicable > 0, one.latest_evidence is None)
            for one in IndicatorTally.objects.all()
        }

    assert [{kind[place] for kind in seen} for place in range(5)] == [{False, True}] * 5
