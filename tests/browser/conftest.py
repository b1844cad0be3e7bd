"""What the browser's tests log evidence against: a quarter that is past and still open, and States to choose from."""

import datetime

import pytest

from objectives.models import Element, Framework, Indicator, Period, State
from tests import factories


@pytest.fixture
def quarter(framework: Framework, indicator: Indicator) -> Period:
    """The third quarter of 2024, open: its days are past whenever the suite runs. O1 has an indicator."""
    return factories.PeriodFactory(
        framework=framework,
        code="2024-Q3",
        label="Third quarter of 2024",
        starts_on=datetime.date(2024, 7, 1),
        ends_on=datetime.date(2024, 9, 30),
    )


@pytest.fixture
def states(kenya: State, colombia: State) -> list[State]:
    return [kenya, colombia, factories.StateFactory(iso="CI", name="Côte d’Ivoire")]


@pytest.fixture
def o1(elements: dict[str, Element]) -> Element:
    return elements["O1"]
