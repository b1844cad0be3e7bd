"""What the tallies have kept, and a fresh count to hold beside it."""

from collections import Counter
from decimal import Decimal
from io import StringIO
from typing import Any

from django.core.management import call_command

from objectives.models import Contribution, Element, ElementTally, Figure, IndicatorTally, Period
from objectives.queries.figures import Reported, reported_figures


def kept_of_elements() -> dict[tuple[int, int], tuple[int, int]]:
    """Of each period and element: how many are accepted, how many await review."""
    return {
        (one.period_id, one.element_id): (one.accepted, one.awaiting)
        for one in ElementTally.objects.all()
        if one.accepted or one.awaiting
    }


def fresh_of_elements() -> dict[tuple[int, int], tuple[int, int]]:
    counted = Counter(
        Contribution.objects.filter(evidence__status__in=["accepted", "submitted"]).values_list(
            "evidence__period_id", "element_id", "evidence__status"
        )
    )
    places = {(period, element) for period, element, _status in counted}
    return {place: (counted[*place, "accepted"], counted[*place, "submitted"]) for place in places}


def kept_of_indicators() -> dict[tuple[int, int], tuple[Any, ...]]:
    """Of each period and indicator: its figures by number, sum and qualifier, the latest and the highest."""
    columns = ("figures", "total", "over", "about", "not_applicable")
    latest = ("latest_on", "latest_evidence", "latest_value", "latest_qualifier")
    highest = tuple(name.replace("latest", "highest") for name in latest)
    return {
        (one.period_id, one.indicator_id): tuple(getattr(one, name) for name in (*columns, *latest, *highest))
        for one in IndicatorTally.objects.all()
        if one.figures or one.not_applicable
    }


def fresh_of_indicators(periods: list[Period]) -> dict[tuple[int, int], tuple[Any, ...]]:
    found: dict[tuple[int, int], tuple[Any, ...]] = {}
    for period in periods:
        skipped = Counter(
            Figure.objects.filter(
                evidence__status="accepted", evidence__period=period, answer="not_applicable"
            ).values_list("indicator_id", flat=True)
        )
        reported = reported_figures(period)
        for indicator in {*skipped, *reported}:
            figures = sorted(reported.get(indicator, []), key=lambda one: (one.on, one.evidence_id))
            highest = max(figures, key=lambda one: one.value, default=None)
            qualifiers = Counter(one.qualifier for one in figures)
            found[period.pk, indicator] = (
                len(figures),
                int(sum((one.value for one in figures), Decimal(0)) * 10_000),
                qualifiers["over"],
                qualifiers["about"],
                skipped[indicator],
                *spread(figures[-1] if figures else None),
                *spread(highest),
            )
    return found


def spread(figure: Reported | None) -> tuple[Any, ...]:
    return (figure.on, figure.evidence_id, figure.value, figure.qualifier) if figure else (None,) * 4


def standing(elements: dict[str, Element]) -> tuple[int, int]:
    """What the tally of O1 has kept: how many are accepted, how many await review."""
    tallies = ElementTally.objects.filter(element=elements["O1"]).values_list("accepted", "awaiting")
    return next(iter(tallies), (0, 0))


def rebuild() -> list[str]:
    """What the command that puts tallies right says."""
    output = StringIO()
    call_command("rebuild_tallies", stdout=output)
    return output.getvalue().splitlines()
