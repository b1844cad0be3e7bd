"""The counters are right however many accept at once, and nobody waits in a circle."""

import contextlib
import random
import threading

import pytest
from django.db import connection, transaction

from objectives.actions import evidence as actions
from objectives.models import IndicatorTally
from tests.objectives import entries
from tests.objectives.tallies.counting import fresh_of_elements, kept_of_elements, standing

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_no_count_is_lost_where_two_accept_at_once(content, elements, indicator, recorder, reviewer, nairobi):
    content = entries.complete(elements["O1"], nairobi, indicator)
    waiting = [entries.in_status("submitted", content, by=recorder, reviewer=reviewer) for _ in range(20)]
    failures = []

    def accept(mine):
        try:
            for one in mine:
                actions.accept(evidence=one, by=reviewer)
        except Exception as error:  # an error in a thread would be lost
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=(mine,)) for mine in (waiting[::2], waiting[1::2])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert standing(elements) == (20, 0)
    assert IndicatorTally.objects.get(indicator=indicator).total == 20 * 40 * 10_000


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite whoever writes is alone")
def test_two_that_accept_in_opposite_orders_go_one_after_the_other(content, elements, recorder, reviewer, nairobi):
    """Each accepts an entry of one element before the other goes on to it: without turns, they wait in a circle."""
    waiting = {
        code: [
            entries.in_status("submitted", entries.complete(elements[code], nairobi), by=recorder, reviewer=reviewer)
            for _ in range(2)
        ]
        for code in ("O1", "O2")
    }
    meeting = threading.Barrier(2)

    def accept(mine):
        with transaction.atomic():
            actions.accept(evidence=mine[0], by=reviewer)
            with contextlib.suppress(threading.BrokenBarrierError):  # the other one waits for its turn
                meeting.wait(1)
            actions.accept(evidence=mine[1], by=reviewer)

    failures = at_once(accept, [(waiting["O1"][0], waiting["O2"][0]), (waiting["O2"][1], waiting["O1"][1])])

    assert failures == []
    assert set(kept_of_elements().values()) == {(2, 0)}
    assert kept_of_elements() == fresh_of_elements()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite whoever writes is alone")
def test_many_that_accept_many_in_any_order_never_deadlock(content, elements, indicator, recorder, reviewer, nairobi):
    rng = random.Random(4)
    loads = []
    for _ in range(6):
        contents = [
            entries.complete(one, nairobi, indicator if one == elements["O1"] else None) for one in elements.values()
        ]
        loads.append([entries.in_status("submitted", one, by=recorder, reviewer=reviewer) for one in contents * 2])
        rng.shuffle(loads[-1])

    def accept(mine):
        with transaction.atomic():
            for one in mine:
                actions.accept(evidence=one, by=reviewer)

    assert at_once(accept, loads) == []
    assert set(kept_of_elements().values()) == {(12, 0)}
    assert kept_of_elements() == fresh_of_elements()
    assert IndicatorTally.objects.get(indicator=indicator).figures == 12


def at_once(work, loads):
    """Work on each load in a thread with its own connection; what failed."""
    failures = []

    def do(load):
        try:
            work(load)
        except Exception as error:  # an error in a thread would be lost
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(load,)) for load in loads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures
