"""What is worded in another language than the page says which, so that it is read aloud as it is written."""

import pytest

from objectives.models import Framework
from tests import factories, pages
from tests.reports.world import make_edition, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def french(framework, period, elements):
    """The small framework, as if its official wording were French."""
    Framework.objects.update(language="fr")
    return framework


def languages_of(response, text):
    """The language that each place of the main part which says this is marked with, itself or by what holds it."""
    tree = pages.read(response)
    found = tree.xpath("//*[@id='main']//*[text()[normalize-space()=$text]]", text=text)
    return {one.xpath("string(ancestor-or-self::*[@lang][1]/@lang)") for one in found}


@pytest.mark.parametrize(
    "page",
    [
        "/",
        "/frameworks/mc-inf-274/",
        "/frameworks/mc-inf-274/periods/2026-Q3/",
        "/frameworks/mc-inf-274/elements/O1/",
        "/frameworks/mc-inf-274/elements/O1/history/",
        "/frameworks/mc-inf-274/elements/O1/assess/2026-Q3/",
        "/frameworks/mc-inf-274/focal-points/",
        "/offices/NBO/",
    ],
)
def test_every_name_of_an_element_says_its_language(
    client_for, reviewer, administrator, french, elements, nairobi, page
):
    entry = factories.EvidenceFactory(framework=french, office=nairobi, accepted=True)
    factories.ContributionFactory(evidence=entry, element=elements["O1"])

    assert languages_of(client_for(administrator).get(page), elements["O1"].label) == {"fr"}


@pytest.mark.parametrize("page", ["/", "/frameworks/", "/frameworks/mc-inf-274/"])
def test_the_title_of_a_framework_says_its_language(client_for, reviewer, french, page):
    assert languages_of(client_for(reviewer).get(page), french.title) == {"fr"}


def test_the_title_of_a_report_says_its_language(client_for, administrator):
    world = make_world()
    edition = make_edition(world, "issued")
    rendition = factories.RenditionFactory(edition=edition, pages=3, size=1000)
    type(world.definition).objects.update(languages=["es", "en"])
    client = client_for(administrator)

    pages_with_it = ["/editions/", "/editions/kinds/", f"/editions/{edition.pk}/", "/portal/"]

    assert rendition.language == "en"
    for page in pages_with_it:
        assert languages_of(client.get(page), world.definition.title) == {"es"}, page
