"""What stands beside the countries of an entry is of the day that its correction says."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from objectives.actions import evidence as actions
from objectives.actions.correction import correct
from tests.objectives.actions.correcting.reason import WHY

pytestmark = pytest.mark.django_db


def days_beside(country):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT evidence_id, CAST(ends_on AS text) FROM objectives_evidence_countries WHERE state_id = %s",
            [country.pk],
        )
        return dict(cursor.fetchall())


def test_a_correction_that_is_taken_over_brings_its_day_to_all_countries_of_the_entry(
    accepted, put_right, recorder, reviewer, kenya, colombia
):
    accepted.countries.add(kenya)
    day = date(2026, 8, 7)
    correction = correct(evidence=accepted, reason=WHY, by=recorder)
    said = replace(put_right, starts_on=day, ends_on=day, countries=(kenya, colombia))
    actions.save(evidence=correction, content=said, by=recorder)
    assert days_beside(kenya) == {accepted.pk: str(accepted.ends_on), correction.pk: "2026-08-07"}

    actions.accept(evidence=actions.submit(evidence=correction, by=recorder), by=reviewer)

    for country in (kenya, colombia):
        assert days_beside(country)[accepted.pk] == "2026-08-07"
