"""What the page of an IATI file says: in whose words, and whether there is anything to load."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext, override

from objectives import tasks
from objectives.models import IatiUpload, Programme
from tests import factories, pages

pytestmark = pytest.mark.django_db

NOT_KEPT = "a programme has no place for it"
NO_TITLE = "The activity has no title in English, French or Spanish. Give it one."


def send(client, content=factories.IATI):
    return client.post("/iati/programmes/", {"file": SimpleUploadedFile("activities.xml", content)}, follow=True)


def speak(person, language):
    person.language = language
    person.save()


def worded(language, message):
    with override(language):
        return gettext(message)


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize(("before", "after"), [("fr", "en"), ("en", "fr"), ("es", "fr")])
def test_the_report_is_told_in_the_language_in_which_it_is_read(
    client_for, administrator, settings, at_once, before, after
):
    settings.IATI_AT_ONCE_BYTES = 1_000_000 if at_once else 0
    speak(administrator, before)
    send(client_for(administrator), factories.IATI.replace(b"</title>", b"</title><sector code='1'/>"))
    upload = IatiUpload.objects.get()
    tasks.read_iati(upload.pk)
    speak(administrator, after)

    page = client_for(administrator).get(upload.get_absolute_url()).content.decode()

    assert worded(after, NOT_KEPT) in page
    assert worded(before, NOT_KEPT) not in page


def test_so_is_what_is_wrong(client_for, administrator):
    send(client_for(administrator), factories.IATI.replace(b"New ways home", b""))
    speak(administrator, "fr")

    page = client_for(administrator).get(IatiUpload.objects.get().get_absolute_url()).content.decode()

    assert worded("fr", NO_TITLE).replace("'", "&#x27;") in page
    assert NO_TITLE not in page


def test_a_file_that_changes_nothing_says_so_and_offers_no_loading(client_for, administrator):
    client = client_for(administrator)
    send(client)
    client.post(IatiUpload.objects.get().get_absolute_url())
    assert Programme.objects.count() == 1

    page = pages.read(send(client))

    assert "Everything in this file is on the site already. There is nothing to load." in page.text_content()
    assert "Nothing is written yet" not in page.text_content()
    assert page.xpath("//main//form") == []
    assert page.xpath("//main//a[@href='/iati/programmes/' and text()='Choose another file']")


def test_what_is_passed_over_stands_under_a_name_of_its_own(client_for, administrator):
    page = pages.read(
        send(client_for(administrator), factories.IATI.replace(b"</title>", b"</title><sector code='1'/>"))
    )

    (row,) = page.xpath("//tr[td/code='sector']")
    (cell,) = row.xpath("td[@data-label='What is done with it']")
    assert cell.text.strip() == "Passed over"
    assert cell.xpath("div/text()") == [NOT_KEPT]
