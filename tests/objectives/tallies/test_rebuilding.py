"""Counters that are wrong, or triggers that are missing, are put right by a rebuild."""

import pytest
from django.db import connection

from objectives import tallying
from objectives.models import AuditEvent, ElementTally, IndicatorTally
from objectives.queries.overview import period_overview
from tests import factories
from tests.objectives.tallies.counting import kept_of_elements, kept_of_indicators, rebuild, standing
from tests.objectives.tallies.walker import Walker

pytestmark = pytest.mark.django_db


def test_a_rebuild_of_what_is_right_finds_nothing(entry):
    entry("accepted")
    before = kept_of_elements()

    assert rebuild() == ["All tallies are right."]
    assert kept_of_elements() == before
    assert not AuditEvent.objects.filter(action="tallies.rebuild").exists()


@pytest.mark.parametrize("seed", range(3))
def test_a_recount_comes_to_what_the_triggers_kept(seed, periods, elements):
    indicators = [factories.IndicatorFactory(element=elements["O1"]) for _ in range(2)]
    Walker(seed, periods, list(elements.values()), indicators).walk(100)
    kept = (kept_of_elements(), kept_of_indicators())

    assert rebuild() == ["All tallies are right."]
    assert (kept_of_elements(), kept_of_indicators()) == kept


def test_a_rebuild_says_where_the_tallies_differed_and_puts_them_right(entry, period, elements, indicator):
    one = entry("accepted")
    factories.FigureFactory(evidence=one, indicator=indicator, value=7)
    ElementTally.objects.update(accepted=5)
    IndicatorTally.objects.update(total=10_000)

    found = rebuild()

    figure = f"latest_on 2026-09-15, latest_evidence {one.pk}, latest_value 7.0000, latest_qualifier exact"
    figure = f"{figure}, {figure.replace('latest', 'highest')}"
    assert found == [
        "2026-Q3, O1: accepted 5 stood, where it is accepted 1.",
        f"2026-Q3, O1: O1.1: figures 1, total 10000, {figure} stood, where it is figures 1, total 70000, {figure}.",
        "2 tallies were wrong and are right.",
    ]
    assert AuditEvent.objects.get(action="tallies.rebuild").after["O1"] == {"accepted": 1, "awaiting": 0}
    assert rebuild() == ["All tallies are right."]
    assert [row.accepted for row in period_overview(period.framework, period)] == [1, 0, 0]


def test_a_trigger_that_is_missing_is_put_back(entry, elements):
    with connection.cursor() as cursor:
        on = " ON objectives_evidence" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER tally_evidence_update{on}")
    entry("accepted")

    assert rebuild()[0] == "The trigger tally_evidence_update was missing and is back."
    assert tallying.missing(connection) == []
    assert standing(elements) == (1, 0)
