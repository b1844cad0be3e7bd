"""Keeping indicators: added, changed, moved, retired and taken out."""

from dataclasses import replace
from decimal import Decimal

import pytest

from iomtrack.accounts.errors import NotPermitted
from objectives.actions import indicator as actions
from objectives.models import AuditEvent, Indicator
from tests import factories
from tests.objectives import entries
from tests.objectives.actions.indicators.telling import problems, report

pytestmark = pytest.mark.django_db


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
