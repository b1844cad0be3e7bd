"""Keeping the standing of States: histories without overlap, each change with its audit event."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions.standings import StandingInput, begin_standing, correct_standing, remove_standing
from objectives.enums import Standing
from objectives.models import AuditEvent, StateStanding
from objectives.queries.states import standing_of, states_on
from tests import factories

pytestmark = pytest.mark.django_db

D1990, D2001 = date(1990, 1, 1), date(2001, 6, 1)
SINCE_1990 = "It is recorded as Observer State since 1 January 1990. Give a later day, or correct that."
UNTIL_2001 = "It is recorded as Observer State until 1 June 2001. Correct that first."
NO_REASON = "Say why, so that whoever reads the record can follow it."
OVERLAP = "These days overlap those as Member State since 1 June 2001."


@pytest.fixture
def state():
    return factories.StateFactory(iso="KE", name="Kenya", standing="neither")


@pytest.fixture
def observer(state):
    return factories.StateStandingFactory(state=state, standing="observer", since=D1990)


def history(state):
    return list(state.standings.order_by("since").values_list("standing", "since", "until"))


def test_the_first_standing_begins_on_its_day(state, administrator):
    begin_standing(state=state, standing="member", since=D2001, by=administrator)

    assert history(state) == [("member", D2001, None)]
    assert standing_of(state, date(2001, 5, 31)) == Standing.NEITHER
    assert standing_of(state, D2001) == Standing.MEMBER


def test_a_new_standing_ends_the_earlier_one_the_day_before(state, observer, administrator):
    begin_standing(state=state, standing="member", since=D2001, by=administrator)

    assert history(state) == [("observer", D1990, date(2001, 5, 31)), ("member", D2001, None)]
    event = AuditEvent.objects.first()
    assert (event.action, event.object_label, event.before, event.after) == (
        "state.begin_standing",
        "Kenya",
        {"standing": "observer", "since": "1990-01-01", "until": None},
        {"standing": "member", "since": "2001-06-01"},
    )


def test_to_be_neither_ends_a_standing_and_leaves_no_row_of_its_own(state, observer, administrator):
    begin_standing(state=state, standing="neither", since=D2001, by=administrator)

    assert history(state) == [("observer", D1990, date(2001, 5, 31))]
    assert standing_of(state, D2001) == Standing.NEITHER


@pytest.mark.parametrize(
    ("standing", "since", "until", "problems"),
    [
        ("member", D1990, None, {"since": [SINCE_1990]}),
        ("member", date(1989, 1, 1), None, {"since": [SINCE_1990]}),
        ("member", D2001, date(2001, 6, 1), {"since": [UNTIL_2001]}),
        ("observer", D2001, None, {"standing": ["It is that already on this day."]}),
        ("neither", D2001, date(2000, 1, 1), {"standing": ["It is that already on this day."]}),
    ],
)
def test_a_standing_that_contradicts_the_record_is_refused(
    state, observer, administrator, standing, since, until, problems
):
    StateStanding.objects.update(until=until)

    with pytest.raises(ActionError) as refused:
        begin_standing(state=state, standing=standing, since=since, by=administrator)

    assert refused.value.problems == problems
    assert history(state) == [("observer", D1990, until)]


def test_a_standing_is_put_right_with_its_reason(state, observer, administrator):
    content = StandingInput("member", date(1991, 2, 3), date(1999, 12, 31))

    correct_standing(entry=observer, content=content, reason="The instrument says so.", by=administrator)

    assert history(state) == [("member", date(1991, 2, 3), date(1999, 12, 31))]
    assert AuditEvent.objects.first().after == {
        "standing": "member",
        "since": "1991-02-03",
        "until": "1999-12-31",
        "reason": "The instrument says so.",
    }


@pytest.mark.parametrize(
    ("content", "reason", "problems"),
    [
        (StandingInput("observer", D1990), " ", {"reason": [NO_REASON]}),
        (StandingInput("observer", D1990, date(1989, 1, 1)), "x", {"until": ["The last day is before the first day."]}),
        (StandingInput("observer", D1990), "x", {"since": [OVERLAP]}),
        (StandingInput("observer", D1990, D2001), "x", {"since": [OVERLAP]}),
    ],
)
def test_a_wrong_correction_is_refused_at_its_fields(state, observer, administrator, content, reason, problems):
    begin_standing(state=state, standing="member", since=D2001, by=administrator)

    with pytest.raises(ActionError) as refused:
        correct_standing(entry=observer, content=content, reason=reason, by=administrator)

    assert {name: problems[name] for name in problems} == {name: refused.value.problems[name] for name in problems}
    assert history(state) == [("observer", D1990, date(2001, 5, 31)), ("member", D2001, None)]


def test_a_standing_that_never_was_is_removed_with_a_reason(state, observer, administrator):
    with pytest.raises(ActionError, match="Say why"):
        remove_standing(entry=observer, reason="", by=administrator)
    remove_standing(entry=observer, reason="Another State was meant.", by=administrator)

    assert history(state) == []
    assert AuditEvent.objects.first().before["standing"] == "observer"


def test_only_administrators_keep_the_list(state, observer, recorder, reviewer):
    for person in (recorder, reviewer):
        with pytest.raises(NotPermitted):
            begin_standing(state=state, standing="member", since=D2001, by=person)
        with pytest.raises(NotPermitted):
            correct_standing(entry=observer, content=StandingInput("member", D1990), reason="x", by=person)
        with pytest.raises(NotPermitted):
            remove_standing(entry=observer, reason="x", by=person)


def test_the_list_of_any_day_can_be_asked(state, observer, administrator):
    factories.StateFactory(iso="FR", standing="member")
    factories.StateFactory(iso="VA", standing="neither")
    begin_standing(state=state, standing="member", since=D2001, by=administrator)

    lists = {
        day: [sorted(one.iso for one in states_on(day, standing)) for standing in Standing]
        for day in (date(2000, 1, 1), date(2001, 5, 31), D2001)
    }

    assert lists == {
        date(2000, 1, 1): [["FR"], ["KE"], ["VA"]],
        date(2001, 5, 31): [["FR"], ["KE"], ["VA"]],
        D2001: [["FR", "KE"], [], ["VA"]],
    }


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (D1990, None),
        (date(1980, 1, 1), None),
        (date(1980, 1, 1), D1990),
        (date(1995, 12, 31), date(1995, 12, 31)),
        (date(1995, 1, 1), date(1995, 1, 2)),
    ],
)
def test_the_database_itself_refuses_days_that_overlap(state, observer, since, until):
    StateStanding.objects.update(until=date(1995, 12, 31))

    with pytest.raises(IntegrityError, match="standings_of_a_state_do_not_overlap"), transaction.atomic():
        StateStanding.objects.create(state=state, standing="member", since=since, until=until)


def test_so_it_does_where_a_row_is_changed_and_lets_it_stand_beside_another(state, observer):
    StateStanding.objects.update(until=date(1995, 12, 31))
    later = StateStanding.objects.create(state=state, standing="member", since=date(1996, 1, 1))
    StateStanding.objects.create(state=factories.StateFactory(standing="neither"), standing="member", since=D1990)

    with pytest.raises(IntegrityError, match="standings_of_a_state_do_not_overlap"), transaction.atomic():
        StateStanding.objects.filter(pk=later.pk).update(since=date(1995, 12, 31))
    later.standing = "observer"
    later.save()

    assert history(state)[1] == ("observer", date(1996, 1, 1), None)
