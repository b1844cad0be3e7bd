"""An IATI file in, checked and loaded on a yes; a framework's results out."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from objectives import tasks
from objectives.actions.tick import tick
from objectives.exchange_enums import IATI_MOVES, IatiState
from objectives.models import AuditEvent, Evidence, IatiUpload, Programme
from objectives.models.attachment import store
from tests import factories
from tests.objectives.entries import complete, in_status

pytestmark = pytest.mark.django_db


def send(client, content=factories.IATI, name="activities.xml"):
    return client.post("/iati/programmes/", {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_a_file_is_checked_and_shown_and_nothing_is_written(client_for, administrator):
    page = send(client_for(administrator)).content.decode()

    assert "The file is sound. Nothing is written yet." in page
    assert "<code>title/narrative</code>" in page
    assert not Programme.objects.exists()


def test_a_yes_loads_it_and_lets_the_file_go(client_for, administrator, django_capture_on_commit_callbacks):
    client = client_for(administrator)
    send(client)
    upload = IatiUpload.objects.get()
    kept = upload.file.name

    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(upload.get_absolute_url(), follow=True).content.decode()

    assert "The file is loaded." in page
    assert Programme.objects.get().title == "New ways home"
    assert not store().exists(kept)
    assert {"iati.upload", "iati.load", "programme.add"} <= set(AuditEvent.objects.values_list("action", flat=True))


def test_a_second_yes_loads_nothing_twice(client_for, administrator):
    client = client_for(administrator)
    send(client)
    upload = IatiUpload.objects.get()
    client.post(upload.get_absolute_url())

    page = client.post(upload.get_absolute_url(), follow=True).content.decode()

    assert "cannot be loaded as it stands" in page
    assert Programme.objects.count() == 1


def test_what_is_wrong_is_shown_with_its_line(client_for, administrator):
    page = send(client_for(administrator), factories.IATI.replace(b"New ways home", b"")).content.decode()

    assert "One thing to put right" in page
    assert "has no title in English, French or Spanish" in page


@pytest.mark.parametrize(
    "content", [b"no XML at all", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', b"\0\0\0", b"PK\x03\x04 zip"]
)
def test_what_is_no_iati_file_is_refused_on_the_page(client_for, administrator, content):
    response = send(client_for(administrator), content)

    assert response.status_code == 200
    assert "to put right" in response.content.decode()
    assert IatiUpload.objects.get().state == IatiState.REFUSED


def test_no_file_says_so(client_for, administrator):
    response = client_for(administrator).post("/iati/programmes/", {})

    assert response.status_code == 422
    assert "Choose a file." in response.content.decode()


def test_a_file_that_is_too_large_is_refused(client_for, administrator, settings):
    settings.IATI_MOST_BYTES = 100

    response = send(client_for(administrator))

    assert response.status_code == 422
    assert not IatiUpload.objects.exists()


def test_a_large_file_is_read_by_the_worker(client_for, administrator, settings):
    settings.IATI_AT_ONCE_BYTES = 0

    page = send(client_for(administrator)).content.decode()
    upload = IatiUpload.objects.get()
    tasks.read_iati(upload.pk)
    tasks.read_iati(upload.pk)

    assert "The file is being read." in page
    upload.refresh_from_db()
    assert (upload.state, upload.attempts) == (IatiState.CHECKED, 1)


def test_a_file_that_is_gone_from_the_store_stops_in_words(administrator):
    upload = factories.IatiUploadFactory(by=administrator, state="waiting")
    store().delete(upload.file.name)

    tasks.read_iati(upload.pk)

    upload.refresh_from_db()
    assert (upload.state, upload.error) == (IatiState.STOPPED, "The file is not in the store. Upload it again.")


def test_what_nobody_said_yes_to_goes_after_a_day(administrator):
    upload = factories.IatiUploadFactory(by=administrator)
    kept = upload.file.name
    IatiUpload.objects.update(at=timezone.now() - timedelta(days=2))

    tick()

    upload.refresh_from_db()
    assert (upload.state, upload.file.name, store().exists(kept)) == (IatiState.REFUSED, "", False)


def test_every_state_of_a_file_says_what_may_follow():
    assert set(IATI_MOVES) == set(IatiState.values)


def test_results_are_a_file_to_take_home(client_for, recorder, indicator, framework):
    response = client_for(recorder).get(f"/frameworks/{framework.slug}/iati/")

    assert response["Content-Type"] == "application/xml; charset=utf-8"
    assert b"XM-DAC-47066-MC-INF-274" in b"".join(response.streaming_content)


def test_sample_results_are_refused_with_the_reason(
    client_for, recorder, reviewer, indicator, framework, elements, nairobi, period
):
    in_status("accepted", complete(elements["O1"], nairobi, indicator), by=recorder, reviewer=reviewer)
    Evidence.objects.update(is_sample=True)

    page = client_for(recorder).get(f"/frameworks/{framework.slug}/iati/", follow=True).content.decode()
    marked = b"".join(client_for(recorder).get(f"/frameworks/{framework.slug}/iati/?sample=yes").streaming_content)

    assert "sample data, which is not published" in page
    assert b"[SAMPLE DATA]" in marked
