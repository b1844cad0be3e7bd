"""What lists sort by, beside what they are narrowed by: it follows the records, and lists are the same."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from objectives.filters import EvidenceFilter
from objectives.models import Evidence, Term
from objectives.models.inserting import insert
from objectives.queries import pool
from objectives.queries.found import NEWEST, Wanted, find
from objectives.queries.keyset import read_last, read_page
from objectives.searching.index import TABLE, index_records
from tests import factories
from tests.conftest import triggers_off
from tests.objectives.queries.test_found import in_order
from tests.objectives.queries.test_pool import Asked, entries, fitting, read_through  # noqa: F401 a fixture

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite keeps nothing beside words")
SORTS = ("-ends_on", "ends_on", "title", "-title", "-status", "office")
TRAINING = {"title__startswith": "Course"}
CASES = {
    "term={term}": {"terms__label": "Training"},
    "term={term}&country=KE": {"terms__label": "Training", "countries__iso": "KE"},
    "term={term}&text=course&sensitivity=shareable": {"terms__label": "Training", **TRAINING},
    "country=KE&since=2026-07-03&until=2026-07-08": {
        "countries__iso": "KE",
        "ends_on__range": ("2026-07-03", "2026-07-08"),
    },
    "country=KE&office=NBO": {"countries__iso": "KE", "office__code": "NBO"},
    "country=kenya": {"countries__iso": "KE"},
    "text=course&office=NBO": {"office__code": "NBO", **TRAINING},
    "text=cour&status=accepted": {"status": "accepted", **TRAINING},
}


@pytest.fixture
def term(framework, entries):  # noqa: F811 the fixture
    """A theme of every fifth entry."""
    found = Term.objects.create(
        vocabulary=factories.VocabularyFactory(framework=framework), code="t-1", label="Training", position=1
    )
    for one in entries[::5]:
        one.terms.add(found)
    return found


@pytest.mark.parametrize("query", CASES)
@pytest.mark.parametrize("who", ["reviewer", "recorder"])
def test_a_list_is_the_same_whichever_table_leads_to_it(term, request, monkeypatch, who, query):
    monkeypatch.setattr(pool, "WALKED", 3)
    person = request.getfixturevalue(who)
    expected = fitting(person, **CASES[query])

    for sort in SORTS:
        ahead, back = read_through(person, query.format(term=term.pk), sort)

        assert ahead == in_order(expected, sort), sort
        assert back == {one.pk for one in expected}, sort


@pytest.mark.parametrize(
    ("query", "sort"),
    [
        ("country=KE", ""),
        pytest.param("text=course", "-title", marks=on_postgresql),
        pytest.param("text=course", "-ends_on", marks=on_postgresql),
    ],
)
def test_the_last_page_of_what_stands_far_off_gathers_nothing(entries, reviewer, monkeypatch, query, sort):  # noqa: F811
    monkeypatch.setattr(pool, "WALKED", 11)
    early = date(2026, 1, 1)
    Evidence.objects.filter(title__startswith="Talk").update(title="About", starts_on=early, ends_on=early)
    filterset = EvidenceFilter(QueryDict(query), queryset=Evidence.objects.all(), request=Asked(reviewer))

    with CaptureQueriesContext(connection) as asked:
        find(filterset.qs, lambda column: filterset.in_order(reviewer, column), Wanted(sort=sort, last=True))

    assert not [one["sql"] for one in asked if "AS gathered" in one["sql"]]


LINKS = ("objectives_evidence_countries", "objectives_evidence_terms")


def told(table, key):
    """What stands beside an entry: days as written, and for its words the title."""
    columns = "CAST(ends_on AS text)" + (", title" if table == TABLE else "")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} WHERE evidence_id = %s", [key])
        return cursor.fetchall()


def days_of(entry):
    """The day beside each of its countries and themes."""
    return [day for table in LINKS for (day,) in told(table, entry.pk)]


@pytest.fixture
def entry(term, kenya, bogota, recorder):
    """Of Kenya and a theme, of no day."""
    made = factories.EvidenceFactory(author=recorder, office=bogota, title="Visit", ends_on=None, starts_on=None)
    made.countries.add(kenya)
    made.terms.add(term)
    index_records([made.pk])
    return made


def test_the_day_beside_countries_and_themes_follows_the_entry(entry, term, colombia):
    assert days_of(entry) == [None, None]
    entry.ends_on = date(2026, 5, 4)
    entry.save()
    assert days_of(entry) == ["2026-05-04"] * 2
    Evidence.objects.filter(pk=entry.pk).update(ends_on=None)
    assert days_of(entry) == [None, None]
    Evidence.objects.bulk_update([entry], ["ends_on"])
    entry.countries.add(colombia)
    assert days_of(entry) == ["2026-05-04"] * 3
    entry.terms.clear()
    entry.terms.add(term)
    entry.countries.set([colombia])
    assert days_of(entry) == ["2026-05-04"] * 2


def test_the_day_beside_countries_and_themes_of_others_stays(entry, entries, kenya):  # noqa: F811 the fixture
    other = Evidence.objects.filter(countries=kenya, ends_on__isnull=False).first()
    before = days_of(other)

    Evidence.objects.filter(pk=entry.pk).update(ends_on=date(2026, 5, 4))
    entry.delete()

    assert str(other.ends_on) in before
    assert days_of(other) == before


def test_rows_that_are_written_at_one_go_take_the_day_of_their_entries(entries, colombia):  # noqa: F811 the fixture
    insert(Evidence.countries.through, ("evidence_id", "state_id"), [(one.pk, colombia.pk) for one in entries])

    rows = Evidence.countries.through.objects.filter(state=colombia)
    assert {one.evidence_id: day for one in rows for (day,) in told_of(one)} == {
        one.pk: one.ends_on and str(one.ends_on) for one in entries
    }


def told_of(link):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT CAST(ends_on AS text) FROM {link._meta.db_table} WHERE id = %s", [link.pk])
        return cursor.fetchall()


@on_postgresql
def test_what_stands_beside_words_follows_the_record(entry):
    assert told(TABLE, entry.pk) == [(None, "Visit")]
    entry.ends_on = date(2026, 5, 4)
    entry.save()
    assert told(TABLE, entry.pk) == [("2026-05-04", "Visit")]
    Evidence.objects.filter(pk=entry.pk).update(title="Course")
    assert told(TABLE, entry.pk) == [("2026-05-04", "Course")]
    index_records([entry.pk])
    assert told(TABLE, entry.pk) == [("2026-05-04", "Course")]


def test_what_was_written_with_the_triggers_off_is_put_right(entry, kenya, term):
    entry.countries.clear()
    with triggers_off(), connection.cursor() as cursor:
        Evidence.objects.filter(pk=entry.pk).update(ends_on=date(2026, 5, 4))
        entry.countries.add(kenya)
        if connection.vendor == "postgresql":
            cursor.execute("UPDATE objectives_evidencewords SET ends_on = NULL, title = NULL")
    assert days_of(entry) == [None, None]

    call_command("index_words", stdout=StringIO())

    assert days_of(entry) == ["2026-05-04"] * 2
    if connection.vendor == "postgresql":
        assert told(TABLE, entry.pk) == [("2026-05-04", "Visit")]


def test_the_triggers_that_a_block_is_without_stand_again_after_it(entry):
    with triggers_off():
        Evidence.objects.filter(pk=entry.pk).update(ends_on=date(2026, 5, 4))
    Evidence.objects.filter(pk=entry.pk).update(ends_on=date(2026, 5, 5))

    assert days_of(entry) == ["2026-05-05"] * 2


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite tells its way before it goes")
@pytest.mark.parametrize("more", ["", "&status=accepted", "&sensitivity=shareable&text=course", "&since=2026-07-02"])
@pytest.mark.parametrize("narrowed", ["country=KE", "term={term}"])
def test_sqlite_reads_a_country_or_theme_by_day_and_sorts_nothing(term, reviewer, recorder, narrowed, more):
    query = QueryDict(narrowed.format(term=term.pk) + more)
    for person in (reviewer, recorder):
        filterset = EvidenceFilter(query, queryset=Evidence.objects.visible_to(person), request=Asked(person))
        for place in ({}, {"last": True}):
            with CaptureQueriesContext(connection) as asked:
                read_page_of(filterset.in_order(person, "ends_on"), **place)

            walks = [one["sql"] for one in asked if 'AS "fits"' in one["sql"]]
            assert walks
            for sql in walks:
                if "since" in more and "IS NULL" in sql:
                    continue  # no entry without a day was done since one
                first, *others = steps_of(sql)
                assert first.startswith(("SEARCH objectives_evidence_countries", "SEARCH objectives_evidence_terms"))
                assert "USING COVERING INDEX evidence_of_" in first
                assert not [step for step in others if "TEMP B-TREE" in step or step.startswith("SCAN objectives_")]


def read_page_of(rows, last=False):
    return read_last(rows, NEWEST, 4) if last else read_page(rows, NEWEST, 4)


def steps_of(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return [step for *_numbers, step in cursor.fetchall()]
