"""Long beginnings of words are asked of SQLite as the words that begin so, which it reads no further than it has to."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from objectives import begun_words
from objectives.models import AuditEvent
from objectives.queries.audit import Criteria, audit_page
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL finds beginnings of any length"),
]


def tell(*titles: str) -> None:
    person = factories.UserFactory()
    for title in titles:
        AuditEvent.objects.record(by=person, action="evidence.save", on=person, after={"title": title})


def search(text: str) -> tuple[list[str], list[str]]:
    """The titles that are found, the newest first, and what the full-text index was asked."""
    with CaptureQueriesContext(connection) as asked:
        events = audit_page(Criteria(text=text)).events
    matches = [one["sql"].partition(" MATCH ")[2] for one in asked.captured_queries if " MATCH " in one["sql"]]
    return [event.after["title"] for event in events if event.after], matches


def test_a_long_beginning_is_spelled_out_and_finds_what_it_did() -> None:
    tell("Training", "Trainings", "Trainees", "Train")

    found, asked = search("traini")

    assert found == ["Trainings", "Training"]
    assert '("training" OR "trainings")' in asked[0]
    assert "*" not in asked[0]


def test_what_begins_no_word_finds_nothing() -> None:
    tell("Training")

    assert search("trainz")[0] == []


def test_a_beginning_of_very_many_words_is_asked_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("objectives.begun_words.MOST", 2)
    monkeypatch.setattr("objectives.audit_words.MOST", 2)
    tell("Training", "Trainings", "Trainingly")

    found, asked = search("traini")

    assert len(found) == 3
    assert '"traini"*' in asked[0]
    assert begun_words.words_begun("words_of_the_audit", ["traini"]) == {
        "traini": ["training", "trainingly", "trainings"]
    }
