import logging
import threading
from datetime import timedelta
from socket import socket

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from iomtrack.broker import Transport
from iomtrack.celery import app
from iomtrack.views import broker_answers
from iomtrack.worker import give_sign
from reports.models import Heartbeat


@pytest.fixture
def well(db, settings, tmp_path):
    """Everything as it should be: both beats just now, and the broker's folders there."""
    settings.BROKER_URL, settings.BROKER_DIR = "filesystem://", tmp_path
    for name in ("queue", "control"):
        (tmp_path / name).mkdir()
    for name in ("tick", "worker"):
        Heartbeat.objects.beat(name)


def away(*args, **options):
    raise OperationalError("the database is away")


def beat(name, age):
    Heartbeat.objects.filter(name=name).update(at=timezone.now() - timedelta(seconds=age))


def test_all_is_well(well, client):
    response = client.get("/healthz")

    answer = response.json()
    assert response.status_code == 200
    assert (answer["status"], answer["database"], answer["broker"]) == ("ok", "ok", "ok")
    assert 0 <= answer["tick"]["age_seconds"] < 5
    assert 0 <= answer["worker"]["age_seconds"] < 5


def test_it_is_never_kept_by_a_cache_and_only_read(well, client):
    assert "no-store" in client.get("/healthz")["Cache-Control"]
    assert client.post("/healthz").status_code == 405


@pytest.mark.parametrize(("name", "limit"), [("tick", 180), ("worker", 90)])
def test_a_beat_that_is_late_fails(well, client, name, limit):
    beat(name, limit - 5)
    in_time = client.get("/healthz").status_code
    beat(name, limit + 5)
    late = client.get("/healthz")

    assert (in_time, late.status_code) == (200, 503)
    assert late.json()["status"] == "failed"
    assert late.json()[name]["age_seconds"] >= limit


def test_a_short_tick_is_not_watched_more_closely_than_90_seconds(well, client, settings):
    settings.TICK_SECONDS = 1.0
    beat("tick", 80)

    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("name", ["tick", "worker"])
def test_a_beat_that_never_was_fails(well, client, name):
    Heartbeat.objects.filter(name=name).delete()

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json()[name] == {"age_seconds": None}


def test_an_unreachable_database_fails_without_an_error_page(well, client, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", away)
        response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {
        "status": "failed",
        "database": "failed",
        "broker": "ok",
        "tick": {"age_seconds": None},
        "worker": {"age_seconds": None},
    }


def test_a_missing_broker_folder_fails(well, client, settings):
    (settings.BROKER_DIR / "queue").rmdir()

    response = client.get("/healthz")

    assert (response.status_code, response.json()["broker"]) == (503, "failed")


@pytest.fixture
def redis_address():
    """A server's address where nothing listens, and the application set to it."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"redis://127.0.0.1:{probe.getsockname()[1]}/0"


def test_a_broker_that_refuses_the_connection_fails(well, client, settings, monkeypatch, redis_address):
    settings.BROKER_URL = redis_address
    monkeypatch.setattr(app.conf, "broker_write_url", redis_address)

    response = client.get("/healthz")

    assert (response.status_code, response.json()["broker"]) == (503, "failed")


def test_a_broker_that_says_nothing_fails_within_seconds(well, client, settings, monkeypatch):
    with socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        settings.BROKER_URL = f"redis://127.0.0.1:{mute.getsockname()[1]}/0"
        monkeypatch.setattr(app.conf, "broker_write_url", settings.BROKER_URL)
        answers = []
        asking = threading.Thread(target=lambda: answers.append(broker_answers()), daemon=True)
        asking.start()
        asking.join(15)

    assert answers == [False]


def test_a_worker_gives_its_sign_and_leaves_no_connection_open(db, monkeypatch):
    closed = []
    monkeypatch.setattr(connection, "close", lambda: closed.append(Heartbeat.objects.filter(name="worker").exists()))

    give_sign()

    assert closed == [True]


def test_a_worker_survives_a_database_that_is_away(db, monkeypatch, caplog):
    with monkeypatch.context() as patch, caplog.at_level(logging.WARNING):
        patch.setattr(connection, "cursor", away)
        patch.setattr(connection, "close", lambda: None)
        give_sign()

    assert "could not be written" in caplog.text


def test_the_filesystem_broker_makes_its_folders_and_hands_over_whole_messages(tmp_path):
    folders = {"data_folder_in": str(tmp_path / "a" / "queue"), "data_folder_out": str(tmp_path / "a" / "queue")}
    options = {**folders, "control_folder": str(tmp_path / "a" / "control")}
    with app.connection_for_write(transport=Transport, transport_options=options) as broker:
        queue = broker.SimpleQueue("words")
        queue.put({"pk": 7})
        names = [one.name for one in (tmp_path / "a" / "queue").iterdir()]
        taken = queue.get(timeout=2)
        taken.ack()
        queue.close()

    assert taken.payload == {"pk": 7}
    assert [name.endswith(".words.msg") for name in names] == [True]
