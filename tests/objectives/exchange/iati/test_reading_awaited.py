"""What one activity says of another that is not known yet: joined when the other comes, whichever of the two it is."""

from dataclasses import replace

import pytest

from objectives.actions import programmes
from objectives.actions.merging import merge_programmes
from objectives.actions.programme_content import as_input
from objectives.models import AuditEvent, Programme
from tests import factories
from tests.objectives.exchange.iati.files import activity, document, load
from tests.objectives.exchange.iati.test_reading_standing import standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]


@pytest.mark.parametrize(
    ("files", "stand"),
    [
        ([[activity("A", "2 B"), activity("B")]], ["B<A"]),
        ([[activity("A", "2 B")], [activity("B")]], ["B<A"]),
        ([[activity("A", "2 B")], [activity("A")], [activity("B")]], ["B<A"]),
        ([[activity("A", "2 B")], [activity("C")], [activity("B")]], ["B<A"]),
        ([[activity("A", "2 B", "2 C")], [activity("C")], [activity("B")]], ["B<A", "C<A"]),
        ([[activity("A", "2 B")], [activity("A", "2 C")], [activity("B"), activity("C")]], ["C<A"]),
        ([[activity("A", "2 B")], [activity("D", "2 B")], [activity("B")]], ["B<A"]),
        ([[activity("A", "2 B")], [activity("D"), activity("B", "1 D")]], ["B<D"]),
        ([[activity("A", "2 B")], [activity("D", "2 B"), activity("B")]], ["B<D"]),
        ([[activity("A", "2 B")], [activity("B", "1 A")]], ["B<A"]),
        ([[activity("A", "2 B")], [activity("B", "1 Z")]], ["B<A"]),
        ([[activity("A", "2 B")], [activity("B", "2 C")], [activity("C")]], ["B<A", "C<B"]),
    ],
    ids=[
        "the same file",
        "a later file",
        "its parent again without a word of it",
        "another file between",
        "two parts, one after the other",
        "its parent names another now",
        "two name it: the first",
        "it names another parent",
        "another parent comes with it",
        "both name each other",
        "it names one that is not known",
        "three levels, from the top",
    ],
)
def test_a_part_that_was_named_before_it_was_known_is_joined_when_it_comes(administrator, files, stand):
    for one in files:
        outcome = load(document(*one), administrator)
        assert outcome.is_sound

    assert standing() == stand
    before = AuditEvent.objects.count()
    assert load(document(*files[-1]), administrator).changed == []
    assert (standing(), AuditEvent.objects.count()) == (stand, before)


def test_a_programme_says_which_parts_it_waits_for_until_they_come(administrator, client_for):
    load(document(activity("XM-1-A", "2 XM-1-B", "2 XM-1-C")), administrator)
    client, address = client_for(administrator), Programme.objects.get().get_absolute_url()
    page = client.get(address).content.decode()
    assert AuditEvent.objects.latest("pk").after["awaited_parts"] == ["XM-1-B", "XM-1-C"]
    assert (page.count("not on record yet"), "XM-1-B" in page) == (2, True)

    outcome = load(document(activity("XM-1-B")), administrator)

    assert (outcome.added, outcome.changed) == (["XM-1-B"], ["XM-1-A"])
    assert Programme.objects.get(code="XM-1-A").awaited_parts == ["XM-1-C"]
    assert client.get(address).content.decode().count("not on record yet") == 1


def test_a_dry_run_joins_nothing(administrator):
    load(document(activity("A", "2 B")), administrator)

    load(document(activity("B")), administrator, dry_run=True)

    assert Programme.objects.get().awaited_parts == ["B"]


def test_what_is_saved_by_hand_still_waits(administrator):
    load(document(activity("A", "2 B")), administrator)
    kept = Programme.objects.get()

    programmes.change(programme=kept, content=replace(as_input(kept), awaited_parts=None), by=administrator)

    assert Programme.objects.get().awaited_parts == ["B"]


def test_what_was_put_below_another_by_hand_stays_there(administrator):
    own = factories.ProgrammeFactory(code="OWN", iati_identifier="OWN")
    load(document(activity("A", "2 B")), administrator)
    factories.ProgrammeFactory(code="B", iati_identifier="B", parent=own)

    load(document(activity("B")), administrator)

    assert standing() == ["B<OWN"]
    assert Programme.objects.get(code="A").awaited_parts is None


def test_one_that_was_merged_away_joins_nothing(administrator):
    load(document(activity("A", "2 B")), administrator)
    merge_programmes(programme=Programme.objects.get(), into=factories.ProgrammeFactory(code="OWN"), by=administrator)

    load(document(activity("B")), administrator)

    assert standing() == []


def test_a_circle_of_what_waited_keeps_no_file_out_and_is_told(administrator):
    load(document(activity("A", "2 B")), administrator)

    outcome = load(document(activity("B", "2 A")), administrator)

    assert outcome.is_sound
    assert standing() == ["A<B"]
    told = "it cannot stand below the programme that named it as its part"
    assert [one.lines for one in outcome.report.in_order() if one.note == told] == [[3]]


def test_no_more_parts_are_remembered_than_a_page_can_show(administrator):
    outcome = load(document(activity("A", *(f"2 B{number}" for number in range(502)))), administrator)

    assert len(Programme.objects.get().awaited_parts) == 500
    assert [one.number for one in outcome.report.in_order() if "remembers at most 500" in one.note] == [2]
