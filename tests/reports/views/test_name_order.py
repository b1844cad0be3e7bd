"""Whom reports go to stands in the order of the names that are shown, in whichever language that is."""

import pytest

from reports.models import Recipient
from tests import factories, pages
from tests.reports.world import make_edition

pytestmark = pytest.mark.django_db
STATES = {"AX": "Åland Islands", "AL": "Albania", "AE": "United Arab Emirates", "ES": "Spain", "CI": "Côte d’Ivoire"}
IN_ORDER = {
    "en": ["Åland Islands", "Albania", "Côte d’Ivoire", "Spain", "United Arab Emirates"],
    "fr": ["Albanie", "Côte d’Ivoire", "Émirats arabes unis", "Espagne", "Îles Åland"],
}


@pytest.fixture
def recipients():
    states = [factories.StateFactory(iso=iso, name=name, standing="member") for iso, name in STATES.items()]
    return [factories.RecipientFactory(state=state, name="Mission") for state in states]


@pytest.fixture
def client_in(client_for, administrator):
    """A client of an administrator who reads in a language."""

    def sign_in(language):
        administrator.language = language
        administrator.save()
        return client_for(administrator)

    return sign_in


def in_page_order(text, names):
    return sorted(names, key=text.index)


@pytest.mark.parametrize("language", IN_ORDER)
def test_whom_an_edition_will_be_sent_to(client_in, world, queued, recipients, language):
    edition = make_edition(world, "awaiting")

    text = pages.main(client_in(language).get(f"/editions/{edition.pk}/"))

    assert ", ".join(f"Mission ({name})" for name in IN_ORDER[language]) in text


@pytest.mark.parametrize("language", IN_ORDER)
def test_whom_it_was_sent_to(client_in, world, queued, recipients, language):
    rendition = factories.RenditionFactory(edition=make_edition(world, "issued"))
    for one in recipients:
        factories.DeliveryFactory(rendition=rendition, recipient=one)

    page = pages.read(client_in(language).get(f"/editions/{rendition.edition.pk}/"))

    told = [pages.words(one) for one in page.xpath("//table//tbody//th[@scope='row']/div")]
    assert [one.partition(" · ")[0] for one in told] == IN_ORDER[language]


@pytest.mark.parametrize("page", ["", "contacts/"])
def test_the_contacts_of_a_state_with_those_last_who_get_no_more(client_in, kenya, page):
    for name, is_active in (("Zola", True), ("Ángel", True), ("Ana", False), ("Bob", True)):
        factories.RecipientFactory(state=kenya, name=name, is_active=is_active)

    text = pages.main(client_in("en").get(f"/states/KE/{page}"))

    assert in_page_order(text, ["Ana", "Ángel", "Bob", "Zola"]) == ["Ángel", "Bob", "Zola", "Ana"]
    assert Recipient.objects.count() == 4
