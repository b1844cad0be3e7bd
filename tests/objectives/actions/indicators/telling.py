"""What is told at a field, and figures that are reported."""

import pytest

from iomtrack.accounts.errors import ActionError
from tests import factories


def problems(action, **arguments):
    with pytest.raises(ActionError) as refused:
        action(**arguments)
    return refused.value.problems


def report(indicator, **fields):
    """An accepted figure."""
    evidence = factories.EvidenceFactory(framework=indicator.element.framework, accepted=True, **fields)
    return factories.FigureFactory(evidence=evidence, indicator=indicator)
