"""The ways to break figures down, over HTTP; and those that come with the installation."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from objectives.models import AuditEvent, Category, Dimension
from tests import factories, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def client(client_for, administrator):
    return client_for(administrator)


@pytest.fixture
def sex():
    dimension = factories.DimensionFactory(code="sex", name="Sex")
    for position, code in enumerate(("female", "male")):
        factories.CategoryFactory(dimension=dimension, code=code, label=code.title(), position=position)
    return dimension


def typed(**changes):
    """The form of `sex` as it stands, with four empty lines; label_1="…" and so on change it."""
    lines = {"name": "Sex", "label-1": "Female", "label-2": "Male", "offered-1": "on", "offered-2": "on"}
    lines |= {f"place-{number}": str(number) for number in range(1, 7)}
    lines |= {name.replace("_", "-"): value for name, value in changes.items()}
    return {name: value for name, value in lines.items() if value is not None}


def listed():
    return [(one.label, one.retired_on is None) for one in Category.objects.order_by("position")]


def test_the_list_tells_categories_and_who_asks_for_them(client, sex, indicator):
    indicator.dimensions.add(sex)
    factories.CategoryFactory(dimension=sex, label="Old", position=9, retired_on="2026-01-01")
    factories.DimensionFactory(name="Age group", position=5)

    response = client.get("/dimensions/")

    said = pages.main(response)
    assert "Sex Change Sex Female Male Old retired on 1 Jan 2026 Asked of O1.1 Persons assisted" in said
    assert "Age group Change Age group No indicator asks for it." in said
    assert pages.faults(response.content.decode()) == []


def test_a_dimension_is_added(client, db):
    lines = {"name": "Age", "label-1": "Old", "place-1": "2", "label-2": "Young", "place-2": "1"}
    response = client.post("/dimensions/new/", {"place-3": "3", "place-4": "4", **lines}, follow=True)

    assert (Dimension.objects.get().code, listed()) == ("age", [("Young", True), ("Old", True)])
    assert pages.messages(response) == ["Age is added. Choose it for the indicators it suits."]


def test_categories_are_named_ordered_added_and_retired(client, sex):
    change = typed(name="Gender", label_1="Women", place_1="3", offered_2=None, label_3="Other", place_3="1")

    response = client.post("/dimensions/sex/", change, follow=True)

    sex.refresh_from_db()
    assert (sex.name, listed()) == ("Gender", [("Other", True), ("Male", False), ("Women", True)])
    assert pages.messages(response) == ["Gender is saved."]


def test_a_dimension_and_its_categories_are_named_in_other_languages(client, administrator, sex):
    sex.translations = {"de": {"name": "Geschlecht"}, "es": {"name": "Sexo"}}
    sex.save()
    page = client.get("/dimensions/sex/")
    assert pages.read(page).get_element_by_id("id_name-es").get("value") == "Sexo"

    client.post("/dimensions/sex/", typed(**{"name-fr": "Sexe", "name-es": "", "label-fr-1": "Femmes"}))

    sex.refresh_from_db()
    female = sex.categories.get(code="female")
    assert sex.translations == {"de": {"name": "Geschlecht"}, "fr": {"name": "Sexe"}}
    assert female.translations == {"fr": {"label": "Femmes"}}
    event = AuditEvent.objects.latest("id")
    assert event.after["translations"]["fr"] == {"name": "Sexe"}
    assert event.after["categories"][0]["translations"] == {"fr": {"label": "Femmes"}}
    with translation.override("fr"):
        assert (str(sex), str(female), sex.name_here) == ("Sexe", "Femmes", "Sexe")
    administrator.language = "fr"
    administrator.save()
    assert "Sexe Modifier Sexe Femmes Male" in pages.main(client.get("/dimensions/"))


def test_a_new_dimension_can_have_names_in_all_languages_at_once(client, db):
    lines = {"name": "Age", "name-fr": "Âge", "label-1": "Old", "label-es-1": "Mayores", "place-1": "1"}
    client.post("/dimensions/new/", {**{f"place-{number}": "9" for number in (2, 3, 4)}, **lines})

    assert Dimension.objects.get().translations == {"fr": {"name": "Âge"}}
    assert Category.objects.get().translations == {"es": {"label": "Mayores"}}


@pytest.mark.parametrize(
    ("changes", "links"),
    [
        ({"name": ""}, [("id_name", "Give it a name with letters or digits in it.")]),
        ({"label_1": ""}, [("id_label-1", "Give each category a name.")]),
        ({"place_1": "first"}, [("id_place-1", "Give its place as a whole number from 1 to 999.")]),
        ({"place_2": "0"}, [("id_place-2", "Give its place as a whole number from 1 to 999.")]),
        ({"offered_1": None, "offered_2": None}, [("", "Give at least one category to choose.")]),
        ({"label_3": "female"}, [("", "“Female” is named twice.")]),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_at_its_place(client, sex, changes, links):
    response = client.post("/dimensions/sex/", typed(**changes))

    assert (response.status_code, pages.error_links(response)) == (422, links)
    assert listed() == [("Female", True), ("Male", True)]
    assert pages.faults(response.content.decode()) == []


def test_sex_and_age_group_come_with_the_installation_and_what_was_changed_since_stays(db):
    def load():
        out = StringIO()
        call_command("load_dimensions", stdout=out)
        return out.getvalue().strip()

    first = load()
    Dimension.objects.filter(code="sex").update(name="Gender")
    Category.objects.filter(code="male").update(retired_on="2026-01-01")
    second = load()

    kept = {
        one.code: [category.label for category in one.categories.order_by("position")]
        for one in Dimension.objects.order_by("position")
    }
    assert kept == {
        "sex": ["Female", "Male", "Not known"],
        "age-group": ["0–4", "5–17", "18–59", "60 and over", "Not known"],
    }
    assert (first, second) == (
        "2 dimensions added, 0 left as they are.",
        "0 dimensions added, 2 left as they are.",
    )
    assert Dimension.objects.get(code="sex").name == "Gender"
    assert Category.objects.filter(retired_on__isnull=False).count() == 1
