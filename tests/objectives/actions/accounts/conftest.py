"""Staff of Nairobi, invited."""

import pytest

from iomtrack.accounts.enums import Role
from objectives.actions.accounts import AccountInput, invite


@pytest.fixture
def staff(nairobi):
    return AccountInput(email="New@Example.org", name="New Person", role=Role.RECORDER, office=nairobi)


@pytest.fixture
def invited(staff, administrator):
    return invite(content=staff, by=administrator)
