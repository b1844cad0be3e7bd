"""A programme that is kept, and one that is proposed."""

import pytest

from objectives.actions import programmes as actions
from tests.objectives.actions.programmes.content import CONTENT, TITLED


@pytest.fixture
def programme(administrator):
    return actions.add(code="RET-1", content=CONTENT, by=administrator)


@pytest.fixture
def proposed(recorder):
    return actions.propose(content=TITLED, by=recorder)
