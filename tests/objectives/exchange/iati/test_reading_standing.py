"""What stands below what, as activity files say."""

from dataclasses import replace
from itertools import permutations

import pytest

from objectives.actions import programmes
from objectives.actions.programme_content import as_input
from objectives.models import AuditEvent, Programme
from tests import factories
from tests.objectives.exchange.iati.files import activity, document, load, messages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]


def standing():
    """What stands below what: "B<A" for each."""
    rows = Programme.objects.filter(parent__isnull=False).values_list("iati_identifier", "parent__iati_identifier")
    return sorted("<".join(row) for row in rows)


@pytest.mark.parametrize("order", list(permutations("ABC")))
def test_three_levels_stand_whatever_their_order_in_the_file(administrator, order):
    told = {
        "A": activity("A", "2 B", level=1),
        "B": activity("B", "1 A", level=2),
        "C": activity("C", "1 B", level=3),
    }

    load(document(*(told[one] for one in order)), administrator)

    assert standing() == ["B<A", "C<B"]


@pytest.mark.parametrize(
    "files",
    [
        [[activity("A")], [activity("B", "1 A")]],
        [[activity("B")], [activity("A", "2 B")]],
        [[activity("B", "1 A")], [activity("A")]],
        [[activity("B", "1 A")], [activity("C")], [activity("B")], [activity("A")]],
        [[activity("B", "1 A")], [activity("A")], [activity("B", "1 A")]],
    ],
    ids=[
        "parent earlier",
        "child earlier, named by its parent",
        "child earlier, and waiting",
        "child earlier, and again without a word of it",
        "child earlier, and again",
    ],
)
def test_what_came_in_an_earlier_file_is_found(administrator, files):
    for one in files:
        outcome = load(document(*one), administrator)

    assert standing() == ["B<A"]
    assert outcome.is_sound


def test_a_child_on_record_that_its_parent_names_is_told_as_changed(administrator):
    load(document(activity("B")), administrator)

    outcome = load(document(activity("A", "2 B")), administrator)

    assert (outcome.added, outcome.changed) == (["A"], ["B"])
    assert load(document(activity("A", "2 B")), administrator).unchanged == ["A"]


def test_a_hierarchy_that_is_turned_round_is_taken(administrator):
    load(document(activity("A", level=1), activity("B", "1 A", level=2), activity("C", "1 B", level=3)), administrator)

    load(document(activity("A", "1 B", level=3), activity("B", "1 C", level=2), activity("C", level=1)), administrator)

    assert standing() == ["A<B", "B<C"]


def test_a_circle_keeps_the_file_out(administrator):
    outcome = load(document(activity("A", "1 B"), activity("B", "1 C"), activity("C", "1 A")), administrator)

    assert {one[1] for one in messages(outcome)} == {"related-activity"}
    assert not Programme.objects.exists()


def test_of_several_parents_the_one_of_the_level_above_is_kept(administrator):
    top, middle = activity("A", level=1), activity("B", "1 A", level=2)

    report = load(document(top, middle, activity("C", "1 A", "1 B", level=3)), administrator).report

    assert standing() == ["B<A", "C<B"]
    assert "a programme is part of one other; there is one already" in {one.note for one in report.in_order()}


def test_what_an_administrator_put_below_another_stays_there(administrator):
    """Also in a file of several levels, where the parent came from no file."""
    own = factories.ProgrammeFactory(code="OWN")
    load(document(activity("A"), activity("B")), administrator)
    Programme.objects.filter(code="A").update(parent=own)

    load(document(activity("A", level=1), activity("B", "1 A", level=2)), administrator)

    assert Programme.objects.get(code="A").parent == own


@pytest.mark.parametrize(
    ("activities", "note"),
    [
        ([activity("A", level=1), activity("B", level=2)], "names no activity that it is part of"),
        ([activity("A", level=2), activity("B", "1 A", level=2)], "not below that of the activity"),
        ([activity("A", level="first")], "a level is a number"),
        ([activity("A", "1 Z")], "is not known here"),
        ([activity("A", "2 Z")], "is not known here"),
        ([activity("A", "3 B"), activity("B")], "only parents"),
    ],
)
def test_what_is_odd_about_a_hierarchy_is_told(administrator, activities, note):
    report = load(document(*activities), administrator).report

    assert [one.note for one in report.in_order() if note in one.note]


@pytest.mark.parametrize("kind", ["1", "2"])
def test_an_activity_that_is_not_known_is_told_at_the_line_that_names_it(administrator, kind):
    late = activity("B", f"{kind} Z").replace("<related-activity", "\n\n<related-activity")

    report = load(document(activity("A"), "\n", late), administrator).report

    (told,) = [one.lines for one in report.in_order() if "is not known here" in one.note]
    text = document(activity("A"), "\n", late).decode().split("\n")
    assert [text[line - 1][:17] for line in told] == ["<related-activity"]


def test_more_levels_than_programmes_stand_in_are_told_at_their_line(administrator):
    line = [activity("P0"), *(activity(f"P{number}", f"1 P{number - 1}") for number in range(1, 10))]

    outcome = load(document(*line), administrator)

    assert {one[1] for one in messages(outcome)} == {"related-activity"}
    assert "at most 8 levels" in messages(outcome)[0][2]


def test_a_programme_says_what_it_waits_for_until_that_comes(administrator):
    load(document(activity("B", "1 A")), administrator)
    waiting = Programme.objects.get()
    assert (waiting.parent, waiting.awaited_parent) == (None, "A")
    assert load(document(activity("B", "1 A")), administrator).unchanged == ["B"]

    outcome = load(document(activity("A")), administrator)

    assert (outcome.added, outcome.changed) == (["A"], ["B"])
    waiting.refresh_from_db()
    assert (waiting.parent.code, waiting.awaited_parent) == ("A", None)


def test_that_a_parent_is_awaited_is_in_the_audit_and_on_the_page(administrator, client_for):
    load(document(activity("B", "1 XM-DAC-47066-A")), administrator)

    assert AuditEvent.objects.latest("pk").after["awaited_parent"] == "XM-DAC-47066-A"
    page = client_for(administrator).get("/programmes/B/").content.decode()
    assert "XM-DAC-47066-A" in page
    assert "not on record yet" in page


def test_a_dry_run_moves_nothing_that_waits(administrator):
    load(document(activity("B", "1 A")), administrator)

    load(document(activity("A")), administrator, dry_run=True)

    assert standing() == []
    assert Programme.objects.get().awaited_parent == "A"


def test_who_was_put_below_another_by_hand_waits_no_more(administrator):
    own = factories.ProgrammeFactory(code="OWN", iati_identifier="OWN")
    load(document(activity("B", "1 A")), administrator)
    waiting = Programme.objects.get(code="B")
    programmes.change(programme=waiting, content=replace(as_input(waiting), parent=own), by=administrator)

    load(document(activity("A")), administrator)

    assert standing() == ["B<OWN"]


def test_what_waited_goes_where_the_newer_file_says(administrator):
    load(document(activity("B", "1 A")), administrator)

    load(document(activity("A"), activity("C"), activity("B", "1 C")), administrator)

    assert standing() == ["B<C"]


def test_one_of_the_first_level_waits_no_more(administrator):
    load(document(activity("B", "1 A")), administrator)

    load(document(activity("B", level=1), activity("C", "1 B", level=2)), administrator)
    load(document(activity("A")), administrator)

    assert standing() == ["C<B"]


def test_what_would_stand_in_a_circle_keeps_waiting_and_keeps_no_file_out(administrator):
    load(document(activity("B", "1 A")), administrator)

    outcome = load(document(activity("A", "1 B")), administrator)

    assert outcome.is_sound
    assert standing() == ["A<B"]
    assert [one.note for one in outcome.report.in_order() if "waited for it" in one.note]
