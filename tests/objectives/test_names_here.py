"""Names in the reader's language: of parts of the calendar, and of the organization."""

from datetime import date

import pytest
from django.utils.translation import override

from iomtrack.accounts.organization import organization_here
from objectives.models import AuditEvent
from objectives.models.calendar_names import calendar_name
from objectives.queries.readiness import remarks
from tests import factories, pages

THIRD = (date(2026, 7, 1), date(2026, 9, 30))
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
FIRST_HALF, SECOND_HALF = (YEAR[0], date(2026, 6, 30)), (THIRD[0], YEAR[1])
JANUARY, AUGUST = (YEAR[0], date(2026, 1, 31)), (date(2026, 8, 1), date(2026, 8, 31))
LEAP_MONTH = (date(2028, 2, 1), date(2028, 2, 29))


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


@pytest.mark.parametrize(
    ("language", "name", "days", "shown"),
    [
        ("en", "Premier trimestre 2026", (YEAR[0], date(2026, 3, 31)), "First quarter of 2026"),
        ("en", "Tercer trimestre de 2026", THIRD, "Third quarter of 2026"),
        ("en", "3.er trimestre del año 2026", THIRD, "Third quarter of 2026"),
        ("es", "3e trimestre de l’année 2026", THIRD, "Tercer trimestre de 2026"),
        ("es", "Third quarter 2026", THIRD, "Tercer trimestre de 2026"),
        ("es", "Quarter 3, 2026", THIRD, "Tercer trimestre de 2026"),
        ("es", "2026-Q3", THIRD, "T3 2026"),
        ("en", "T3 2026", THIRD, "Q3 2026"),
        ("en", "Premier semestre 2026", FIRST_HALF, "First half of 2026"),
        ("en", "Second semestre 2026", SECOND_HALF, "Second half of 2026"),
        ("en", "DEUXIÈME SEMESTRE 2026", SECOND_HALF, "Second half of 2026"),
        ("en", "1er semestre de 2026", FIRST_HALF, "First half of 2026"),
        ("en", "S2 2026", SECOND_HALF, "H2 2026"),
        ("fr", "Year 2026", YEAR, "2026"),
        ("en", "Año 2026", YEAR, "2026"),
        ("fr", "January 2026", JANUARY, "Janvier 2026"),
        ("es", "Août 2026", AUGUST, "Agosto de 2026"),
        ("en", "enero de 2026", JANUARY, "January 2026"),
        ("en", "février 2028", LEAP_MONTH, "February 2028"),
    ],
)
def test_so_is_a_half_year_a_year_and_a_month_whichever_language_it_was_named_in(language, name, days, shown):
    with override(language):
        assert calendar_name(name, *days) == shown


@pytest.mark.parametrize(
    ("language", "name", "days"),
    [
        ("en", "Third quarter 2026", THIRD),
        ("en", "Half-year 1, 2026", FIRST_HALF),
        ("fr", "T3 2026", THIRD),
        ("es", "T3 2026", THIRD),
        ("fr", "1er semestre 2026", FIRST_HALF),
        ("es", "Enero de 2026", JANUARY),
    ],
)
def test_a_name_in_the_readers_own_language_stays_as_it_was_given(language, name, days):
    with override(language):
        assert calendar_name(name, *days) == name


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("Premier trimestre 2026", THIRD),
        ("Premier semestre 2026", SECOND_HALF),
        ("Premier semestre 2026", (YEAR[0], date(2026, 6, 29))),
        ("Premier semestre 2025", FIRST_HALF),
        ("Premier trimestre 2026, Nairobi", (YEAR[0], date(2026, 3, 31))),
        ("Trimestre", THIRD),
        ("Année 2026", (date(2026, 4, 1), date(2027, 3, 31))),
        ("Année 2026–2027", YEAR),
        ("Janvier 2026", AUGUST),
        ("Janvier 2026", (date(2026, 1, 2), date(2026, 1, 31))),
        ("Deuxième tour 2026", THIRD),
        ("", THIRD),
        ("9999", (date(9999, 1, 1), date.max)),
    ],
)
def test_what_does_not_say_the_periods_own_days_stays_as_it_was_given(name, days):
    with override("en"):
        assert calendar_name(name, *days) == name


@pytest.mark.django_db
def test_pages_show_it_so(client_for, recorder, framework):
    factories.PeriodFactory(framework=framework)
    type(recorder).objects.filter(pk=recorder.pk).update(language="fr")

    assert "Troisième trimestre 2026" in pages.main(client_for(recorder).get("/"))


@pytest.fixture
def reader(recorder):
    """Someone who reads French."""
    type(recorder).objects.filter(pk=recorder.pk).update(language="fr")
    recorder.language = "fr"
    return recorder


@pytest.mark.django_db
def test_where_a_period_is_chosen_and_where_it_is_said_which_one_was(client_for, reader, framework):
    period = factories.PeriodFactory(framework=framework)

    page = pages.read(client_for(reader).get(f"/evidence/?period={period.pk}"))

    chosen = page.xpath("//select[@name='period']/option[@selected]")
    assert [pages.words(one) for one in chosen] == ["Troisième trimestre 2026"]
    assert "Troisième trimestre 2026" in pages.words(page.find_class("set-filters")[0])

    copied = client_for(reader).get(f"/exports/new/?period={period.pk}")
    assert "Troisième trimestre 2026" in pages.main(copied)


@pytest.mark.django_db
def test_so_is_a_period_that_an_earlier_framework_still_has_open(framework):
    framework.supersedes = factories.FrameworkFactory(symbol="MC/1842", status="in_force")
    factories.PeriodFactory(framework=framework.supersedes)

    with override("fr"):
        said = " ".join(remarks(framework))

    assert "Troisième trimestre 2026" in said


@pytest.mark.django_db
def test_the_audit_names_a_period_in_one_language_whoever_acts(recorder, framework):
    period = factories.PeriodFactory(framework=framework)

    with override("fr"):
        event = AuditEvent.objects.record(by=recorder, action="period.open", on=period)

    assert event.object_label == "Third quarter of 2026"


@pytest.mark.django_db
def test_the_audit_names_a_period_as_it_was_named(framework, administrator):
    period = factories.PeriodFactory(framework=framework, label="T3 2026")
    with override("es"):
        event = AuditEvent.objects.record(by=administrator, action="period.close", on=period)

    assert event.object_label == "T3 2026"


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
