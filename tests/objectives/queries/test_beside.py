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
from objectives.queries import pool
from objectives.queries.found import Wanted, find
from objectives.searching.index import index_records
from tests import factories
from tests.conftest import triggers_off
from tests.objectives.queries.test_found import in_order
from tests.objectives.queries.test_pool import Asked, entries, fitting, read_through  # noqa: F401 a fixture

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite reads the records themselves")
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


@on_postgresql
@pytest.mark.parametrize(
    ("query", "sort"), [("country=KE", ""), ("text=course", "-title"), ("text=course", "-ends_on")]
)
def test_the_last_page_of_what_stands_far_off_gathers_nothing(entries, reviewer, monkeypatch, query, sort):  # noqa: F811
    monkeypatch.setattr(pool, "WALKED", 11)
    early = date(2026, 1, 1)
    Evidence.objects.filter(title__startswith="Talk").update(title="About", starts_on=early, ends_on=early)
    filterset = EvidenceFilter(QueryDict(query), queryset=Evidence.objects.all(), request=Asked(reviewer))

    with CaptureQueriesContext(connection) as asked:
        find(filterset.qs, lambda column: filterset.in_order(reviewer, column), Wanted(sort=sort, last=True))

    assert not [one["sql"] for one in asked if "AS gathered" in one["sql"]]


def told(table, key):
    columns = "ends_on, title" if table == "objectives_evidencewords" else "ends_on"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} WHERE evidence_id = %s", [key])
        return cursor.fetchall()


@on_postgresql
def test_what_stands_beside_follows_the_record(term, kenya, bogota, recorder):
    entry = factories.EvidenceFactory(author=recorder, office=bogota, title="Visit", ends_on=None, starts_on=None)
    entry.countries.add(kenya)
    entry.terms.add(term)
    index_records([entry.pk])

    def beside():
        links = [told(f"objectives_evidence_{name}", entry.pk) for name in ("countries", "terms")]
        return [*links, told("objectives_evidencewords", entry.pk)]

    assert beside() == [[(None,)], [(None,)], [(None, "Visit")]]
    entry.ends_on = day = date(2026, 5, 4)
    entry.save()
    assert beside() == [[(day,)], [(day,)], [(day, "Visit")]]
    Evidence.objects.filter(pk=entry.pk).update(title="Course")
    assert beside() == [[(day,)], [(day,)], [(day, "Course")]]
    entry.terms.clear()
    entry.terms.add(term)
    index_records([entry.pk])
    assert beside() == [[(day,)], [(day,)], [(day, "Course")]]


@on_postgresql
def test_what_was_written_with_the_triggers_off_is_put_right(term, kenya, bogota, recorder):
    day = date(2026, 5, 4)
    entry = factories.EvidenceFactory(author=recorder, office=bogota, title="Visit", starts_on=day, ends_on=day)
    index_records([entry.pk])
    with triggers_off(), connection.cursor() as cursor:
        entry.countries.add(kenya)
        entry.terms.add(term)
        cursor.execute("UPDATE objectives_evidencewords SET ends_on = NULL, title = NULL")
    assert told("objectives_evidencewords", entry.pk) == [(None, None)]

    call_command("index_words", stdout=StringIO())

    links = [told(f"objectives_evidence_{name}", entry.pk) for name in ("countries", "terms")]
    assert [*links, told("objectives_evidencewords", entry.pk)] == [[(day,)], [(day,)], [(day, "Visit")]]
