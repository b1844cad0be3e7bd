"""Standings are carried over into a history, and back."""

from datetime import date, timedelta

from django.utils import timezone

BEFORE = [("objectives", "0003_wordings_vocabularies_and_measures")]
AFTER = [("objectives", "0013_standings_do_not_overlap")]


def test_standings_are_carried_over_and_back(migrate):
    today = timezone.localdate()
    old = migrate(BEFORE).get_model("objectives", "State")
    for iso, standing, since, until in (
        ("AA", "member", date(1990, 1, 1), None),
        ("BB", "observer", None, None),
        ("CC", "member", date(1990, 1, 1), date(2001, 1, 1)),
        ("DD", "neither", None, None),
    ):
        old.objects.create(iso=iso, name=iso, standing=standing, since=since, until=until)

    history = migrate(AFTER).get_model("objectives", "StateStanding")
    carried = list(history.objects.order_by("state__iso").values_list("state__iso", "standing", "since", "until"))
    history.objects.create(
        state_id=history.objects.get(state__iso="CC").state_id, standing="observer", since=today + timedelta(days=9)
    )
    back = migrate(BEFORE).get_model("objectives", "State")

    assert carried == [
        ("AA", "member", date(1990, 1, 1), None),
        ("BB", "observer", today, None),
        ("CC", "member", date(1990, 1, 1), date(2001, 1, 1)),
    ]
    assert list(back.objects.order_by("iso").values_list("iso", "standing", "since", "until")) == [
        ("AA", "member", date(1990, 1, 1), None),
        ("BB", "observer", today, None),
        ("CC", "neither", None, None),
        ("DD", "neither", None, None),
    ]
