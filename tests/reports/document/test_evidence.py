"""Which entries a passage tells."""

from datetime import date

from reports.document.sections.evidence import MOST_STATEMENTS, selection
from tests.reports.document.papers import entry


def entries(number):
    return [entry(f"EV-{place:02}", "x", date(2026, 1, 1), ()) for place in range(number)]


def test_a_dozen_entries_are_all_told():
    assert selection(entries(12), frozenset()) == entries(12)


def test_more_than_a_dozen_are_told_from_the_first_to_the_last_at_even_distances():
    told = [each.reference for each in selection(entries(45), frozenset())]
    assert told == [f"EV-{place:02}" for place in range(0, 45, 4)]


def test_those_with_figures_come_before_others_and_all_stand_in_order():
    with_figures = {"EV-02", "EV-03", "EV-29"}
    told = [each.reference for each in selection(entries(30), frozenset(with_figures))]
    assert (len(told), with_figures <= set(told), told) == (MOST_STATEMENTS, True, sorted(told))
