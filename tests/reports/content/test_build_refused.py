"""What stops a report from being built, each named."""

import pytest

from objectives.models import AssessmentText, ElementTally, Evidence, IndicatorTally, Lineage, Period
from reports.content.build import build
from reports.content.errors import ContentError


def problems(world, **options):
    with pytest.raises(ContentError) as caught:
        build(world.definition, world.period, **options)
    return caught.value.messages


def test_an_open_period_is_refused_but_may_be_previewed(world):
    Period.objects.update(status="open", closed_at=None, closed_by=None)
    world.period.refresh_from_db()

    assert problems(world) == ("1995-2004 is still open. Close the period first.",)
    assert build(world.definition, world.period, draft=True).elements


def test_a_period_of_another_framework_is_refused(world):
    world.period.framework = world.successor

    assert problems(world) == ("The report and the period are of different frameworks.",)


def test_a_framework_without_elements_is_refused(world):
    Lineage.objects.all().delete()
    AssessmentText.objects.all().delete()
    world.period.assessments.all().delete()
    Evidence.objects.all().delete()
    world.framework.elements.first().indicators.all().delete()
    world.framework.elements.all().delete()

    assert problems(world) == ("The framework has no elements. Load its file first.",)


def test_a_period_of_which_nothing_is_known_is_refused(world):
    Evidence.objects.all().delete()
    world.period.assessments.all().delete()

    assert problems(world) == ("Nothing is recorded for this period: no evidence, no figure and no assessment.",)


def test_every_missing_narrative_is_named(world):
    AssessmentText.objects.filter(assessment__element__code__in=["O1", "O3"]).delete()

    assert problems(world) == (
        "The assessment of O1 has no narrative in the language en.",
        "The assessment of O3 has no narrative in the language en.",
    )


def test_a_narrative_in_another_language_does_not_stand_in(world):
    world.definition.languages = ["en", "fr"]

    assert "The assessment of O2 has no narrative in the language fr." in problems(world)


def test_a_tally_that_is_wrong_stops_the_report(world):
    IndicatorTally.objects.update(total=1)

    assert problems(world) == ("The value of O1.1 does not agree with the entries that it rests on.",)


def test_a_count_that_is_wrong_stops_the_report(world):
    ElementTally.objects.filter(element=world.elements[0]).update(accepted=7)

    assert problems(world) == ("7 entries are counted for O1, but the register lists 2.",)
