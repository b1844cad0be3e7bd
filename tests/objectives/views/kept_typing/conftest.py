"""The recorder at work: a form for a new entry, and an entry that a form made."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from iomtrack.accounts.models import User
from objectives.models import Evidence
from tests.objectives.windows import window


@pytest.fixture
def client(client_for: Callable[[User], Client], recorder: User) -> Client:
    return client_for(recorder)


@pytest.fixture
def new() -> str:
    """The address of a form for a new entry."""
    return f"/evidence/new/?form={uuid4()}"


@pytest.fixture
def entry(client: Client, new: str) -> Evidence:
    """A draft of the recorder's, made by the form."""
    client.post(new, {**window(client, new), "title": "First words", "save": "yes"})
    return Evidence.objects.get()
