"""The open period, and the one before it."""

from datetime import date

import pytest

from tests import factories


@pytest.fixture
def periods(period, framework):
    earlier = factories.PeriodFactory(
        framework=framework, code="2026-Q2", starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30)
    )
    return [period, earlier]
