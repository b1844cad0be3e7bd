"""An administrator at work on offices and programmes, a programme, and a period before."""

import pytest

from tests import factories


@pytest.fixture
def admin(client_for, administrator):
    return client_for(administrator)


@pytest.fixture
def programme(nairobi):
    return factories.ProgrammeFactory(code="RET-1", title="Safe return", lead_office=nairobi)


@pytest.fixture
def before(framework):
    return factories.PeriodFactory(
        framework=framework, code="2026-Q2", label="Q2", starts_on="2026-04-01", ends_on="2026-06-30", closed=True
    )
