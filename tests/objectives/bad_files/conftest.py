"""What is there for rows to name."""

from datetime import date

import pytest
from django.utils import timezone

from objectives.models import Framework, Indicator, Office, Period
from tests import factories


@pytest.fixture
def ground(framework: Framework, nairobi: Office, indicator: Indicator, period: Period) -> None:
    """What rows name: an office in use and a closed one, a country, an indicator by sex, a closed period."""
    factories.OfficeFactory(code="OLD", retired=True)
    factories.StateFactory(iso="KE", name="Kenya")
    dimension = factories.DimensionFactory(code="sex", name="Sex")
    factories.CategoryFactory(dimension=dimension, code="female", label="Female")
    indicator.dimensions.add(dimension)
    factories.ElementFactory(code="Z1")
    factories.PeriodFactory(
        framework=framework,
        code="2026-Q2",
        label="Second quarter of 2026",
        starts_on=date(2026, 4, 1),
        ends_on=date(2026, 6, 30),
        status="closed",
        closed_at=timezone.now(),
        closed_by=factories.UserFactory(role="administrator"),
    )
