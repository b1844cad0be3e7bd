"""Beat's one task."""

import pytest

from iomtrack import tasks
from reports.models import Heartbeat

pytestmark = pytest.mark.django_db


def test_a_part_that_fails_keeps_no_other_part_from_its_work(monkeypatch):
    done = []
    monkeypatch.setattr(tasks, "PARTS", (lambda: 1 / 0, lambda: done.append("the other part")))

    tasks.tick()

    assert done == ["the other part"]
    assert not Heartbeat.objects.exists()


def test_a_whole_tick_leaves_its_heartbeat(monkeypatch):
    monkeypatch.setattr(tasks, "PARTS", (lambda: None,))

    tasks.tick()

    assert [beat.name for beat in Heartbeat.objects.all()] == ["tick"]
