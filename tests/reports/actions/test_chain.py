"""From a closed period to letters sent: by messages, and by ticks alone when every message is lost."""

import hashlib
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.storage import default_storage

from iomtrack.celery import app
from iomtrack.tasks import tick
from objectives.models import AuditEvent
from reports import tasks
from reports.actions.editions import sign_off
from reports.models import Delivery, Edition, Heartbeat, Notice, Rendition
from tests.reports.world import CLOSED_AT, make_edition, make_recipient, make_user, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(queued):
    world = make_world()
    make_recipient("BI")
    make_recipient("TZ")
    return world


def run(name, *args):
    task = tick if name == "tick" else getattr(tasks, name.removeprefix("reports."))
    task(*args)


def work_off(queued):
    """Take messages until there are none, as a worker does."""
    while queued:
        run(*queued.pop(0))


def tick_and_lose_the_rest(queued):
    """A tick, then what it queued; the messages that those tasks send are lost."""
    run("tick")
    messages, queued[:] = list(queued), []
    for message in messages:
        run(*message)
    queued.clear()


def assert_issued_and_sent_once():
    edition = Edition.objects.get()
    assert edition.state == "issued"
    assert [one.state for one in Rendition.objects.all()] == ["rendered"]
    assert sorted(one.state for one in Delivery.objects.all()) == ["sent", "sent"]
    assert sorted(message.to[0] for message in mail.outbox) == [
        "ada@example.org",
        "mission@bi.example.org",
        "mission@tz.example.org",
    ]


def test_one_tick_composes_and_asks_and_sign_off_does_the_rest(stage, queued):
    run("tick")
    work_off(queued)
    assert Edition.objects.get().state == "awaiting"
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]

    sign_off(edition=Edition.objects.get(), by=stage.administrator)
    work_off(queued)

    assert_issued_and_sent_once()


def test_ticks_alone_complete_it_when_every_message_is_lost(stage, queued):
    for _minute in range(3):
        tick_and_lose_the_rest(queued)
    sign_off(edition=Edition.objects.get(), by=stage.administrator)
    queued.clear()
    for _minute in range(3):
        tick_and_lose_the_rest(queued)

    assert_issued_and_sent_once()


def test_messages_that_arrive_twice_do_the_work_once(stage, queued):
    run("tick")
    while queued:
        message = queued.pop(0)
        run(*message)
        run(*message)
    sign_off(edition=Edition.objects.get(), by=stage.administrator)
    while queued:
        message = queued.pop(0)
        run(*message)
        run(*message)

    assert_issued_and_sent_once()


def test_two_ticks_make_one_edition(stage, queued):
    run("tick")
    run("tick")

    assert Edition.objects.count() == 1


def test_every_missed_period_gets_its_edition_once_something_runs(stage, queued):
    stage.definition.pk, stage.definition.code = None, "second"
    stage.definition.save()

    run("tick")
    work_off(queued)

    assert [(one.definition.code, one.state) for one in Edition.objects.order_by("pk")] == [
        ("assessment", "awaiting"),
        ("second", "awaiting"),
    ]


def test_the_pdf_on_file_is_the_one_that_the_row_describes(stage, queued):
    run("tick")
    work_off(queued)
    sign_off(edition=Edition.objects.get(), by=stage.administrator)
    work_off(queued)

    rendition = Rendition.objects.get()
    path = Path(default_storage.path(rendition.file.name))
    assert hashlib.sha256(path.read_bytes()).hexdigest() == rendition.sha256
    assert rendition.sha256[:16] in path.name
    assert rendition.size == path.stat().st_size
    assert rendition.pages >= 3
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_each_step_is_in_the_audit(stage, queued):
    run("tick")
    work_off(queued)
    sign_off(edition=Edition.objects.get(), by=stage.administrator)
    work_off(queued)

    actions = list(AuditEvent.objects.order_by("id").values_list("action", "by__email"))
    system = "system@iomtrack.invalid"
    assert actions == [
        ("edition.create", system),
        ("edition.compose", system),
        ("notice.send", system),
        ("edition.sign_off", "ada@example.org"),
        ("rendition.render", system),
        ("edition.issue", system),
        ("delivery.send", system),
        ("delivery.send", system),
    ]


def test_a_tick_issues_what_is_rendered_and_was_not_issued(stage, queued):
    edition = make_edition(stage, "signed_off")
    Rendition.objects.create(
        edition=edition, language="en", state="rendered", file="a.pdf", sha256="a", rendered_at=CLOSED_AT
    )

    run("tick")

    assert Edition.objects.get().state == "issued"
    assert [name for name, _pk in queued] == ["reports.send_delivery", "reports.send_delivery"]


def test_a_tick_leaves_its_heartbeat(stage, queued):
    run("tick")

    assert Heartbeat.objects.filter(name="tick").exists()


def test_a_composing_that_stops_is_told_to_each_active_administrator_once(stage, queued):
    make_user("bea", "administrator")
    make_user("cyd", "administrator", is_active=False)
    stage.elements[0].assessments.get().texts.all().delete()

    for _minute in range(3):
        run("tick")
        work_off(queued)

    edition = Edition.objects.get()
    assert (edition.state, edition.error) == ("stopped", "The assessment of O1 has no narrative in the language en.")
    assert sorted(message.to[0] for message in mail.outbox) == ["ada@example.org", "bea@example.org"]
    assert edition.error in mail.outbox[0].body
    assert Notice.objects.count() == 2


def test_an_unreachable_broker_does_not_undo_what_was_written(stage, monkeypatch):
    def refuse(*args, **options):
        raise ConnectionError("broker is away")

    monkeypatch.setattr(app, "send_task", refuse)

    run("tick")

    assert Edition.objects.get().state == "due"
