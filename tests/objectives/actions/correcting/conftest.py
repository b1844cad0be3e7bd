"""An accepted entry with a figure, and its correction."""

from dataclasses import replace
from decimal import Decimal

import pytest

from objectives.actions import evidence as actions
from objectives.actions.correction import correct
from objectives.actions.evidence import FigureInput
from tests.objectives import entries
from tests.objectives.actions.correcting.reason import WHY


@pytest.fixture
def measured(content, indicator):
    """What the accepted entry says: forty persons, for O1."""
    return replace(content, figures=(FigureInput(indicator, Decimal(40)),))


@pytest.fixture
def accepted(measured, recorder, reviewer):
    return entries.in_status("accepted", measured, by=recorder, reviewer=reviewer)


@pytest.fixture
def put_right(measured, indicator, elements):
    """What it is to say: forty-two, for O2 too."""
    return replace(
        measured,
        title="Put right",
        figures=(FigureInput(indicator, Decimal(42)),),
        contributions=(*measured.contributions, (elements["O2"], "So did they.")),
    )


@pytest.fixture
def submitted(accepted, put_right, recorder):
    correction = correct(evidence=accepted, reason=WHY, by=recorder)
    actions.save(evidence=correction, content=put_right, by=recorder)
    return actions.submit(evidence=correction, by=recorder)
