"""What a State was, by its own page."""

from objectives.models import StateStanding


def history(iso):
    rows = StateStanding.objects.filter(state__iso=iso).order_by("since")
    return list(rows.values_list("standing", "since", "until"))
