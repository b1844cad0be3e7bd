"""What the activity files of the tests name."""

import pytest


@pytest.fixture
def countries(kenya):
    return [kenya]
