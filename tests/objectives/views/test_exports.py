"""Taking a list of evidence out: a short one at once, a long one from one's page of exports."""

from datetime import timedelta

import pytest
from django.utils import timezone

from iomtrack.accounts.models import User
from objectives.models import AuditEvent, ExportJob, Posting
from tests import factories, pages
from tests.objectives.entries import complete, in_status

pytestmark = pytest.mark.django_db

CSV = {"form": "csv", "shape": "record"}


@pytest.fixture
def entry(elements, nairobi, period, recorder, reviewer):
    return in_status("accepted", complete(elements["O1"], nairobi), by=recorder, reviewer=reviewer)


def body(response):
    return b"".join(response.streaming_content).decode()


def test_a_short_list_is_sent_at_once_and_noted(entry, client_for, recorder):
    response = client_for(recorder).post("/exports/new/?status=accepted&sort=title&page=2", CSV)

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    assert entry.reference in body(response)
    event = AuditEvent.objects.order_by("id").last()
    assert (event.action, event.after["filters"]) == ("evidence.export", "status=accepted")


@pytest.mark.parametrize("form", ["xlsx", "jsonl"])
def test_other_kinds_of_file_are_sent_too(entry, client_for, recorder, form):
    response = client_for(recorder).post("/exports/new/", CSV | {"form": form})

    assert response.status_code == 200
    assert response["Content-Disposition"].endswith(f'.{form}"')
    assert b"".join(response.streaming_content)


def test_a_long_list_is_made_by_the_worker(entry, client_for, recorder, settings):
    settings.EXPORT_AT_ONCE = 0

    response = client_for(recorder).post("/exports/new/", CSV, follow=True)

    assert "is being made" in response.content.decode()
    assert ExportJob.objects.get().by == recorder


def test_filters_that_mean_nothing_are_refused_and_export_nothing(entry, client_for, recorder):
    response = client_for(recorder).post("/exports/new/?status=bogus", CSV)

    assert response.status_code == 422
    assert "cannot be read" in response.content.decode()


def test_a_form_without_a_choice_says_so(client_for, recorder):
    response = client_for(recorder).post("/exports/new/", {"form": "pdf"})

    assert response.status_code == 422
    assert "not on the list" in response.content.decode()


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Logged by: me"), ("fr", "Consignée par : moi"), ("es", "Registrado por: yo")]
)
def test_oneself_among_the_filters_is_said_in_ones_own_language(client_for, recorder, language, said):
    User.objects.filter(pk=recorder.pk).update(language=language)

    assert said in pages.main(client_for(recorder).get("/exports/new/?author=me"))


def test_the_filters_are_said_in_words(client_for, recorder, nairobi):
    filters = f"status=accepted&office={nairobi.pk}&sensitivity=internal"

    page = client_for(recorder).get(f"/exports/new/?{filters}").content.decode()

    assert "Status: Accepted" in page
    assert "Office: Nairobi" in page
    assert "May it be shared? Internal" in page


def test_one_fetches_one_s_own_export_alone(client_for, recorder, colleague):
    job = factories.ExportJobFactory(by=recorder, ready=True)

    response = client_for(recorder).get(f"/exports/{job.pk}/file/")

    assert body(response) == "# reference\r\n"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert client_for(colleague).get(f"/exports/{job.pk}/file/").status_code == 404


def test_an_export_is_not_handed_out_once_its_owner_sees_less(client_for, recorder, nairobi, bogota):
    job = factories.ExportJobFactory(by=recorder, ready=True, scope={"all": False, "offices": [nairobi.pk]})
    Posting.objects.filter(user=recorder).update(office=bogota)

    response = client_for(recorder).get(f"/exports/{job.pk}/file/", follow=True)

    assert "You can see less" in response.content.decode()


def test_an_export_whose_days_are_over_is_not_handed_out(client_for, recorder):
    job = factories.ExportJobFactory(by=recorder, ready=True, expires_at=timezone.now() - timedelta(seconds=1))

    response = client_for(recorder).get(f"/exports/{job.pk}/file/", follow=True)

    assert "is not there" in response.content.decode()


def test_an_export_that_stopped_says_why(client_for, recorder):
    factories.ExportJobFactory(by=recorder, state="stopped", error="The filters name something that is gone.")

    assert "The filters name something that is gone." in client_for(recorder).get("/exports/").content.decode()
