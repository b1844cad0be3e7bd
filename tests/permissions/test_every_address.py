"""Who gets what from every address of the site: the tables, walked; and a sound page wherever there is one."""

from collections import Counter
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import get_resolver

from iomtrack.accounts.models import User
from tests import pages
from tests.permissions.addresses import ROWS, every_address
from tests.permissions.answers import answer, outcome
from tests.permissions.rows import Row, parse
from tests.permissions.tables import TABLES
from tests.site import Site


@pytest.mark.usefixtures("well")
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everyone_gets_what_the_table_says(
    row: Row, site: Site, people: dict[str, User | None], client_for: Callable[[User | None], Client]
) -> None:
    outcomes = {
        role: outcome(answer(client_for(people[role]), row, site), expected) for role, expected in row.expected.items()
    }

    assert outcomes == row.expected


def test_every_address_stands_in_the_table_with_what_reads_and_what_writes() -> None:
    named = {(row.name, row.method) for row in ROWS}

    assert named == {
        (name, method) for name in every_address(get_resolver().url_patterns) for method in ("GET", "POST")
    }


def test_no_address_stands_in_two_tables() -> None:
    subjects = Counter(name for table in TABLES for name in {row.name for row in parse(table.TABLE)})

    assert [name for name, number in subjects.items() if number > 1] == []


@pytest.mark.parametrize("row", [row for row in ROWS if row.method == "GET" and row.shows_a_page], ids=str)
def test_every_page_is_sound(
    row: Row, site: Site, people: dict[str, User | None], client_for: Callable[[User | None], Client]
) -> None:
    answers = {role: answer(client_for(people[role]), row, site) for role in row.expected}
    shown = {role: one for role, one in answers.items() if one.get("Content-Type", "").startswith("text/html")}

    found = {role: pages.faults(one.content.decode()) for role, one in shown.items() if one.content}

    assert found == {role: [] for role in found}
