"""An indicator, what is said of one, and one above it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from objectives.actions import indicator as actions
from tests import factories


@pytest.fixture
def content():
    return actions.IndicatorInput(code="O1.1", title="Persons assisted", unit="persons", aggregation="sum")


@pytest.fixture
def kept(elements, content, administrator):
    """O1.1, with a baseline of 5 of 1995."""
    content = replace(content, baseline=Decimal(5), baseline_date="1995")
    return actions.add_indicator(element=elements["O1"], content=content, by=administrator)


@pytest.fixture
def above(framework, elements):
    """An indicator of the element that O1 stands under."""
    parent = factories.ElementFactory(framework=framework, position=50, code="G1")
    elements["O1"].parent = parent
    elements["O1"].save()
    return factories.IndicatorFactory(element=parent, code="G1.1")
