"""On SQLite the day of an entry comes to stand beside its countries and themes, and goes again when one goes back."""

from datetime import date

import pytest
from django.db import connection

from objectives import tallying
from objectives.searching import days

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="on PostgreSQL it stands there since 0057")
BEFORE = [("objectives", "0060_titles_are_sorted_from_their_first_letter_on")]
AFTER = [("objectives", "0061_links_know_the_day_on_sqlite")]
LINKS = {"objectives_evidence_countries": "evidence_of_country", "objectives_evidence_terms": "evidence_of_term"}


def enter(old):
    """An entry of a country and a theme, in the models of that time."""

    def add(model, app="objectives", /, **fields):
        return old.get_model(app, model).objects.create(**fields)

    day = date(2026, 5, 4)
    framework = add("Framework", symbol="A/1", slug="a-1", title="A", issued_on=day)
    vocabulary = add("Vocabulary", framework=framework, code="themes", name="Themes", position=1)
    author = add("User", "accounts", email="one@example.org", name="One")
    entry = add("Evidence", framework=framework, author=author, reference="EV-1", title="Visit", ends_on=day)
    entry.terms.add(add("Term", vocabulary=vocabulary, code="t-1", label="Training", position=1))
    entry.countries.add(add("State", iso="KE", name="Kenya"))


def read(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def days_beside():
    return [day for table in LINKS for (day,) in read(f"SELECT CAST(ends_on AS text) FROM {table}")]


def columns_of(index):
    return [name for (name,) in read(f"SELECT name FROM pragma_index_info('{index}')")]


def test_days_stand_beside_countries_and_themes_there_and_back(migrate):
    enter(migrate(BEFORE))
    for _turn in range(2):
        now = migrate(AFTER)

        assert (days.missing(connection), tallying.missing(connection)) == ([], [])
        assert days_beside() == ["2026-05-04"] * 2
        assert [columns_of(one)[1:] for one in LINKS.values()] == [["ends_on", "evidence_id"]] * 2
        now.get_model("objectives", "Evidence").objects.update(ends_on=date(2026, 5, 5))
        assert days_beside() == ["2026-05-05"] * 2

        back = migrate(BEFORE)
        assert (len(days.missing(connection)), tallying.missing(connection)) == (3, [])
        assert [columns_of(one)[1:] for one in LINKS.values()] == [["evidence_id"]] * 2
        back.get_model("objectives", "Evidence").objects.update(ends_on=date(2026, 5, 4))
