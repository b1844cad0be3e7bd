"""How many entries a list says that it has: counted, or reckoned by the database where that can be relied on."""

import pytest
from django.db import connection
from django.db.models.expressions import RawSQL

from objectives.models import Evidence
from objectives.queries import found
from objectives.queries.found import Count, Wanted, find
from objectives.queries.pool import Pool
from objectives.views import finding
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
of_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL alone reckons them")


@pytest.fixture
def six(framework, monkeypatch):
    """Six entries, where the keys of three are fetched, ten are counted, and the database reckons with 25,000."""
    for name, number in (("FEW", 3), ("EXACT", 10)):
        monkeypatch.setattr(found, name, number)
    monkeypatch.setattr(found, "_estimate", lambda _rows: 25_000)
    factories.EvidenceFactory.create_batch(6, framework=framework)
    return Evidence.objects.all()


def count(rows, **wanted):
    return find(rows, lambda _column: Pool(Evidence.objects.all()), Wanted(**wanted)).count


def limit():
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return cursor.fetchone()


@of_postgresql
def test_what_several_filters_leave_is_counted_whatever_the_database_reckons(six):
    assert count(six, is_combined=True) == Count(6)


@of_postgresql
def test_where_more_are_found_than_are_counted_its_number_is_told(six, monkeypatch):
    monkeypatch.setattr(found, "EXACT", 5)

    assert count(six, is_combined=True) == Count(5, is_exact=False, about=25_000)


@of_postgresql
def test_where_counting_takes_too_long_no_more_is_said_than_is_known(six, monkeypatch):
    monkeypatch.setattr(found, "PATIENCE", 100)
    slow = six.alias(slept=RawSQL("pg_sleep(0.04)::text", [])).exclude(slept="never")

    assert count(slow, is_combined=True) == Count(3, is_exact=False)


@of_postgresql
def test_the_limit_is_of_counting_alone(six):
    before = limit()

    count(six, is_combined=True)

    assert limit() == before


def test_one_filter_alone_is_believed_and_not_counted(six):
    assert count(six) == Count(10, is_exact=False, about=25_000)


@pytest.mark.parametrize(
    ("query", "is_combined"),
    [
        ("", False),
        ("status=accepted", False),
        ("since=2026-07-01&until=2026-07-31", False),
        ("element=O1&below=yes", False),
        ("status=accepted&office=NBO", True),
        ("text=training&since=2026-07-01", True),
    ],
)
def test_a_list_says_whether_several_filters_are_set(
    client_for, reviewer, elements, nairobi, monkeypatch, query, is_combined
):
    asked = []

    def note(rows, in_order, wanted, *more):
        asked.append(wanted.is_combined)
        return find(rows, in_order, wanted, *more)

    monkeypatch.setattr(finding, "find", note)
    client_for(reviewer).get(f"/evidence/?{query}")

    assert asked == [is_combined]
