"""Titles stand by their first letter: a quotation mark or bracket before it is passed over, by an index."""

import re

import pytest
from django.db import connection
from django.utils.translation import override

from objectives.models import Evidence, Programme
from objectives.models.sorting import AsSorted
from objectives.queries import found
from objectives.queries.found import ORDERS, Wanted, find
from objectives.queries.name_order import by_name
from objectives.queries.pool import Pool
from objectives.searching.index import index_records
from tests import factories, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TITLES = [
    "Advice at the border",
    "“Building back” in Durrës",
    "(Closed) Clinic in Cali",
    "«Depart» en famille",
    "¿Ecos del camino?",
    "« Famille » à Accra",
    "'Going home' on the radio",
    "… Help desk",
    "[Draft] In Kumasi",
    "Journey's end",
    "Zugdidi, winter",
]
BY_LETTER = [*TITLES[:3], *TITLES[3:4], TITLES[8], *TITLES[4:8], *TITLES[9:]]


@pytest.fixture
def entries(framework, period, recorder, monkeypatch):
    """An entry of each title, and two that have one title but for the marks around it."""
    monkeypatch.setattr(found, "PER_PAGE", 3)
    titles = [*reversed(TITLES), "“Journey's end”"]
    made = [
        factories.EvidenceFactory(framework=framework, period=period, title=title, author=recorder) for title in titles
    ]
    index_records(one.pk for one in made)
    return made


def read_through(sort):
    rows, titles, asked = Evidence.objects.all(), [], {}
    while True:
        page = find(rows, lambda _column: Pool(rows), Wanted(sort=sort, **asked))
        titles += [one.title for one in page.entries]
        if not page.has_next:
            return titles
        asked = {"after": page.end}


@pytest.mark.parametrize("sort", ["title", "-title"])
def test_entries_stand_by_the_first_letter_of_their_titles_page_after_page(entries, sort):
    titles = read_through(sort)

    expected = [*BY_LETTER[:-1], "“Journey's end”", BY_LETTER[-1]]
    assert titles == (expected if sort == "title" else expected[::-1])


@pytest.mark.parametrize("query", ["?sort=title", "?sort=title&text=journey", "?sort=title&status=draft"])
def test_the_list_of_evidence_is_so_narrowed_or_not(client_for, recorder, entries, monkeypatch, query):
    monkeypatch.setattr(found, "PER_PAGE", 25)
    shown = pages.rows(client_for(recorder).get(f"/evidence/{query}"))

    letters = [re.findall(r"[A-Z]", row)[0] for row in shown]
    assert "".join(letters) == ("JJ" if "text" in query else "ABCDDEFGHJJZ")


def test_entries_by_programme_go_by_the_first_letter_of_that(framework, period, recorder):
    for title in ("Zeta", "«Beta»", "Alpha"):
        programme = factories.ProgrammeFactory(title=title)
        factories.EvidenceFactory(framework=framework, period=period, programme=programme, author=recorder)

    rows = Evidence.objects.all()
    page = find(rows, lambda _column: Pool(rows), Wanted(sort="programme"))

    assert [one.programme.title for one in page.entries] == ["Alpha", "«Beta»", "Zeta"]


@pytest.mark.parametrize("sort", ["", "title", "-title", "status"])
def test_the_list_of_programmes_is_so_too(client_for, recorder, sort):
    for code, title in (("Z", "Zeta"), ("B", "« Beta »"), ("A", "Alpha"), ("C", "(Gamma)")):
        factories.ProgrammeFactory(code=code, title=title)

    shown = pages.words(pages.read(client_for(recorder).get(f"/programmes/?sort={sort}")).xpath("//tbody")[0])

    places = [shown.index(title) for title in ("Alpha", "Beta", "Gamma", "Zeta")]
    assert places == sorted(places, reverse=sort == "-title")


def test_names_that_are_put_in_order_after_they_were_read_are_so_too():
    with override("fr"):
        assert by_name(["Zeta", "« Beta »", "Alpha", "¿Gamma?"]) == ["Alpha", "« Beta »", "¿Gamma?", "Zeta"]


@pytest.mark.parametrize("sign", ["", "-"])
def test_a_page_is_read_by_the_index_and_nothing_is_sorted(entries, sign):
    order = ORDERS["title"]
    rows = Evidence.objects.annotate(**{order.value: order.made}).order_by(f"{sign}{order.value}", f"{sign}pk")
    further = rows.filter(**{f"{order.value}__gt": "Building", f"{order.value}__lt": "Help"})
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")

        for one in (rows, further):
            plan = one.values_list("pk", order.value)[:4].explain().lower()

            assert "evidence_by_title" in plan
            assert not any(word in plan for word in ("sort", "temp b-tree"))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL goes by the language of the database")
@pytest.mark.parametrize("sort", ["title", "-title"])
def test_small_letters_stand_with_capitals_page_after_page(framework, recorder, monkeypatch, sort):
    monkeypatch.setattr(found, "PER_PAGE", 2)
    for title in ("Zugdidi", "course", "Clinic", "border", "ADVICE", "Advice", "advice"):
        factories.EvidenceFactory(framework=framework, title=title, author=recorder)

    titles = read_through(sort)

    letters = ["a", "a", "a", "b", "c", "c", "z"]
    assert [title[0].lower() for title in titles] == (letters if sort == "title" else letters[::-1])
    assert len(set(titles)) == len(letters)


def test_a_title_of_marks_alone_comes_first(framework, recorder):
    for title in ("Alpha", "?!", ""):
        factories.EvidenceFactory(framework=framework, title=title, author=recorder)

    assert read_through("title") == ["?!", "", "Alpha"]
    assert list(Programme.objects.annotate(sorted=AsSorted("title")).values_list("sorted")) == []
