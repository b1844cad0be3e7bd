"""A draft of the recorder's, and the recorder at work."""

from collections.abc import Callable

import pytest
from django.test import Client

from iomtrack.accounts.models import User
from objectives.models import Element, Evidence, Office
from tests.objectives.entries import complete, draft


@pytest.fixture
def entry(elements: dict[str, Element], nairobi: Office, recorder: User, period: object) -> Evidence:
    return draft(complete(elements["O1"], nairobi), by=recorder)


@pytest.fixture
def mine(client_for: Callable[..., Client], recorder: User) -> Client:
    return client_for(recorder)
