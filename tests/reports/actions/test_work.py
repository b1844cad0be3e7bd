"""How a worker holds a row: shown on deliveries, and the same code for editions, renditions and notices."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from time import sleep
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from iomtrack.work import claims as work
from iomtrack.work.errors import ClaimLost, WorkFailed
from reports.actions.notices import tell_stopped
from reports.enums import EditionState
from reports.models import Edition, Notice
from tests.reports.world import make_edition, make_world


@pytest.fixture
def edition(world, queued):
    return make_edition(world)


@pytest.fixture
def clock(time_machine):
    """A clock that goes on, and that a test can put forward."""
    time_machine.move_to(timezone.now())
    return time_machine


def at_once(number, call):
    """What a call gives in several threads that start together, each on its own connection."""
    start = Barrier(number)

    def one(_index):
        start.wait()
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as threads:
        return list(threads.map(one, range(number)))


def test_a_claim_takes_a_waiting_row_and_counts_the_attempt(edition):
    row = work.claim(Edition, edition.pk)

    assert (row.state, row.attempts) == (EditionState.COMPOSING, 1)
    assert row.leased_until > timezone.now()


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_that_claim_at_once_one_wins(queued):
    edition = make_edition(make_world())

    claims = at_once(2, lambda: work.claim(Edition, edition.pk))

    assert sum(1 for claim in claims if claim) == 1
    assert Edition.objects.get().attempts == 1


@pytest.mark.parametrize("state", [one for one in EditionState.values if one != EditionState.DUE])
def test_only_a_waiting_row_can_be_claimed(world, queued, state):
    edition = make_edition(world, state)

    assert work.claim(Edition, edition.pk) is None
    assert Edition.objects.get().state == state


def test_a_row_that_rests_after_a_failure_is_not_claimed_before_its_time(edition, clock):
    Edition.objects.update(leased_until=timezone.now() + timedelta(seconds=30))

    assert work.claim(Edition, edition.pk) is None
    clock.shift(31)
    assert work.claim(Edition, edition.pk) is not None


def test_what_is_kept_ends_the_work(edition):
    work.run(
        Edition,
        edition.pk,
        make=lambda row: 7,
        keep=lambda row, made: work.finish(row, "awaiting", **kept(made)),
        tell_stopped=tell_stopped,
    )

    edition.refresh_from_db()
    assert (edition.state, edition.content, edition.claim, edition.error) == ("awaiting", 7, None, "")


def kept(content):
    return {"content": content, "content_sha256": "x", "composed_at": timezone.now()}


def test_a_worker_that_lost_its_claim_changes_nothing(edition):
    row = work.claim(Edition, edition.pk)
    Edition.objects.update(claim=uuid4())

    with pytest.raises(ClaimLost):
        work.finish(row, "awaiting", **kept(7))
    work.fail(row, "Too late.", tell_stopped=tell_stopped)

    edition.refresh_from_db()
    assert (edition.state, edition.content, edition.error) == ("composing", None, "")


def test_a_failure_is_noted_and_the_row_rests_before_the_next_attempt(edition, settings):
    def refuse(row):
        raise WorkFailed("The disk is full.")

    before = timezone.now()
    work.run(Edition, edition.pk, make=refuse, keep=None, tell_stopped=tell_stopped)

    edition.refresh_from_db()
    assert (edition.state, edition.error, edition.claim) == ("due", "The disk is full.", None)
    assert edition.leased_until >= before + timedelta(seconds=settings.LEASE_SECONDS)


def test_an_unexpected_error_is_told_in_words(edition):
    work.run(Edition, edition.pk, make=lambda row: 1 / 0, keep=None, tell_stopped=tell_stopped)

    edition.refresh_from_db()
    assert edition.error == "Unexpected error: ZeroDivisionError: division by zero"
    assert edition.state == "due"


def test_nothing_is_kept_when_keeping_fails(edition):
    def keep(row, made):
        work.finish(row, "awaiting", **kept(made))
        raise WorkFailed("After all, no.")

    work.run(Edition, edition.pk, make=lambda row: 7, keep=keep, tell_stopped=tell_stopped)

    edition.refresh_from_db()
    assert (edition.state, edition.content) == ("due", None)


def test_the_third_failure_stops_the_row_and_tells_each_administrator_once(edition, settings):
    def refuse(row):
        raise WorkFailed("The disk is full.")

    for _attempt in range(settings.MAX_ATTEMPTS + 2):
        Edition.objects.update(leased_until=None)
        work.run(Edition, edition.pk, make=refuse, keep=None, tell_stopped=tell_stopped)

    edition.refresh_from_db()
    assert (edition.state, edition.attempts, edition.error) == ("stopped", 3, "The disk is full.")
    assert [(one.kind, one.problem, one.email) for one in Notice.objects.all()] == [
        ("stopped", "The disk is full.", "ada@example.org")
    ]


def test_a_permanent_failure_stops_at_once(edition):
    def refuse(row):
        raise WorkFailed("No such mailbox.", permanent=True)

    work.run(Edition, edition.pk, make=refuse, keep=None, tell_stopped=tell_stopped)

    edition.refresh_from_db()
    assert (edition.state, edition.attempts) == ("stopped", 1)


def test_a_live_lease_is_left_alone(edition):
    work.claim(Edition, edition.pk)

    work.release_lost(Edition, tell_stopped=tell_stopped)

    edition.refresh_from_db()
    assert edition.state == "composing"


def test_a_lease_that_ran_out_lets_the_row_be_claimed_again(edition, clock, settings):
    lost = work.claim(Edition, edition.pk)
    clock.shift(settings.LEASE_SECONDS + 1)

    work.release_lost(Edition, tell_stopped=tell_stopped)
    again = work.claim(Edition, edition.pk)

    assert again.attempts == 2
    assert again.claim != lost.claim


def test_a_row_whose_worker_dies_each_time_is_quarantined(edition, clock, settings):
    for _attempt in range(settings.MAX_ATTEMPTS):
        work.claim(Edition, edition.pk)
        clock.shift(settings.LEASE_SECONDS + 1)
        work.release_lost(Edition, tell_stopped=tell_stopped)

    edition.refresh_from_db()
    assert (edition.state, edition.error) == ("stopped", "The worker was lost in the middle of the work.")
    assert work.claim(Edition, edition.pk) is None
    assert Notice.objects.count() == 1


def test_a_worker_that_renews_at_the_last_moment_keeps_its_row(edition, clock, settings, monkeypatch):
    row = work.claim(Edition, edition.pk)
    clock.shift(settings.LEASE_SECONDS + 1)
    lease_from, renewed_until = work._lease_from, timezone.now() + timedelta(seconds=60)

    def meanwhile(now):
        Edition.objects.update(leased_until=renewed_until)
        return lease_from(now)

    monkeypatch.setattr(work, "_lease_from", meanwhile)
    work.release_lost(Edition, tell_stopped=tell_stopped)

    kept_row = Edition.objects.get()
    assert (kept_row.state, kept_row.claim, kept_row.leased_until) == ("composing", row.claim, renewed_until)


@pytest.mark.django_db(transaction=True)
def test_a_lease_is_renewed_while_the_work_goes_on_and_no_longer(queued, settings):
    settings.LEASE_SECONDS = 0.3
    edition = make_edition(make_world())
    row = work.claim(Edition, edition.pk)

    with work.renewed(row):
        sleep(0.7)
        work.release_lost(Edition, tell_stopped=tell_stopped)
        during = Edition.objects.get().state
    sleep(0.4)
    work.release_lost(Edition, tell_stopped=tell_stopped)

    assert (during, Edition.objects.get().state) == ("composing", "due")


@pytest.mark.django_db(transaction=True)
def test_renewing_stops_when_the_claim_is_lost(queued, settings):
    settings.LEASE_SECONDS = 0.3
    edition = make_edition(make_world())
    row = work.claim(Edition, edition.pk)
    other = uuid4()

    with work.renewed(row):
        Edition.objects.update(claim=other, leased_until=timezone.now())
        theirs = Edition.objects.get().leased_until
        sleep(0.3)

    kept_row = Edition.objects.get()
    assert (kept_row.claim, kept_row.leased_until) == (other, theirs)
