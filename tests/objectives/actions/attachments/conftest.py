"""A draft to attach to."""

import pytest

from iomtrack.accounts.models import User
from objectives.models import Element, Evidence, Office
from tests.objectives.entries import complete, draft


@pytest.fixture
def entry(elements: dict[str, Element], nairobi: Office, recorder: User, period: object) -> Evidence:
    return draft(complete(elements["O1"], nairobi), by=recorder)
