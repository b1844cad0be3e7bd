"""A thing is found by its name however that is typed: in filters, lists, boxes, shares and spreadsheets."""

import pytest

from objectives.exchange.spreadsheets.ground import Ground
from objectives.forms.programme_documents import read_shares
from objectives.queries.audit import people_named
from objectives.queries.choosing import Countries, Offices
from objectives.queries.states import state_list
from tests import factories, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

IVORY_COAST = ["cote", "cote d", "COTE D\u2019IVOIRE", "C\u00f4te d'Ivoire", "cote-d-ivoire"]


@pytest.fixture
def ivory_coast():
    return factories.StateFactory(iso="CI", name="Côte d\u2019Ivoire")


@pytest.fixture
def bogota(bogota):
    bogota.name = "Bogotá"
    bogota.save()
    return bogota


@pytest.fixture
def client(client_for, administrator):
    return client_for(administrator)


@pytest.mark.parametrize("typed", ["bogota", "BOGOTÁ", "Bogota (BOG)"])
def test_an_office_is_found(client, framework, outsider, bogota, typed):
    factories.EvidenceFactory(framework=framework, office=bogota, author=outsider, title="Alpha", accepted=True)

    assert len(pages.rows(client.get("/evidence/", {"office": typed}))) == 1
    assert len(pages.rows(client.get("/offices/", {"text": typed.removesuffix(" (BOG)")}))) == 1
    assert Offices(outsider).matching(typed.removesuffix(" (BOG)")) == [bogota]


@pytest.mark.parametrize("typed", IVORY_COAST)
def test_a_country_is_found(client, framework, outsider, ivory_coast, kenya, today, typed):
    entry = factories.EvidenceFactory(framework=framework, author=outsider, title="Alpha", accepted=True)
    entry.countries.add(ivory_coast)

    assert len(pages.rows(client.get("/evidence/", {"country": typed}))) == 1
    assert Countries(outsider).matching(typed) == [ivory_coast]
    assert [one.state for one in state_list(day=entry.ends_on, language="en", text=typed)] == [ivory_coast]


@pytest.mark.parametrize("typed", IVORY_COAST[2:])
def test_a_whole_name_is_read_in_spreadsheets_and_shares(framework, ivory_coast, typed):
    assert Ground(framework).states.find(typed) == ivory_coast
    assert read_shares(f"{typed} 60", [ivory_coast]) == {"CI": 60}


@pytest.mark.parametrize("typed", ["etude", "ÉTUDE", "l'etude"])
def test_a_programme_and_its_donor_are_found(client, framework, outsider, typed):
    programme = factories.ProgrammeFactory(code="ET-1", title="L\u2019Étude des routes")
    factories.ProgrammeDonorFactory(programme=programme, name="Fonds de l\u2019étude")
    factories.EvidenceFactory(framework=framework, author=outsider, programme=programme, title="Alpha", accepted=True)

    assert len(pages.rows(client.get("/evidence/", {"programme": typed}))) == 1
    assert len(pages.rows(client.get("/programmes/", {"text": typed}))) == 1
    assert len(pages.rows(client.get("/programmes/", {"donor": typed}))) == 1


def test_people_are_found(client, framework, outsider):
    outsider.name = "José O\u2019Neill"
    outsider.save()
    factories.EvidenceFactory(framework=framework, author=outsider, title="Alpha", accepted=True)

    assert len(pages.rows(client.get("/evidence/", {"author": "jose o'neill"}))) == 1
    assert len(pages.rows(client.get("/people/", {"text": "jose"}))) == 1
    assert people_named("jose o'n") == (outsider.pk,)


def test_an_element_a_theme_and_an_indicator_are_found(client, framework, elements, outsider):
    entry = factories.EvidenceFactory(framework=framework, author=outsider, title="Alpha", accepted=True)
    element = factories.ElementFactory(framework=framework, position=50, code="O9", label="Réfugiés")
    factories.ContributionFactory(evidence=entry, element=element)
    entry.terms.add(factories.TermFactory(vocabulary__framework=framework, label="Traite d\u2019êtres humains"))
    indicator = factories.IndicatorFactory(element=element, title="Personnes formées")
    factories.FigureFactory(evidence=entry, indicator=indicator)

    for asked in ({"element": "refugies"}, {"term": "d'etres"}, {"indicator": "formees"}):
        assert len(pages.rows(client.get("/evidence/", asked))) == 1
