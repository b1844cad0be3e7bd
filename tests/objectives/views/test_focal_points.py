"""Naming focal points over HTTP."""

import pytest

from objectives.models import FocalPoint
from objectives.queries.focal_points import focal_points_in
from tests import factories, pages

pytestmark = pytest.mark.django_db

PAGE = "/frameworks/mc-inf-274/focal-points/"


@pytest.fixture
def client(client_for, administrator, elements):
    return client_for(administrator)


def test_people_are_added_and_taken_away_on_one_page(client, elements, recorder, colleague, outsider):
    for user in (recorder, colleague):
        factories.FocalPointFactory(element=elements["O1"], user=user)

    response = client.post(PAGE, {"keep-O1": [recorder.pk], "add-O1": outsider.pk, "add-R1": colleague.pk}, follow=True)

    assert pages.messages(response) == ["The focal points are saved."]
    assert focal_points_in(elements["O1"].framework) == {
        elements["O1"].pk: [outsider, recorder],
        elements["R1"].pk: [colleague],
    }
    assert pages.faults(response.content.decode()) == []


def test_each_element_shows_its_people_marked(client, elements, recorder):
    factories.FocalPointFactory(element=elements["O1"], user=recorder)

    rows = [pages.words(row.xpath("td")[0]) for row in pages.read(client.get(PAGE)).xpath("//tbody/tr")]
    marked = pages.read(client.get(PAGE)).xpath("//input[@checked]/@value")

    assert (rows, marked) == (["Focal points of O1 Recorder", "none", "none"], [str(recorder.pk)])


def test_only_staff_can_be_chosen(client, delegate, inactive, service):
    offered = pages.read(client.get(PAGE)).xpath("//select[@name='add-O1']/option/text()")
    response = client.post(PAGE, {"add-O1": delegate.pk})

    assert offered == ["Add a person…", "Administrator (administrator@example.org)"]
    assert response.status_code == 422
    assert pages.error_links(response) == [("id_add-O1", "Only staff whose account is open can be focal points.")]
    assert not FocalPoint.objects.exists()


def test_the_page_of_an_element_names_them(client, client_for, elements, recorder):
    factories.FocalPointFactory(element=elements["O1"], user=recorder)
    address = elements["O1"].get_absolute_url()

    assert "Focal points: Recorder · Name them" in pages.main(client.get(address))
    assert "Name them" not in pages.main(client_for(recorder).get(address))
    assert "Focal points: none named" in pages.main(client.get(elements["O2"].get_absolute_url()))
