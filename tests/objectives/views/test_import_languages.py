"""What is wrong with an import is kept in its uploader's language, and told to each reader in theirs."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from iomtrack.accounts.models import User
from objectives.models import Framework
from tests import pages
from tests.objectives import sheets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "nairobi", "elements")]


@pytest.mark.parametrize(("uploader", "reader"), [("fr", "en"), ("en", "es"), ("es", "fr")])
def test_whoever_reads_in_another_language_is_told_in_it(
    framework: Framework,
    recorder: User,
    auditor: User,
    client_for: Callable[[User], Client],
    uploader: str,
    reader: str,
) -> None:
    for person, language in ((recorder, uploader), (auditor, reader)):
        person.language = language
        person.save()
    batch = sheets.checked(framework, sheets.xlsx(sheets.sound(title="", office="XXX")), by=recorder)
    unknown = "“%(text)s” is not known here. Write a code of the list, such as %(some)s."

    def worded(language: str) -> str:
        with override(language):
            return gettext(unknown) % {"text": "XXX", "some": "NBO"}

    recorder.language = reader  # what is kept says itself in which language it is
    recorder.save()
    page = pages.read(client_for(auditor).get(f"/imports/{batch.pk}/")).text_content()

    assert worded(reader) in page
    assert worded(uploader) not in page
    assert batch.worded_in == uploader


def test_what_is_wrong_with_a_whole_file_is_told_anew_too(
    framework: Framework, recorder: User, auditor: User, client_for: Callable[[User], Client]
) -> None:
    recorder.language = "fr"
    recorder.save()
    batch = sheets.checked(framework, sheets.xlsx({"external_reference": "NBO-1", "where": "x"}), by=recorder)

    page = client_for(auditor).get(f"/imports/{batch.pk}/").content.decode()

    assert "There is no column “title”. Begin with the template, and keep its first line." in page
    assert "Column B, “where”, is not one that MC/INF/274 has." in page


def test_what_a_row_quotes_stays_as_it_is(
    framework: Framework, recorder: User, auditor: User, client_for: Callable[[User], Client]
) -> None:
    auditor.language = "fr"
    auditor.save()
    batch = sheets.checked(framework, sheets.xlsx(sheets.sound(office="Returned")), by=recorder)

    assert "«\u202fReturned\u202f»" in client_for(auditor).get(f"/imports/{batch.pk}/").content.decode()
