"""Names in the reader's language: of calendar quarters, and of the organization."""

from datetime import date

import pytest
from django.utils.translation import override

from iomtrack.accounts.organization import organization_here
from objectives.models.naming import calendar_name
from tests import factories, pages

THIRD = (date(2026, 7, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("name", "days", "shown"),
    [
        ("Third quarter of 2026", THIRD, "Troisième trimestre 2026"),
        ("Q3 2026", THIRD, "T3 2026"),
        ("2026", (date(2026, 1, 1), date(2026, 12, 31)), "2026"),
        ("Third quarter of 2025", THIRD, "Third quarter of 2025"),
        ("Q3 2026", (date(2026, 7, 1), date(2026, 9, 29)), "Q3 2026"),
        ("Q4 2026", (date(2026, 10, 1), date(2026, 12, 31)), "T4 2026"),
        ("The summer round", THIRD, "The summer round"),
    ],
)
def test_the_plain_name_of_a_calendar_quarter_is_told_in_the_readers_language(name, days, shown):
    with override("fr"):
        assert calendar_name(name, *days) == shown


@pytest.mark.django_db
def test_pages_show_it_so(client_for, recorder, framework):
    factories.PeriodFactory(framework=framework)
    type(recorder).objects.filter(pk=recorder.pk).update(language="fr")

    assert "Troisième trimestre 2026" in pages.main(client_for(recorder).get("/"))


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "International Organization for Migration"),
        ("fr", "Organisation internationale pour les migrations"),
        ("es", "Organización Internacional para las Migraciones"),
    ],
)
def test_the_organization_has_its_name_in_each_language(language, name):
    with override(language):
        assert organization_here() == name


@pytest.mark.django_db
def test_another_organization_goes_by_its_own_name_until_it_gives_others(client_for, recorder, settings):
    settings.ORGANIZATION, settings.ORGANIZATION_NAMES = "River Commission", {"fr": "Commission du fleuve"}
    client, feet = client_for(recorder), []

    for language in ("fr", "es"):
        type(recorder).objects.update(language=language)
        feet.append(pages.words(pages.read(client.get("/")).xpath("//footer//span")[0]))

    assert feet == ["Commission du fleuve", "River Commission"]
