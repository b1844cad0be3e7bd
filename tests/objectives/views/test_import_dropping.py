"""Before the file of an import is thrown away its page says what goes, and asks once."""

from collections.abc import Callable

import pytest
from django.test import Client

from iomtrack.accounts.models import User
from objectives.models import Framework
from tests import imports, pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(recorder: User, client_for: Callable[[User], Client]) -> Client:
    return client_for(recorder)


def test_throwing_a_file_away_asks_once_and_says_what_goes(
    client: Client, framework: Framework, recorder: User
) -> None:
    batch = imports.make("faulty", by=recorder, framework=framework)
    address = f"/imports/{batch.pk}/throw-away/"
    main = pages.read(client.get(f"/imports/{batch.pk}/")).xpath("//main")[0]
    assert main.xpath(f".//a[@href='{address}']/text()") == ["Throw the file away"]
    assert main.xpath(f".//form[@action='{address}']") == []

    asked = client.get(address)

    batch.refresh_from_db()
    assert (batch.state, batch.rows.count()) == ("faulty", 2)
    assert "Throw rows.csv away?" in pages.main(asked)
    assert pages.read(asked).xpath("//main//a[@download]/@href") == [f"/imports/{batch.pk}/to-put-right/"]
    assert pages.read(asked).xpath("//main//a[text()='Keep it']/@href") == [f"/imports/{batch.pk}/"]

    assert client.post(address).url == f"/imports/{batch.pk}/"
    batch.refresh_from_db()
    assert (batch.state, batch.rows.count()) == ("dropped", 0)


@pytest.mark.parametrize(
    ("state", "followed", "told"),
    [
        ("working", False, "Only a file that is not imported, and not being worked at, can be thrown away."),
        ("written", False, "Only a file that is not imported, and not being worked at, can be thrown away."),
        ("faulty", True, "Another import takes its sound rows from this file. Throw that one away first."),
    ],
)
def test_what_cannot_be_thrown_away_is_not_asked(
    client: Client, framework: Framework, recorder: User, state: str, followed: bool, told: str
) -> None:
    batch = imports.make(state, by=recorder, framework=framework)
    if followed:
        imports.make("ready", by=recorder, framework=framework, corrects=batch)

    response = client.get(f"/imports/{batch.pk}/throw-away/", follow=True)

    assert pages.messages(response) == [told]
