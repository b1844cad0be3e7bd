"""What tests of reports share: a small whole world, and a broker that only notes what was queued."""

from __future__ import annotations

import pytest
from django.db import connection

from iomtrack.celery import app
from tests.reports.world import World, make_world


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture
def queued(monkeypatch) -> list[tuple[str, int]]:
    """The messages handed to the broker, as (task, primary key), in order; nothing takes them."""
    messages: list[tuple[str, int]] = []
    monkeypatch.setattr(app, "send_task", lambda name, args, **options: messages.append((name, *args)))
    return messages


@pytest.fixture
def connection_of_test(db):
    return connection
