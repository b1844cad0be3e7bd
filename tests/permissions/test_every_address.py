"""Who gets what from every address of the site: the tables, walked; and a sound page wherever there is one."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.urls import get_resolver

from tests import pages
from tests.permissions.addresses import ROWS, every_address
from tests.permissions.answers import answer, outcome
from tests.permissions.rows import Row, parse
from tests.permissions.tables import TABLES
from tests.safety.attacks import REFUSED
from tests.standing import Standing


@pytest.fixture
def own_files(files: Path, settings: SimpleNamespace) -> None:
    settings.MEDIA_ROOT = str(files)


def let_in(row: Row) -> dict[str, str]:
    """Those for whom a row's page does something: who is refused is refused alike whichever the database."""
    return {role: what for role, what in row.expected.items() if what not in REFUSED} or row.expected


@pytest.mark.usefixtures("well")
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everyone_gets_what_the_table_says_and_a_sound_page(
    row: Row, standing: Standing, browser_of: Callable[[str], Client]
) -> None:
    expected = row.expected if connection.vendor == "sqlite" else let_in(row)

    answers = {role: answer(browser_of(role), row, standing.site) for role in expected}

    assert {role: outcome(answers[role], what) for role, what in expected.items()} == expected
    if row.method == "GET" and row.shows_a_page:
        shown = {role: one for role, one in answers.items() if one.get("Content-Type", "").startswith("text/html")}
        found = {role: pages.faults(one.content.decode()) for role, one in shown.items() if one.content}
        assert found == {role: [] for role in found}


def test_every_address_stands_in_the_table_with_what_reads_and_what_writes() -> None:
    named = {(row.name, row.method) for row in ROWS}

    assert named == {
        (name, method) for name in every_address(get_resolver().url_patterns) for method in ("GET", "POST")
    }


def test_no_address_stands_in_two_tables() -> None:
    subjects = Counter(name for table in TABLES for name in {row.name for row in parse(table.TABLE)})

    assert [name for name, number in subjects.items() if number > 1] == []
