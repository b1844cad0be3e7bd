"""Before an import is undone its page says what goes and what stays, and asks once."""

from collections.abc import Callable

import pytest
from django.test import Client

from iomtrack.accounts.models import User
from objectives.actions import imports as actions
from objectives.models import Evidence, Framework
from tests import pages
from tests.objectives import sheets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "nairobi", "elements")]


@pytest.fixture
def client(recorder: User, client_for: Callable[[User], Client]) -> Client:
    return client_for(recorder)


def test_undoing_asks_once_and_says_what_goes_and_what_stays(
    client: Client, framework: Framework, recorder: User
) -> None:
    sheets.imported(framework, sheets.xlsx(sheets.sound(1), sheets.sound(2)), by=recorder)
    rows = [sheets.sound(1, title="Another"), sheets.sound(2), *map(sheets.sound, range(3, 28))]
    batch = sheets.imported(framework, sheets.xlsx(*rows), by=recorder)
    assert (batch.new, batch.changed, batch.unchanged) == (25, 1, 1)
    main = pages.read(client.get(f"/imports/{batch.pk}/")).xpath("//main")[0]
    assert main.xpath(f".//a[@href='/imports/{batch.pk}/undo/']/text()") == ["Undo the whole import"]
    assert main.xpath(".//form") == []

    page = pages.read(client.get(f"/imports/{batch.pk}/undo/"))

    said = [" ".join(one.text_content().split()) for one in page.xpath("//main//h2 | //main//li | //main//p")]
    assert "25 drafts are deleted" in said
    assert "EV-2026-0003 NBO-3 Training in Nairobi" in said
    assert "and 5 more. All of them" in said
    assert "1 entry says again what it said before" in said
    assert "EV-2026-0001 NBO-1 Another" in said
    assert "1 entry that the file had left as it was" in said
    assert Evidence.objects.count() == 27

    response = client.post(f"/imports/{batch.pk}/undo/")

    assert response.url == f"/imports/{batch.pk}/"
    assert sheets.worked(batch).state == "undone"
    assert Evidence.objects.count() == 2


def test_what_was_submitted_is_said_to_be_discarded(client: Client, framework: Framework, recorder: User) -> None:
    batch = sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder, landing="submitted")

    page = client.get(f"/imports/{batch.pk}/undo/").content.decode()

    assert "1 entry is taken out of review and discarded" in page
    assert "is not deleted, because decisions are never deleted" in page


def test_what_cannot_be_undone_is_not_asked(client: Client, framework: Framework, recorder: User) -> None:
    checked = sheets.checked(framework, sheets.xlsx(sheets.sound()), by=recorder)
    answer = client.get(f"/imports/{checked.pk}/undo/", follow=True)
    assert answer.redirect_chain == [(f"/imports/{checked.pk}/", 302)]
    assert "Only what was imported can be undone." in answer.content.decode()

    batch = sheets.worked(actions.confirm(batch=checked, by=recorder))
    Evidence.objects.update(edit_number=7)
    answer = client.get(f"/imports/{batch.pk}/undo/", follow=True)
    assert answer.redirect_chain == [(f"/imports/{batch.pk}/", 302)]
    assert "was changed since it was imported" in answer.content.decode()
