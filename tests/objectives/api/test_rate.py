"""How often a token may ask: each request is counted, and those that come at once too."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from django.db import OperationalError, connection
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from iomtrack.api import api
from iomtrack.rest.tokens import TokenRate

MOST = 20
LINES = 8


@pytest.fixture
def limit(monkeypatch):
    """So many an hour, which no test takes."""
    monkeypatch.setattr(api.throttle[0], "num_requests", MOST)
    monkeypatch.setattr(api.throttle[0], "duration", 3600)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("limit")
def test_of_requests_that_come_at_once_as_many_pass_as_may(program_of, recorder):
    headers, start = program_of(recorder).headers(), Barrier(LINES)

    def ask(_line):
        try:
            start.wait(60)
            return [Client().get("/api/v1/me", headers=headers).status_code for _time in range(6)]
        finally:
            connection.close()

    with ThreadPoolExecutor(LINES) as pool:
        answers = Counter(status for line in pool.map(ask, range(LINES)) for status in line)

    assert answers == {200: MOST, 429: LINES * 6 - MOST}


@pytest.mark.django_db
@pytest.mark.usefixtures("limit")
def test_whoever_waits_as_long_as_told_goes_on(program_of, recorder):
    program = program_of(recorder)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert [program.get("/me").status_code for _time in range(MOST)] == [200] * MOST
        clock.shift(timedelta(minutes=10, milliseconds=300))
        refused = program.get("/me")
        clock.shift(timedelta(seconds=int(refused["Retry-After"]) - 1))
        too_early = program.get("/me")
        clock.shift(timedelta(seconds=1))
        again = [program.get("/me").status_code for _time in range(MOST + 1)]

    assert (refused.status_code, refused["Retry-After"], too_early.status_code) == (429, "3000", 429)
    assert again == [*[200] * MOST, 429]


@pytest.mark.django_db
@pytest.mark.usefixtures("limit")
def test_a_clock_that_was_set_back_shuts_nobody_out(program_of, recorder):
    program = program_of(recorder)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert [program.get("/me").status_code for _time in range(MOST)] == [200] * MOST
        clock.shift(timedelta(hours=-2))

        assert program.get("/me").status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("limit")
def test_each_token_is_counted_by_itself(program_of, recorder):
    one, other = program_of(recorder), program_of(recorder)
    assert [one.get("/me").status_code for _time in range(MOST + 1)] == [*[200] * MOST, 429]

    assert other.get("/me").status_code == 200


@pytest.mark.django_db
def test_a_request_is_counted_and_its_tokens_use_noted_by_one_statement(
    program_of, recorder, django_assert_num_queries
):
    program = program_of(recorder)
    rate = TokenRate("600/m")
    request = type("Request", (), {"auth": program.token})()

    with django_assert_num_queries(1):
        assert rate.allow_request(request)

    program.token.refresh_from_db()
    assert (program.token.counted, program.token.last_used_at) == (1, program.token.counted_from)


@pytest.mark.django_db
def test_where_nothing_can_be_written_for_long_a_program_still_reads(program_of, recorder, monkeypatch):
    program = program_of(recorder)

    def locked(*_args, **_fields):
        raise OperationalError("database is locked")

    monkeypatch.setattr(QuerySet, "update", locked)

    assert program.get("/me").status_code == 200
