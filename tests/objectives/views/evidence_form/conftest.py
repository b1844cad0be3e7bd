"""The recorder at the form for evidence, and a complete one to send."""

from uuid import uuid4

import pytest


@pytest.fixture
def typed(nairobi, period, elements) -> dict[str, object]:
    """A complete form."""
    return {
        "token": str(uuid4()),
        "title": "Training in Nairobi",
        "description": "Forty officials were trained.",
        "starts_on": "2026-09-15",
        "ends_on": "2026-09-15",
        "office": nairobi.code,
        "contributions": ["O1"],
        "how-O1": "Officials know the law.",
        "citation": "Training report",
    }


@pytest.fixture
def client(client_for, recorder):
    return client_for(recorder)
