"""Names stand where a reader looks for them: accented letters with the plain ones, in the language that is shown."""

import pytest
from django.utils.translation import override

from iomtrack.accounts.enums import Role
from objectives.forms.office import OfficeForm
from objectives.forms.people import PersonForm
from objectives.forms.programme import ProgrammeForm
from objectives.queries.choosing import Countries
from objectives.queries.name_order import by_name, sort_key
from tests import factories, pages
from tests.conftest import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ENGLISH = ["Åland Islands", "Albania", "Côte d’Ivoire", "Spain", "United Arab Emirates"]
FRENCH = ["Albanie", "Côte d’Ivoire", "Émirats arabes unis", "Espagne", "Îles Åland"]


@pytest.fixture
def states():
    """Five, of which two begin with an accent in one language or another."""
    names = {"AX": "Åland Islands", "AL": "Albania", "AE": "United Arab Emirates", "ES": "Spain", "CI": "Côte d’Ivoire"}
    return [factories.StateFactory(iso=iso, name=name) for iso, name in names.items()]


def read_in(client_for, person, language):
    person.language = language
    person.save()
    client = client_for(person)
    client.cookies["django_language"] = language
    return client


@pytest.mark.parametrize(("language", "names"), [("en", ENGLISH), ("fr", FRENCH)])
def test_a_choice_of_countries_is_in_the_order_of_the_names_shown(states, language, names):
    with override(language):
        for field in (OfficeForm().fields["state"], ProgrammeForm().fields["countries"], PersonForm().fields["state"]):
            assert [str(label) for value, label in field.choices if value] == names


def test_what_stands_for_none_comes_first(states):
    assert [str(label) for _value, label in OfficeForm().fields["state"].choices][:2] == ["None", "Åland Islands"]


def test_a_choice_of_offices_is_so_too():
    for code, name in (("QUI", "Zürich"), ("EVR", "Évreux"), ("ESS", "Essen"), ("OSB", "Østerbro"), ("OXF", "Oxford")):
        factories.OfficeFactory(code=code, name=name)

    choices = ProgrammeForm().fields["lead_office"].choices

    assert [str(label) for value, label in choices if value] == ["Essen", "Évreux", "Østerbro", "Oxford", "Zürich"]


def test_suggestions_of_one_rank_are_so_too(states, recorder):
    with override("fr"):
        found = [str(one) for one in Countries(recorder).matching("e")]

    assert found == ["Émirats arabes unis", "Espagne", "Albanie", "Côte d’Ivoire", "Îles Åland"]


def test_the_countries_of_an_entry_are_so_too(client_for, recorder, entry, states):
    evidence = entry("draft")
    evidence.countries.set(states)
    client = read_in(client_for, recorder, "fr")

    record = pages.main(client.get(evidence.get_absolute_url()))
    check = pages.main(client.get(f"{evidence.get_absolute_url()}check/"))
    form = pages.read(client.get(f"{evidence.get_absolute_url()}edit/"))

    assert ", ".join(FRENCH) in record
    assert ", ".join(FRENCH) in check
    chips = form.xpath("//*[@data-chips='countries']//label")
    assert [pages.words(one).partition(" (")[0] for one in chips] == FRENCH


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("name", ["Essen", "Évreux", "Zürich"]),
        ("-name", ["Zürich", "Évreux", "Essen"]),
        ("state", ["Zürich", "Évreux", "Essen"]),
        ("-state", ["Essen", "Évreux", "Zürich"]),
    ],
)
def test_the_list_of_offices_is_so_too(client_for, administrator, states, sort, names):
    aland, albania = states[:2]
    factories.OfficeFactory(code="ZRH", name="Zürich", state=aland)
    factories.OfficeFactory(code="EVR", name="Évreux", state=albania)
    factories.OfficeFactory(code="ESS", name="Essen", state=None)

    response = client_for(administrator).get(f"/offices/?sort={sort}")

    assert pages.rows(response) == names


def test_delegates_are_listed_by_the_name_of_their_state_that_is_shown(client_for, administrator, states):
    for state in states:
        factories.DelegationFactory(state=state, user=make_person(f"for-{state.iso.lower()}", Role.DELEGATE))
    client = read_in(client_for, administrator, "fr")

    listed = pages.words(pages.read(client.get("/people/?sort=place")).xpath("//table//tbody")[0])

    places = [listed.index(name) for name in FRENCH]
    assert places == sorted(places)


@pytest.mark.parametrize("where", ["/offices/", "/programmes/"])
def test_a_filter_by_country_is_so_too(client_for, administrator, states, where):
    programme = factories.ProgrammeFactory()
    for state in states:
        factories.OfficeFactory(state=state)
        programme.places.create(state=state)

    tree = pages.read(client_for(administrator).get(where))

    options = tree.xpath("//select[@name='state' or @name='country']/option[@value != '']")
    assert [pages.words(one) for one in options] == ENGLISH


def test_one_key_puts_all_in_order():
    names = ["Zürich", "ñame", "nube", "Ñandú", "Łódź", "Lübeck", "L’Aquila", "Æbelø", "Adana"]

    assert sorted(names, key=lambda name: sort_key(name, "es")) == [
        *("Adana", "Æbelø", "L’Aquila", "Łódź", "Lübeck", "nube", "ñame", "Ñandú", "Zürich"),
    ]
    assert by_name(["b", "Á", "a"]) == ["Á", "a", "b"]
