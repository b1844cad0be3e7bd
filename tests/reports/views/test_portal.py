"""The portal: what has been issued, to whom."""

import pytest

from reports.models import Delivery
from tests import factories, pages
from tests.reports.world import make_edition, make_recipient
from tests.site import PDF, make_issued

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(world, kenya, colombia, queued):
    """A report to all Members, and a brief for each of two States."""
    return {
        "all": make_issued(world),
        "Kenya": make_issued(world, for_state=kenya),
        "Colombia": make_issued(world, for_state=colombia),
    }


@pytest.mark.parametrize(
    ("who", "titles"),
    [
        ("delegate", {"Assessment of the plan", "Brief for Kenya"}),
        ("other_delegate", {"Assessment of the plan", "Brief for Colombia"}),
        ("recorder", {"Assessment of the plan", "Brief for Kenya", "Brief for Colombia"}),
        ("administrator", {"Assessment of the plan", "Brief for Kenya", "Brief for Colombia"}),
    ],
)
def test_each_sees_what_was_issued_to_all_and_to_their_state(client_for, cast, issued, who, titles):
    response = client_for(cast[who]).get("/portal/")

    assert set(pages.rows(response)) == titles
    links = pages.read(response).xpath("//td//a[@class='row-title']/@href")
    assert {client_for(cast[who]).get(link).status_code for link in links} == {200}


def test_a_delegate_is_told_whose_reports_they_read(client_for, delegate, issued):
    assert "Issued to all Member States, or to Kenya alone." in pages.main(client_for(delegate).get("/portal/"))


def test_a_delegate_without_a_state_reads_nothing(client_for, issued):
    client = client_for(factories.UserFactory(role="delegate"))

    assert pages.rows(client.get("/portal/")) == []
    assert client.get(f"/portal/{issued['all'].pk}/").status_code == 404


def test_a_delegate_of_an_observer_reads_what_is_for_their_state_alone(client_for, delegate, kenya, issued):
    kenya.standings.update(standing="observer")

    response = client_for(delegate).get("/portal/")

    assert pages.rows(response) == ["Brief for Kenya"]
    assert "Issued to Kenya." in pages.main(response)
    assert client_for(delegate).get(f"/portal/{issued['all'].pk}/").status_code == 404


@pytest.mark.parametrize("which", ["Colombia", "none"])
def test_what_is_for_another_state_does_not_exist(client_for, delegate, issued, which):
    key = issued[which].pk if which in issued else 0

    assert client_for(delegate).get(f"/portal/{key}/").status_code == 404


def test_an_edition_for_another_state_does_not_exist_whatever_its_pdf_says(client_for, delegate, issued):
    issued["Colombia"].for_state = None
    issued["Colombia"].save()

    assert client_for(delegate).get(f"/portal/{issued['Colombia'].pk}/").status_code == 404


@pytest.mark.parametrize("who", ["delegate", "recorder", "administrator"])
@pytest.mark.parametrize("state", ["due", "awaiting", "signed_off", "stopped"])
def test_what_is_not_issued_is_not_in_the_portal(client_for, cast, world, queued, who, state):
    rendition = factories.RenditionFactory(edition=make_edition(world, state))

    assert pages.rows(client_for(cast[who]).get("/portal/")) == []
    assert client_for(cast[who]).get(f"/portal/{rendition.pk}/").status_code == 404


def test_an_empty_portal_says_so(client_for, delegate):
    assert "No report has been issued yet." in pages.main(client_for(delegate).get("/portal/"))


def test_the_pdf_is_downloaded_as_it_was_filed(client_for, delegate, issued):
    response = client_for(delegate).get(f"/portal/{issued['all'].pk}/")

    assert b"".join(response) == PDF
    assert {name: response.headers[name] for name in ("Content-Type", "ETag", "X-Content-Type-Options")} == {
        "Content-Type": "application/pdf",
        "ETag": f'"{"ab" * 32}"',
        "X-Content-Type-Options": "nosniff",
    }
    assert response.headers["Content-Disposition"] == 'inline; filename="assessment-1995-2004-en.pdf"'
    assert "no-store" in response.headers["Cache-Control"]


def test_a_recipients_first_download_is_noted(client_for, delegate, other_delegate, issued):
    recipient = make_recipient("KE", user=delegate)
    delivery = factories.DeliveryFactory(rendition=issued["all"], recipient=recipient)

    client_for(other_delegate).get(f"/portal/{issued['all'].pk}/")
    client_for(delegate).head(f"/portal/{issued['all'].pk}/")
    before = Delivery.objects.get(pk=delivery.pk).downloaded_at
    client_for(delegate).get(f"/portal/{issued['all'].pk}/")
    first = Delivery.objects.get(pk=delivery.pk).downloaded_at
    client_for(delegate).get(f"/portal/{issued['all'].pk}/")

    assert before is None
    assert first is not None
    assert Delivery.objects.get(pk=delivery.pk).downloaded_at == first


def test_a_download_that_failed_is_not_noted(client_for, delegate, issued):
    delivery = factories.DeliveryFactory(rendition=issued["all"], recipient=make_recipient("KE", user=delegate))
    issued["all"].file.storage.delete(issued["all"].file.name)

    with pytest.raises(FileNotFoundError):
        client_for(delegate).get(f"/portal/{issued['all'].pk}/")

    assert Delivery.objects.get(pk=delivery.pk).downloaded_at is None
