"""The corners of a framework's activity file: whatever is missing or odd, it fits the standard's schema."""

from datetime import date

import pytest
from django.db import connection

from objectives.enums import FrameworkStatus
from objectives.exchange.iati.xml import XML_LANG
from objectives.models import Figure, Period, Target
from tests import factories
from tests.objectives.exchange.iati.test_writing import accepted, schema, tree_of, written

__all__ = ["accepted", "schema"]
pytestmark = pytest.mark.django_db


def in_french(framework, indicator):
    framework.language, framework.title, framework.translations = "fr", "Une stratégie", {}
    framework.save()


def without_days(framework, indicator):
    framework.adopted_on = None
    framework.save()


def superseded(framework, indicator):
    framework.status = FrameworkStatus.SUPERSEDED
    framework.save()
    factories.FrameworkFactory(
        supersedes=framework, status=FrameworkStatus.IN_FORCE, issued_on=framework.issued_on, adopted_on=None
    )


def without_periods(framework, indicator):
    Figure.objects.all().delete()
    Target.objects.all().delete()


def without_words(framework, indicator):
    element = indicator.element
    element.label, element.wording, element.translations = "", "  ", {"fr": {"label": " "}}
    element.save()
    indicator.title, indicator.unit = "", " "
    indicator.save()


def without_a_baseline(framework, indicator):
    indicator.baseline, indicator.baseline_date = None, ""
    indicator.save()


def with_a_baseline_of_no_day(framework, indicator):
    indicator.baseline, indicator.baseline_date = 3, "2003-13-45"
    indicator.save()


def with_signs_that_xml_has_not(framework, indicator):
    broken = "\ud800b\x00" if connection.vendor == "sqlite" else "\x1bb"  # PostgreSQL keeps no such JSON
    indicator.element.translations = {"fr": {"label": f"a{broken}", "wording": "\x0b<&>]]>\uffff"}}
    indicator.element.save()
    indicator.baseline, indicator.baseline_date, indicator.baseline_source = 3, "2003", "\x1b[0m & <source>"
    indicator.save()


def of_many_digits(framework, indicator):
    indicator.decimals, indicator.unit = 4, "pour cent"
    indicator.save()
    Figure.objects.update(value="123456789.1235")


def below_nothing(framework, indicator):
    Figure.objects.update(value="-0.4")


CORNERS = [
    in_french,
    without_days,
    superseded,
    without_periods,
    without_words,
    without_a_baseline,
    with_a_baseline_of_no_day,
    with_signs_that_xml_has_not,
    of_many_digits,
    below_nothing,
]


@pytest.mark.parametrize("corner", CORNERS, ids=lambda one: one.__name__.replace("_", " "))
def test_the_file_fits_the_schema_in_every_corner(schema, accepted, indicator, framework, corner):
    factories.TargetFactory(indicator=indicator)
    corner(framework, indicator)

    schema.assertValid(tree_of(framework))
    assert b"\x1b" not in written(framework)


def test_what_has_no_words_is_called_by_its_code(accepted, indicator, framework):
    without_words(framework, indicator)

    result = tree_of(framework).find(".//result")

    assert result.findtext("title/narrative") == "O1"
    assert result.find("description") is None
    assert result.find("indicator/description") is None


def test_a_framework_in_french_says_so_of_its_own_words_alone(accepted, indicator, framework):
    in_french(framework, indicator)

    activity = tree_of(framework).find("iati-activity")

    assert activity.get(XML_LANG) == "fr"
    (title,) = activity.findall("title/narrative")
    assert (title.get(XML_LANG), title.text) == ("fr", "Une stratégie")
    assert activity.find("description/narrative").get(XML_LANG) == "en"


def test_a_baseline_whose_date_is_no_day_keeps_its_year(accepted, indicator, framework):
    with_a_baseline_of_no_day(framework, indicator)

    assert dict(tree_of(framework).find(".//baseline").attrib) == {"year": "2003", "value": "3"}


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [("1234567.5", 2, "1234567.50"), ("0", 2, "0.00"), ("-0.4", 0, "0"), ("12.3456", 3, "12.346")],
)
def test_values_have_no_thousands_and_the_indicators_decimals(accepted, indicator, framework, value, decimals, said):
    indicator.decimals = decimals
    indicator.save()
    Figure.objects.update(value=value)

    assert tree_of(framework).find(".//actual").get("value") == said


def test_a_period_that_has_not_begun_says_nothing(schema, indicator, framework):
    Period.objects.update(starts_on=date(2099, 1, 1), ends_on=date(2099, 3, 31))
    factories.TargetFactory(indicator=indicator)

    tree = tree_of(framework)

    schema.assertValid(tree)
    assert tree.find(".//period") is None
