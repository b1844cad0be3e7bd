"""No broker: the tasks that were sent are kept."""

import pytest
from django.db import transaction

from iomtrack.celery import app


@pytest.fixture(autouse=True)
def queued(monkeypatch, settings):
    """The tasks that were sent, in place of a broker."""
    settings.SITE_URL = "https://strategy.example.org"
    sent = []
    monkeypatch.setattr(app, "send_task", lambda name, args, **_options: sent.append((name, *args)))
    monkeypatch.setattr(transaction, "on_commit", lambda function, **_options: function())
    return sent
