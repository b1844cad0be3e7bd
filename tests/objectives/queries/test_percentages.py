"""A percentage is held against the whole: what is more is asked about once."""

from decimal import Decimal

import pytest

from objectives.queries.plausibility import doubts, yardsticks
from tests import factories, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def share(elements):
    return factories.IndicatorFactory(element=elements["O1"], code="O1.9", unit="per cent", aggregation="average")


def asked(indicator, value, **kwargs):
    return [one.yardstick.kind for one in doubts([factories.FigureFactory(indicator=indicator, value=value, **kwargs)])]


@pytest.mark.parametrize(("value", "kinds"), [(100, []), (Decimal("100.5"), ["whole"]), (9_999_999_999_999, ["whole"])])
def test_more_than_the_whole_is_asked_about(share, value, kinds):
    factories.TargetFactory(indicator=share, value=90)

    assert asked(share, value) == kinds


def test_what_was_confirmed_is_asked_no_more(share):
    assert asked(share, 140, is_confirmed=True) == []


@pytest.mark.parametrize("unit", ["%", "Per cent of staff", "pour cent", "por ciento", "Porcentaje"])
def test_units_of_each_language_are_known(share, unit):
    share.unit = unit
    share.save()

    assert yardsticks([share])[share.pk].kind == "whole"


@pytest.mark.parametrize("unit", ["persons", "percentage points", "percentiles"])
def test_other_units_have_no_whole(share, unit):
    share.unit = unit
    share.save()

    assert yardsticks([share]) == {}


def test_what_is_aimed_beyond_the_whole_is_not_held_against_it(share):
    factories.TargetFactory(indicator=share, value=150)

    assert asked(share, 140) == []
    assert asked(share, 15_001) == ["target"]


def test_a_small_share_is_held_against_what_is_known_of_it(share):
    factories.TargetFactory(indicator=share, value=Decimal("0.5"))

    assert asked(share, 60) == ["target"]


def test_it_is_asked_on_the_page_to_check(client_for, recorder, framework, elements, share):
    entry = factories.EvidenceFactory(framework=framework, author=recorder)
    factories.ContributionFactory(evidence=entry, element=elements["O1"])
    factories.FigureFactory(evidence=entry, indicator=share, value=140)

    page = pages.main(client_for(recorder).get(f"/evidence/{entry.reference}/check/"))

    assert "Is it 140 per cent? That is more than 100." in page
