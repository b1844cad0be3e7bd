"""An administrator at work on the indicators, and figures that are reported."""

import pytest

from tests import factories


@pytest.fixture
def client(client_for, administrator):
    return client_for(administrator)


@pytest.fixture
def report(indicator, period):
    """Makes an accepted figure of the period."""

    def make(value=40, **fields):
        evidence = factories.EvidenceFactory(framework=period.framework, period=period, accepted=True, **fields)
        return factories.FigureFactory(evidence=evidence, indicator=indicator, value=value)

    return make
