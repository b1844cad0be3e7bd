"""Keeping indicators: what may be said of one, and what stays once figures or a closed period rest on it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions import indicator as actions
from objectives.models import AuditEvent, Indicator
from tests import factories
from tests.objectives import entries

pytestmark = pytest.mark.django_db
STAYS = "Figures were reported with it, so it stays as it is. Retire this indicator and add a new one."
JUDGED = "A closed period was judged by it, so it stays as it is. Retire this indicator and add a new one."


@pytest.fixture
def content():
    return actions.IndicatorInput(code="O1.1", title="Persons assisted", unit="persons", aggregation="sum")


@pytest.fixture
def kept(elements, content, administrator):
    """O1.1, with a baseline of 5 of 1995."""
    content = replace(content, baseline=Decimal(5), baseline_date="1995")
    return actions.add_indicator(element=elements["O1"], content=content, by=administrator)


@pytest.fixture
def above(framework, elements):
    """An indicator of the element that O1 stands under."""
    parent = factories.ElementFactory(framework=framework, position=50, code="G1")
    elements["O1"].parent = parent
    elements["O1"].save()
    return factories.IndicatorFactory(element=parent, code="G1.1")


def problems(action, **arguments):
    with pytest.raises(ActionError) as refused:
        action(**arguments)
    return refused.value.problems


def report(indicator, **fields):
    """An accepted figure."""
    evidence = factories.EvidenceFactory(framework=indicator.element.framework, accepted=True, **fields)
    return factories.FigureFactory(evidence=evidence, indicator=indicator)


def test_an_indicator_is_added_last_with_all_that_was_said(elements, content, above, administrator):
    factories.IndicatorFactory(element=elements["O1"], position=7)
    sex = factories.DimensionFactory(code="sex")
    said = replace(content, owner="Returns Unit", dimensions=(sex,), rolls_up_to=above, decimals=1)

    added = Indicator.objects.get(pk=actions.add_indicator(element=elements["O1"], content=said, by=administrator).pk)

    assert actions.as_input(added) == replace(said, position=8)
    event = AuditEvent.objects.get()
    assert (event.action, event.after["rolls_up_to"], event.after["dimensions"]) == (
        "indicator.add",
        "G1/G1.1",
        ["sex"],
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"code": "a b"}, {"code": ["Give a code of letters, digits, points and hyphens, such as O1.3."]}),
        ({"code": "New"}, {"code": ["Give a code of letters, digits, points and hyphens, such as O1.3."]}),
        ({"code": ""}, {"code": ["Give a code of letters, digits, points and hyphens, such as O1.3."]}),
        ({"title": " "}, {"title": ["Say what is measured."]}),
        ({"unit": ""}, {"unit": ["Say in what it is counted."]}),
        ({"baseline": Decimal(0)}, {"baseline_date": ["Say of when the baseline is."]}),
    ],
    ids=str,
)
def test_what_is_missing_is_told_at_its_field(elements, content, administrator, changes, expected):
    said = replace(content, **changes)

    assert problems(actions.add_indicator, element=elements["O1"], content=said, by=administrator) == expected


def test_a_code_is_given_once_in_an_element(elements, content, kept, administrator):
    assert problems(actions.add_indicator, element=elements["O1"], content=content, by=administrator) == {
        "code": ["O1 has an indicator O1.1 already."]
    }


@pytest.mark.parametrize(
    ("where", "unit", "message"),
    [
        ("above", "persons", ""),
        ("above", " Persons ", ""),
        ("above", "days", "G1.1 is counted in days. Only what is counted in the same unit rolls up to it."),
        ("beside", "persons", "Choose an indicator of an element above O1 in the tree."),
        ("itself", "persons", "Choose an indicator of an element above O1 in the tree."),
    ],
)
def test_it_rolls_up_to_one_of_the_same_unit_above_it_alone(
    elements, content, kept, above, administrator, where, unit, message
):
    beside = factories.IndicatorFactory(element=elements["O2"], unit=unit)
    Indicator.objects.filter(pk=above.pk).update(unit=unit)
    above.refresh_from_db()
    said = replace(actions.as_input(kept), rolls_up_to={"above": above, "beside": beside, "itself": kept}[where])

    if message:
        found = problems(actions.change_indicator, indicator=kept, content=said, by=administrator)
        assert found == {"rolls_up_to": [message]}
    else:
        assert actions.change_indicator(indicator=kept, content=said, by=administrator).rolls_up_to == above


def test_the_unit_stays_while_others_in_it_roll_up_to_it(elements, above, administrator):
    factories.IndicatorFactory(element=elements["O1"], rolls_up_to=above)
    said = replace(actions.as_input(above), unit="days")

    assert problems(actions.change_indicator, indicator=above, content=said, by=administrator) == {
        "unit": ["Indicators that roll up to it are counted in another unit. Change those first."]
    }


def test_a_change_is_audited_with_what_stood_there_before(kept, administrator):
    said = replace(actions.as_input(kept), title="Persons moved", owner="Unit", code="other")

    changed = actions.change_indicator(indicator=kept, content=said, by=administrator)

    event = AuditEvent.objects.first()
    assert (changed.code, event.action, event.before, event.after) == (
        "O1.1",
        "indicator.change",
        {"title": "Persons assisted", "owner": ""},
        {"title": "Persons moved", "owner": "Unit"},
    )


def test_nothing_changed_is_no_event(kept, administrator):
    actions.change_indicator(indicator=kept, content=actions.as_input(kept), by=administrator)

    assert entries.audited() == ["indicator.add"]


FREE = {"title": "Anew", "owner": "Unit", "baseline_source": "MC/1", "translations": {"fr": {"title": "Personnes"}}}
WITH_FIGURES = {"unit": "days", "aggregation": "latest"}
WITH_A_CLOSED_PERIOD = {
    "direction": "decrease",
    "baseline": Decimal(6),
    "baseline_qualifier": "about",
    "baseline_date": "1996",
}


@pytest.mark.parametrize("change", [{name: value} for name, value in (FREE | WITH_A_CLOSED_PERIOD).items()], ids=str)
def test_figures_leave_free_what_does_not_change_their_meaning(kept, administrator, change):
    report(kept)

    actions.change_indicator(indicator=kept, content=replace(actions.as_input(kept), **change), by=administrator)

    kept.refresh_from_db()
    assert {name: getattr(kept, name) for name in change} == change


@pytest.mark.parametrize("change", [{name: value} for name, value in WITH_FIGURES.items()], ids=str)
def test_figures_hold_unit_and_aggregation_even_those_of_a_draft(kept, administrator, change):
    factories.FigureFactory(
        evidence=factories.EvidenceFactory(framework=kept.element.framework), indicator=kept, value=3
    )
    said = replace(actions.as_input(kept), **change)

    found = problems(actions.change_indicator, indicator=kept, content=said, by=administrator)

    assert found == {next(iter(change)): [STAYS]}


def test_figures_hold_the_unit_of_what_they_roll_up_to(elements, kept, above, administrator):
    Indicator.objects.filter(pk=kept.pk).update(rolls_up_to=above)
    report(kept)
    said = replace(actions.as_input(above), aggregation="maximum")

    assert problems(actions.change_indicator, indicator=above, content=said, by=administrator) == {
        "aggregation": [STAYS]
    }


def test_decimal_places_may_be_added_but_not_dropped_once_figures_are_reported(kept, administrator):
    report(kept)
    more = replace(actions.as_input(kept), decimals=2)
    fewer = replace(more, decimals=1)

    actions.change_indicator(indicator=kept, content=more, by=administrator)

    assert problems(actions.change_indicator, indicator=kept, content=fewer, by=administrator) == {
        "decimals": ["Figures with 2 decimal places were reported."]
    }


@pytest.mark.parametrize("change", [{name: value} for name, value in WITH_A_CLOSED_PERIOD.items()], ids=str)
def test_a_closed_period_holds_what_it_was_judged_by(kept, administrator, change):
    report(kept, period=factories.PeriodFactory(framework=kept.element.framework, closed=True))
    said = replace(actions.as_input(kept), **change)

    found = problems(actions.change_indicator, indicator=kept, content=said, by=administrator)

    assert found == {next(iter(change)): [JUDGED]}


def test_a_closed_period_holds_what_it_rolls_up_to(kept, above, administrator):
    report(kept, period=factories.PeriodFactory(framework=kept.element.framework, closed=True))
    said = replace(actions.as_input(kept), rolls_up_to=above)

    assert problems(actions.change_indicator, indicator=kept, content=said, by=administrator) == {
        "rolls_up_to": [JUDGED]
    }


def test_a_baseline_that_was_not_known_may_still_be_given(elements, content, administrator):
    kept = actions.add_indicator(element=elements["O1"], content=content, by=administrator)
    report(kept, period=factories.PeriodFactory(framework=kept.element.framework, closed=True))
    said = replace(actions.as_input(kept), baseline=Decimal(7), baseline_date="1995")

    assert actions.change_indicator(indicator=kept, content=said, by=administrator).baseline == 7


@pytest.mark.parametrize(
    ("code", "up", "order"),
    [("B", True, ["B", "A", "C"]), ("B", False, ["A", "C", "B"]), ("A", True, ["A", "B", "C"])],
)
def test_an_indicator_changes_places_with_the_one_beside_it(elements, administrator, code, up, order):
    rows = {one: factories.IndicatorFactory(element=elements["O1"], code=one, position=3) for one in "ABC"}

    actions.move_indicator(indicator=rows[code], up=up, by=administrator)

    assert list(elements["O1"].indicators.values_list("code", flat=True)) == order


def test_an_indicator_is_retired_for_a_reason_and_asked_for_again(kept, administrator, today):
    assert problems(actions.retire_indicator, indicator=kept, reason=" ", by=administrator) == {
        "reason": ["Say why it is retired."]
    }

    retired = actions.retire_indicator(indicator=kept, reason="It measured nothing.", by=administrator)
    again = problems(actions.retire_indicator, indicator=kept, reason="Once more.", by=administrator)
    restored = actions.restore_indicator(indicator=kept, by=administrator)
    not_retired = problems(actions.restore_indicator, indicator=kept, by=administrator)

    assert (str(retired.retired_on), retired.retired_reason, restored.retired_on) == (
        "2026-09-21",
        "It measured nothing.",
        None,
    )
    assert (again, not_retired) == ({"": ["O1.1 is retired already."]}, {"": ["O1.1 is not retired."]})
    assert entries.audited() == ["indicator.add", "indicator.retire", "indicator.restore"]


@pytest.mark.parametrize(
    ("retired_on", "asked"), [(None, True), ("2026-07-01", False), ("2026-07-02", True), ("2026-10-01", True)]
)
def test_a_retired_indicator_is_asked_for_in_the_periods_that_began_before(kept, period, retired_on, asked):
    Indicator.objects.filter(pk=kept.pk).update(retired_on=retired_on, retired_reason="Why")

    assert Indicator.objects.asked_in(period).exists() is asked


def test_an_indicator_that_nothing_rests_on_is_taken_out_of_a_draft_with_its_targets(kept, administrator):
    kept.element.framework.status = "draft"
    kept.element.framework.save()
    factories.TargetFactory(indicator=kept, value=100)

    actions.remove_indicator(indicator=kept, by=administrator)

    assert not Indicator.objects.exists()
    assert AuditEvent.objects.first().before["targets"] == ["100.0000 (2026-09-30)"]


@pytest.mark.parametrize(
    ("because", "message"),
    [
        ("in force", "Its framework is no draft any more, so it stays. Retire it instead."),
        ("figures", "Figures were reported for it, so it stays. Retire it instead."),
        ("fed", "Another indicator rolls up to it. Change that one first."),
    ],
)
def test_an_indicator_that_something_rests_on_stays(kept, administrator, because, message):
    kept.element.framework.status = "in_force" if because == "in force" else "draft"
    kept.element.framework.save()
    if because == "figures":
        report(kept)
    if because == "fed":
        factories.IndicatorFactory(element=kept.element, rolls_up_to=kept)

    assert problems(actions.remove_indicator, indicator=kept, by=administrator) == {"": [message]}


@pytest.mark.parametrize("who", ["recorder", "reviewer", "delegate"])
def test_administrators_alone_keep_indicators(kept, content, cast, who):
    by = cast[who]
    for act in (
        lambda: actions.add_indicator(element=kept.element, content=content, by=by),
        lambda: actions.change_indicator(indicator=kept, content=content, by=by),
        lambda: actions.move_indicator(indicator=kept, up=True, by=by),
        lambda: actions.retire_indicator(indicator=kept, reason="Why", by=by),
        lambda: actions.restore_indicator(indicator=kept, by=by),
        lambda: actions.remove_indicator(indicator=kept, by=by),
    ):
        with pytest.raises(NotPermitted):
            act()
