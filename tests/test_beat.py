"""Beat's schedule, whatever happens to the clock on the wall."""

from datetime import timedelta

import pytest

from iomtrack.beat import Scheduler
from iomtrack.celery import app


@pytest.fixture
def beat(tmp_path, monkeypatch):
    """A scheduler that notes what it would send; its last tick was just now."""
    scheduler = Scheduler(app=app, schedule_filename=str(tmp_path / "schedule"), lazy=True)
    scheduler.sent = []
    monkeypatch.setattr(scheduler, "apply_entry", lambda entry, producer: scheduler.sent.append(entry.name))
    scheduler.__dict__["producer"] = None
    scheduler.setup_schedule()
    yield scheduler
    scheduler._store.close()


def at(monkeypatch, **later):
    """The clock on the wall is moved."""
    now = type(app).now
    monkeypatch.setattr(type(app), "now", lambda self: now(self) + timedelta(**later))


def send_what_is_due(beat):
    """Look until nothing is due: how long there is to wait."""
    while not (wait := beat.tick()):
        pass
    return wait


def test_a_tick_is_sent_each_minute(beat, monkeypatch):
    assert 0 < send_what_is_due(beat) <= 30
    assert "tick" not in beat.sent

    at(monkeypatch, seconds=61)
    send_what_is_due(beat)

    assert beat.sent.count("tick") == 1


def test_a_clock_set_forth_sends_one(beat, monkeypatch):
    send_what_is_due(beat)
    at(monkeypatch, days=3)

    send_what_is_due(beat)

    assert beat.sent.count("tick") == 1


def test_a_clock_set_back_silences_nothing(beat, monkeypatch):
    send_what_is_due(beat)
    at(monkeypatch, days=-3)
    send_what_is_due(beat)
    assert beat.sent.count("tick") == 1

    at(monkeypatch, seconds=61)
    send_what_is_due(beat)

    assert beat.sent.count("tick") == 2


def test_what_was_noted_before_a_restart_does_not_either(beat, monkeypatch):
    beat.schedule["tick"].last_run_at += timedelta(days=3)
    beat.sync()

    send_what_is_due(beat)

    assert beat.sent.count("tick") == 1
