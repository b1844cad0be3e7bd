"""Files that go with the form of the entry."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from objectives.models import Evidence
from tests import factories, pages
from tests.objectives.views.attachments.sending import names, sent

pytestmark = pytest.mark.django_db


def test_files_go_with_the_form_of_a_new_entry(mine: Client, entry: Evidence, period: object) -> None:
    data = {"title": "A visit", "files": sent("a.txt"), "save": "yes"}

    mine.post("/evidence/new/", data, follow=True)

    made = Evidence.objects.get(title="A visit")
    assert names(made) == ["a.txt"]


def test_a_file_that_is_refused_holds_the_entry_back_and_loses_nothing(mine: Client, entry: Evidence) -> None:
    data = {"title": "A visit", "files": [*sent("a.txt"), SimpleUploadedFile("b.svg", b"<svg/>")], "check": "yes"}

    response = mine.post("/evidence/new/", data)

    made = Evidence.objects.get(title="A visit")
    problems = [pages.words(one) for one in pages.read(response).xpath("//*[@id='errors']//li")]
    assert (response.status_code, made.status, names(made)) == (422, "draft", ["a.txt"])
    assert problems[0].startswith("b.svg: Web pages")
    assert "a.txt" in pages.words(pages.read(response).xpath("//*[@id='attachments']")[0])


def test_whoever_chooses_a_whole_folder_is_told_how_many_fit_and_loses_nothing(mine: Client, entry: Evidence) -> None:
    data = {"title": "A visit", "files": sent(*(f"{number}.txt" for number in range(120))), "save": "yes"}

    response = mine.post("/evidence/new/", data)

    problems = [pages.words(one) for one in pages.read(response).xpath("//*[@id='errors']//li")]
    assert (response.status_code, len(names(Evidence.objects.get(title="A visit")))) == (422, 10)
    assert "An entry holds 10 files at most." in problems[0]
    assert problems[10:] == ["100 further files were not looked at. Attach a few at a time."]


def test_files_are_attached_though_something_else_has_to_be_put_right(mine: Client, entry: Evidence) -> None:
    data = {"title": "x" * 300, "files": sent("a.txt"), "check": "yes"}

    response = mine.post(f"/evidence/{entry.reference}/edit/", data)

    assert (response.status_code, names(entry)) == (422, ["a.txt"])
    assert "a.txt" in pages.words(pages.read(response).xpath("//*[@id='attachments']")[0])


def test_a_new_entry_that_cannot_be_read_asks_for_its_files_again(mine: Client, period: object) -> None:
    response = mine.post("/evidence/new/", {"title": "x" * 300, "files": sent("a.txt")})

    assert "The files you chose are not attached yet. Choose them again." in response.content.decode()


def test_what_is_ticked_in_the_form_is_removed_when_it_is_saved(mine: Client, entry: Evidence) -> None:
    made, other = factories.AttachmentFactory(evidence=entry), factories.AttachmentFactory()

    mine.post(f"/evidence/{entry.reference}/edit/", {"title": "A visit", "detach": [made.pk, other.pk, "x", "9" * 40]})

    assert (names(entry), other.evidence.attachments.present().count()) == ([], 1)
