"""Beat's one task."""

from datetime import timedelta

import pytest
from django.utils import timezone

from iomtrack import tasks
from iomtrack.celery import app
from reports.models import Heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch, settings):
    """What the ticks did, where there is a rest between them."""
    settings.TICK_REST_SECONDS = 10
    done: list[str] = []
    monkeypatch.setattr(tasks, "PARTS", (lambda: done.append("a part"),))
    return done


def last_turn(**ago):
    """The last tick began, or ended, so long ago."""
    Heartbeat.objects.update_or_create(name="turn", defaults={"at": timezone.now() - timedelta(**ago)})


def test_a_part_that_fails_keeps_no_other_part_from_its_work(monkeypatch):
    done = []
    monkeypatch.setattr(tasks, "PARTS", (lambda: 1 / 0, lambda: done.append("the other part")))

    tasks.tick()

    assert done == ["the other part"]
    assert not Heartbeat.objects.filter(name="tick").exists()


def test_a_whole_tick_leaves_its_heartbeat(monkeypatch):
    monkeypatch.setattr(tasks, "PARTS", (lambda: None,))

    tasks.tick()

    assert sorted(beat.name for beat in Heartbeat.objects.all()) == ["tick", "turn"]


def test_of_ticks_that_piled_up_one_is_done(done):
    for _number in range(30):
        tasks.tick()

    assert done == ["a part"]


def test_those_that_waited_for_a_long_tick_to_end_do_nothing(done, monkeypatch):
    def long_part():
        done.append("a long part")
        last_turn(seconds=40)

    monkeypatch.setattr(tasks, "PARTS", (long_part,))

    for _number in range(3):
        tasks.tick()

    assert done == ["a long part"]


def test_the_next_tick_is_done(done):
    last_turn(seconds=11)

    tasks.tick()

    assert done == ["a part"]


def test_a_clock_that_was_set_back_keeps_no_tick_from_its_work(done):
    last_turn(days=-1)

    tasks.tick()
    tasks.tick()

    assert done == ["a part"]


def test_no_tick_waits_behind_other_work():
    queue = app.amqp.router.route({}, "tick")["queue"]

    assert queue.name == "ticks"
    assert app.amqp.router.route({}, "reports.send_delivery")["queue"].name == "celery"
    assert {one.name for one in app.amqp.queues.consume_from.values()} == {"ticks", "celery"}
    assert {one.exchange.name for one in app.amqp.queues.values()} == {"ticks", "celery"}
