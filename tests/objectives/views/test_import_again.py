"""An import that was undone can be had again, as a whole, from its page."""

from collections.abc import Callable

import pytest
from django.test import Client

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions import imports as actions
from objectives.actions.import_again import bring_again
from objectives.models import Evidence, Framework, ImportBatch
from tests import pages
from tests.objectives import sheets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "nairobi", "elements")]
TITLES = ["First", "Second, mended", "Third, mended"]


@pytest.fixture
def client(recorder: User, client_for: Callable[[User], Client]) -> Client:
    return client_for(recorder)


@pytest.fixture(params=["draft", "submitted"])
def undone(request: pytest.FixtureRequest, framework: Framework, recorder: User) -> ImportBatch:
    """Three rows in a chain of three files, each mending a row of the one before; all of it undone."""
    rows = [sheets.sound(1, title="First"), *(sheets.sound(one, office="XXX") for one in (2, 3))]
    landing = request.param
    first = sheets.checked(framework, sheets.xlsx(*rows), by=recorder, landing=landing)
    mended = [sheets.sound(2, title="Second, mended"), sheets.sound(3, office="XXX")]
    second = sheets.checked(framework, sheets.xlsx(*mended), by=recorder, landing=landing, corrects=first)
    last = sheets.xlsx(sheets.sound(3, title="Third, mended"))
    third = sheets.imported(framework, last, by=recorder, landing=landing, corrects=second)
    assert (third.state, third.new) == ("written", 3)
    return sheets.worked(actions.take_back(batch=third, by=recorder))


def test_all_rows_of_a_chain_come_again(client: Client, recorder: User, undone: ImportBatch) -> None:
    page = pages.read(client.get(f"/imports/{undone.pk}/"))
    (form,) = page.xpath("//main//form")
    assert form.xpath("string(.//button)") == "Check all its rows again"

    response = client.post(form.get("action"))

    again = sheets.worked(ImportBatch.objects.latest("pk"))
    assert response.url == f"/imports/{again.pk}/"
    assert (again.state, again.new, again.refused, again.landing) == ("ready", 3, 0, undone.landing)
    sheets.worked(actions.confirm(batch=again, by=recorder))
    entries = Evidence.objects.exclude(status="discarded").order_by("external_reference")
    assert [(one.external_reference, one.title) for one in entries] == [
        (f"NBO-{number}", title) for number, title in enumerate(TITLES, 1)
    ]


def test_a_second_press_leads_where_the_first_one_led(client: Client, undone: ImportBatch) -> None:
    first, second = (client.post(f"/imports/{undone.pk}/again/").url for _press in range(2))

    assert first == second
    page = pages.read(client.get(f"/imports/{undone.pk}/"))
    assert page.xpath("//main//form") == []
    assert page.xpath(f"//main//a[@href='{first}']/text()") == [undone.name]


def test_what_came_again_and_was_undone_or_thrown_away_can_come_again(
    client: Client, recorder: User, undone: ImportBatch
) -> None:
    again = sheets.worked(bring_again(batch=undone, by=recorder))
    actions.throw_away(batch=again, by=recorder)
    written = sheets.worked(bring_again(batch=undone, by=recorder))
    written = sheets.worked(actions.confirm(batch=written, by=recorder))
    assert written.state == "written"
    sheets.worked(actions.take_back(batch=written, by=recorder))

    last = bring_again(batch=undone, by=recorder)

    assert len({again.pk, written.pk, last.pk}) == 3
    assert bring_again(batch=undone, by=recorder) == last
    assert f"/imports/{last.pk}/" in client.get(f"/imports/{undone.pk}/").content.decode()


def test_only_what_was_undone_comes_again_and_only_for_its_uploader(
    client_for: Callable[[User], Client], framework: Framework, recorder: User, colleague: User, auditor: User
) -> None:
    batch = sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder)
    with pytest.raises(ActionError, match="Only what was undone"):
        bring_again(batch=batch, by=recorder)
    batch = sheets.worked(actions.take_back(batch=batch, by=recorder))
    with pytest.raises(ActionError, match="Only the person who uploaded"):
        bring_again(batch=batch, by=colleague)

    page = pages.read(client_for(auditor).get(f"/imports/{batch.pk}/"))

    assert page.xpath("//main//form") == []
    assert "have all its rows checked" not in page.text_content()


def test_a_file_that_is_not_in_the_store_any_more_is_told(client: Client, framework: Framework, recorder: User) -> None:
    batch = sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder)
    batch = sheets.worked(actions.take_back(batch=batch, by=recorder))
    batch.file.storage.delete(batch.file.name)

    answer = client.post(f"/imports/{batch.pk}/again/", follow=True)

    assert answer.redirect_chain == [(f"/imports/{batch.pk}/", 302)]
    assert "The file is not in the store any more. Upload it again." in answer.content.decode()
