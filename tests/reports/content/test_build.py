from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test.utils import CaptureQueriesContext

from objectives.models import (
    AssessmentText,
    Evidence,
    Figure,
    Lineage,
    Period,
    State,
    Target,
)
from reports.content.build import build
from reports.content.facts import AmendmentFacts, Amount, ContributionFacts
from reports.content.frozen import digest, dump, load
from tests.factories import AmendmentFactory
from tests.reports.world import make_assessment, make_evidence, make_indicator, make_world


def element(content, code):
    return next(one for one in content.elements if one.code == code)


def test_the_head_states_the_edition(world):
    content = build(world.definition, world.period, revision=2)

    assert content.definition.symbol == "ASSESSMENT/1995-2004/2"
    assert content.definition.session == "EIGHTY-EIGHTH SESSION"
    assert content.document_date == date(2004, 11, 4)
    assert content.languages == ("en",)
    assert content.framework.chapeaux["objective"].text == "The objectives are:"


def test_an_element_counts_the_accepted_entries_that_contribute_to_it(world):
    make_evidence(world, "EV-1999-0003", world.elements[:1], status="withdrawn")

    content = build(world.definition, world.period)

    assert element(content, "O1").entries == 2
    assert element(content, "O1").evidence == ("EV-1999-0001", "EV-1999-0002")
    assert element(content, "O2").evidence == ("EV-1999-0002",)
    assert element(content, "O3").evidence == ()


def test_an_indicator_states_its_value_by_its_own_aggregation_and_names_its_entries(world):
    (fact,) = element(build(world.definition, world.period), "O1").indicators

    assert fact.value == Amount(Decimal(105), "exact")
    assert fact.evidence == ("EV-1999-0001", "EV-1999-0002")
    assert fact.baseline == Amount(Decimal(55), "exact")


def test_what_was_not_reported_is_none_and_what_was_reported_as_zero_is_zero(world):
    make_indicator(world.elements[1], "O2.1")
    zero = make_indicator(world.elements[1], "O2.2")
    make_evidence(world, "EV-1999-0003", world.elements[1:2], [(zero, "0")])

    silent, reported = element(build(world.definition, world.period), "O2").indicators

    assert silent.value is None
    assert reported.value == Amount(Decimal(0), "exact")


def test_a_value_that_takes_in_others_names_the_entries_of_all(world):
    above = world.indicators[0]
    below = make_indicator(world.elements[1], "O2.9", rolls_up_to=above)
    make_evidence(world, "EV-1998-0001", world.elements[1:2], [(below, "7")], ends_on=date(1999, 2, 1))

    (fact,) = element(build(world.definition, world.period), "O1").indicators

    assert fact.value == Amount(Decimal(112), "exact")
    assert sorted(fact.evidence) == ["EV-1998-0001", "EV-1999-0001", "EV-1999-0002"]
    assert fact.evidence[0] == "EV-1998-0001"


def test_an_indicator_that_does_not_apply_is_stated_as_such(world):
    exempt = make_indicator(world.elements[1], "O2.1")
    evidence = make_evidence(world, "EV-1999-0003", world.elements[1:2])
    Figure.objects.create(evidence=evidence, indicator=exempt, answer="not_applicable")

    (fact,) = element(build(world.definition, world.period), "O2").indicators

    assert (fact.value, fact.not_applicable) == (None, True)


def test_the_register_is_in_order_of_time_with_its_sources_and_countries(world):
    early = make_evidence(
        world, "EV-1996-0001", world.elements[:2], ends_on=date(1996, 5, 1), starts_on=date(1996, 5, 1)
    )
    early.countries.set(
        [State.objects.create(iso="TZ", name="Tanzania"), State.objects.create(iso="BI", name="Burundi")]
    )

    register = build(world.definition, world.period).evidence

    assert [entry.reference for entry in register] == ["EV-1996-0001", "EV-1999-0001", "EV-1999-0002"]
    assert register[0].countries == ("BI", "TZ")
    assert register[0].contributions == (ContributionFacts("O1", "Serves O1."), ContributionFacts("O2", "Serves O2."))
    assert register[0].sources[0].citation == "MC/INF/274"


def test_lineage_is_told_from_both_ends(world):
    (succession,) = build(world.definition, world.period).lineage
    world.definition.framework = world.successor
    later = Period.objects.create(
        framework=world.successor, code="2005", label="2005", starts_on=date(2005, 1, 1), ends_on=date(2005, 12, 31)
    )
    make_assessment(replace(world, period=later), world.successor.elements.get())
    (ancestry,) = build(world.definition, later, draft=True).lineage

    assert (succession.direction, succession.element, succession.other_framework) == ("succession", "O1", "MC/INF/274")
    assert (ancestry.direction, ancestry.element, ancestry.other_framework) == ("ancestry", "O1", "MC/1842")


def test_a_thread_to_a_draft_is_not_told(world):
    world.successor.status = "draft"
    world.successor.save()

    assert build(world.definition, world.period).lineage == ()


def amend(element, effective_on, before, after, **fields):
    number = element.amendments.count() + 1
    AmendmentFactory(element=element, number=number, effective_on=effective_on, before=before, after=after, **fields)
    type(element).objects.filter(pk=element.pk).update(wording=after)


def test_the_wording_is_that_of_the_documents_day_and_says_what_amended_it(world):
    amend(
        world.elements[0], date(2000, 1, 1), "as adopted", "as amended", source_symbol="MC/2000", source_paragraph="3"
    )
    amend(world.elements[0], date(2004, 11, 5), "as amended", "as it stands now")
    amend(world.elements[1], date(2004, 11, 4), "as adopted", "as amended on the day itself")

    content = build(world.definition, world.period)

    assert element(content, "O1").wording == "as amended"
    assert element(content, "O1").amended == AmendmentFacts(date(2000, 1, 1), ("MC/2000", "3"))
    assert element(content, "O1").amended_since == date(2004, 11, 5)
    assert (element(content, "O1").source_symbol, element(content, "O1").source_paragraph) == ("MC/2000", "3")
    assert element(content, "O2").wording == "as amended on the day itself"
    assert element(content, "O2").source_symbol == "MC/1842"
    assert (element(content, "O3").amended, element(content, "O3").amended_since) == (None, None)


def test_the_other_end_of_a_thread_is_quoted_as_it_stood_on_the_day(world):
    amend(world.successor.elements.get(), date(2005, 1, 1), "as it was in 2004", "as it stands now")

    (thread,) = build(world.definition, world.period).lineage

    assert thread.other_wording == "as it was in 2004"


def test_the_content_of_an_edition_from_before_amendments_can_be_read(world):
    data = dump(build(world.definition, world.period))
    for one in data["elements"]:
        del one["amended"], one["amended_since"]

    assert element(load(data), "O1").amended is None


def test_a_discontinued_element_has_no_other_end(world):
    Lineage.objects.create(ancestor=world.elements[1], kind="discontinued")

    thread = build(world.definition, world.period).lineage[1]

    assert (thread.direction, thread.kind, thread.element, thread.other_code) == (
        "succession",
        "discontinued",
        "O2",
        "",
    )


def sample_evidence(world):
    Evidence.objects.update(is_sample=True)


def sample_assessment(world):
    world.elements[0].assessments.update(is_sample=True)


def sample_period(world):
    world.period.is_sample = True


def sample_target(world):
    Target.objects.create(
        indicator=world.indicators[0],
        due_on="2004-12-31",
        value=9,
        set_on="2001-01-01",
        set_by=world.administrator,
        is_sample=True,
    )


@pytest.mark.parametrize("make_sample", [sample_evidence, sample_assessment, sample_period, sample_target])
def test_content_that_any_sample_touches_says_so(world, make_sample):
    before = build(world.definition, world.period).is_sample

    make_sample(world)

    assert (before, build(world.definition, world.period).is_sample) == (False, True)


def test_the_same_records_give_the_same_content_and_it_reads_back_whole(world):
    first, second = build(world.definition, world.period), build(world.definition, world.period)

    assert digest(dump(first)) == digest(dump(second))
    assert load(dump(first)) == first


@pytest.mark.parametrize("number", [1, 30])
def test_building_takes_the_same_number_of_queries_at_any_size(db, connection_of_test, number):
    world = make_world(elements=number)
    for index in range(number):
        make_evidence(world, f"EV-2000-{index:04}", world.elements, [(world.indicators[0], "1")])
    definition = type(world.definition).objects.select_related("framework").get()

    with CaptureQueriesContext(connection_of_test) as queries:
        build(definition, world.period)

    assert len(queries) == 18


@pytest.mark.parametrize(("closed_at", "told"), [("2004-10-31", date(2004, 10, 31)), ("2004-11-04", None)])
def test_a_period_that_was_closed_before_its_last_day_says_so(world, closed_at, told):
    Period.objects.update(closed_at=f"{closed_at}T12:00:00+00:00")
    world.period.refresh_from_db()

    assert build(world.definition, world.period).period.closed_early_on == told


def test_an_assessment_that_is_not_approved_is_a_gap_and_needs_no_narrative(world):
    unapproved = {"status": "draft", "submitted_by": None, "submitted_at": None}
    world.elements[0].assessments.update(**unapproved, approved_by=None, approved_at=None)
    world.elements[1].assessments.update(status="submitted", approved_by=None, approved_at=None)
    AssessmentText.objects.filter(assessment__element__in=world.elements[:2]).delete()

    content = build(world.definition, world.period)

    assert [one.assessment is None for one in content.elements] == [True, True, False]
