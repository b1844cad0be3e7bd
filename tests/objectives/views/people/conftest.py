"""An administrator at work on people."""

import pytest


@pytest.fixture
def admin(client_for, administrator):
    """The administrator's browser."""
    return client_for(administrator)
