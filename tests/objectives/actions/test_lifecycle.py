"""From a draft to in force, and to superseded; and the lineage that has to be whole before."""

from contextlib import suppress
from datetime import date

import pytest

from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions.drafts import Stale
from objectives.actions.element_lineage import ThreadInput, discontinue, set_lineage, take_up_again
from objectives.actions.lifecycle import put_in_force
from objectives.enums import FRAMEWORK_MOVES, FrameworkStatus
from objectives.models import AuditEvent, Framework, Lineage
from objectives.queries.editor import seal, threads_of
from objectives.queries.framework import threads as shown
from objectives.queries.readiness import lacks, remarks
from tests import factories
from tests.objectives.drafts import make_draft, make_tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ADOPTED = {"adopted_on": date(2026, 9, 1), "adopted_by": "the Council, resolution 1400"}


@pytest.fixture
def draft(framework):
    return make_draft(supersedes=framework)


@pytest.fixture
def tree(draft):
    return make_tree(draft, "O1 O2")


@pytest.fixture
def whole(draft, tree, elements):
    """The draft, with nothing left to be said of its lineage."""
    factories.LineageFactory(descendant=tree["O1"], ancestor=elements["O1"])
    factories.LineageFactory(descendant=tree["O2"], ancestor=None, kind="new")
    for code in ("O2", "R1"):
        factories.LineageFactory(descendant=None, ancestor=elements[code], kind="discontinued", discontinued_in=draft)
    return draft


def refused(act, **arguments):
    with pytest.raises(ActionError) as error:
        act(**arguments)
    return error.value.problems


def said(element):
    return sorted(element.ancestry.values_list("ancestor__code", "kind", "note"), key=str)


def test_every_status_has_its_moves_and_each_leads_to_a_status():
    assert set(FRAMEWORK_MOVES) == set(FrameworkStatus)
    assert set().union(*FRAMEWORK_MOVES.values()) <= set(FrameworkStatus)


@pytest.mark.parametrize("before", FrameworkStatus)
@pytest.mark.parametrize("after", [FrameworkStatus.IN_FORCE, FrameworkStatus.SUPERSEDED])
def test_a_framework_moves_as_its_table_says_and_never_otherwise(before, after, administrator):
    """Into force by being put in force itself, and out of it when its successor is."""
    moved = factories.FrameworkFactory(status=before)
    factories.LineageFactory(
        ancestor=factories.ElementFactory(framework=moved),
        descendant=factories.ElementFactory(framework=make_draft(supersedes=moved)),
    )
    acted_on = moved if after == FrameworkStatus.IN_FORCE else Framework.objects.get(symbol="MC/INF/300")

    with suppress(ActionError):
        put_in_force(framework=acted_on, by=administrator, **ADOPTED)

    moved.refresh_from_db()
    assert moved.status == (after if after in FRAMEWORK_MOVES[before] else before)


def test_a_framework_is_put_in_force_and_the_one_before_it_is_superseded(whole, framework, administrator):
    put_in_force(framework=whole, by=administrator, session="112th session", **ADOPTED)

    whole.refresh_from_db()
    framework.refresh_from_db()
    assert (whole.status, whole.adopted_on, whole.adopted_by, whole.session) == (
        "in_force",
        date(2026, 9, 1),
        "the Council, resolution 1400",
        "112th session",
    )
    assert framework.status == "superseded"
    assert list(AuditEvent.objects.order_by("id").values_list("action", "object_label")) == [
        ("framework.in_force", "MC/INF/300"),
        ("framework.superseded", "MC/INF/274"),
    ]


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        (
            {"adopted_on": date(2026, 9, 22)},
            {"adopted_on": ["This day is still to come. Put the framework in force once it is adopted."]},
        ),
        (
            {"adopted_on": date(2026, 5, 31)},
            {"adopted_on": ["Its document is dated 1 June 2026. Give that day or a later one."]},
        ),
        ({"adopted_by": " "}, {"adopted_by": ["Say who adopted it, and by what decision."]}),
    ],
)
def test_a_decision_has_its_day_and_its_author(whole, framework, administrator, changes, problems):
    assert refused(put_in_force, framework=whole, by=administrator, **{**ADOPTED, **changes}) == problems
    framework.refresh_from_db()
    assert framework.status == "in_force"


def test_all_that_a_draft_lacks_is_told_and_nothing_moves(draft, tree, framework, administrator):
    problems = refused(put_in_force, framework=draft, by=administrator, **ADOPTED)

    assert problems == {
        "": [
            "It is not said what O1 descends from, or that it is new.",
            "It is not said what O2 descends from, or that it is new.",
            "It is not said what became of O1 of MC/INF/274.",
            "It is not said what became of O2 of MC/INF/274.",
            "It is not said what became of R1 of MC/INF/274.",
        ]
    }
    framework.refresh_from_db()
    assert framework.status == "in_force"


def test_an_empty_draft_and_one_that_follows_a_draft_are_not_whole(administrator):
    earlier = make_draft(symbol="MC/1", slug="mc-1")

    assert [one.message for one in lacks(make_draft(supersedes=earlier))] == [
        "It has no elements yet.",
        "MC/1, which it supersedes, is a draft.",
    ]


def test_a_first_strategy_needs_no_lineage(administrator):
    first = make_draft()
    make_tree(first, "O1")

    assert put_in_force(framework=first, by=administrator, **ADOPTED).status == "in_force"


def test_what_is_worth_a_look_does_not_stand_in_the_way(whole, framework):
    whole.elements.filter(code="O1").update(source_symbol="MC/INF/274")
    period = factories.PeriodFactory(framework=framework)
    factories.EvidenceFactory(framework=framework, period=period, submitted=True)

    assert remarks(whole) == [
        "O1 is quoted from another document than MC/INF/300.",
        "Still open for MC/INF/274: Third quarter of 2026. Nothing new can be logged for it once it is superseded.",
        "1 entry for MC/INF/274 awaits review.",
    ]
    assert lacks(whole) == []


def test_lineage_is_recorded_all_at_once(draft, tree, elements, administrator):
    discontinue(framework=draft, ancestor=elements["O2"], note="No longer needed.", by=administrator)
    threads = [ThreadInput("merged", elements["O1"], "Joined."), ThreadInput("merged", elements["O2"])]

    set_lineage(element=tree["O1"], threads=threads, by=administrator, read=seal([]))
    set_lineage(element=tree["O2"], threads=[ThreadInput("new", note="Asked for in 2025.")], by=administrator)

    assert said(tree["O1"]) == [("O1", "merged", "Joined."), ("O2", "merged", "")]
    assert said(tree["O2"]) == [(None, "new", "Asked for in 2025.")]
    assert not Lineage.objects.filter(kind="discontinued").exists()
    assert [event.action for event in AuditEvent.objects.order_by("id")] == [
        "lineage.discontinue",
        "lineage.set",
        "lineage.set",
    ]


def test_lineage_can_be_left_unsaid_again(tree, elements, administrator):
    factories.LineageFactory(descendant=tree["O1"], ancestor=elements["O1"])

    set_lineage(element=tree["O1"], threads=[], by=administrator)

    assert said(tree["O1"]) == []


@pytest.mark.parametrize(
    ("threads", "message"),
    [
        ([("new", None), ("refined", "O1")], "An element that is new descends from none. Choose one or the other."),
        ([("", "O1")], "Say how it descends from each element that you chose."),
        ([("new", "O1")], "Say how it descends from each element that you chose."),
        ([("discontinued", "O1")], "Say how it descends from each element that you chose."),
        ([("refined", None)], "Say how it descends from each element that you chose."),
        (
            [("refined", "O1"), ("merged", "O2")],
            "An element that is retained or refined descends from one alone. Choose merged or split.",
        ),
        ([("merged", "O1")], "A merged element descends from two or more. Choose the others too."),
        ([("refined", "own")], "An element chosen is not of the framework that this one supersedes."),
    ],
)
def test_threads_that_contradict_each_other_are_refused(tree, elements, administrator, threads, message):
    known = {None: None, "own": tree["O2"], **elements}
    inputs = [ThreadInput(kind, known[code]) for kind, code in threads]

    assert refused(set_lineage, element=tree["O1"], threads=inputs, by=administrator) == {"threads": [message]}


def test_who_read_an_older_lineage_is_told(tree, elements, administrator):
    read = seal(threads_of(tree["O1"]))
    factories.LineageFactory(descendant=tree["O1"], ancestor=elements["O1"])

    with pytest.raises(Stale):
        set_lineage(element=tree["O1"], threads=[], by=administrator, read=read)


def test_an_element_is_discontinued_in_one_draft_and_not_in_another(draft, framework, elements, administrator):
    other = make_draft(supersedes=framework, symbol="MC/301", slug="mc-301")
    make_tree(other, "O1")
    words = {"framework": draft, "ancestor": elements["R1"], "by": administrator}

    discontinue(note="Done.", **words)
    discontinue(note="Done, in 2025.", **words)

    assert Lineage.objects.get().note == "Done, in 2025."
    assert "It is not said what became of R1 of MC/INF/274." in [one.message for one in lacks(other)]
    take_up_again(**words)
    take_up_again(**words)
    assert not Lineage.objects.exists()
    assert [event.action for event in AuditEvent.objects.order_by("id")] == [
        "lineage.discontinue",
        "lineage.discontinue",
        "lineage.take_up_again",
    ]


def test_what_has_an_heir_or_is_of_another_framework_is_not_discontinued(draft, tree, elements, administrator):
    factories.LineageFactory(descendant=tree["O1"], ancestor=elements["O2"])
    words = {"framework": draft, "note": "", "by": administrator}

    assert refused(discontinue, ancestor=elements["O2"], **words) == {
        "": ["O1 descends from O2, so that it is not discontinued."]
    }
    assert refused(discontinue, ancestor=tree["O2"], **words) == {
        "": ["An element chosen is not of the framework that this one supersedes."]
    }


def test_threads_to_a_draft_show_on_its_own_page_alone_until_it_is_in_force(whole, framework, administrator):
    kinds = lambda one: sorted(thread.kind for thread in shown(one))  # noqa: E731
    draft_kinds = ["discontinued", "discontinued", "new", "retained"]

    assert (kinds(framework), kinds(whole)) == ([], draft_kinds)
    put_in_force(framework=whole, by=administrator, **ADOPTED)
    assert kinds(framework) == ["discontinued", "discontinued", "retained"]


def test_what_a_file_discontinued_is_told_by_the_framework_that_follows(whole, elements):
    Lineage.objects.filter(ancestor=elements["R1"]).update(discontinued_in=None)

    assert lacks(whole) == []


def test_administrators_alone_put_in_force_and_record_lineage(whole, tree, elements, reviewer):
    for act in (
        lambda: put_in_force(framework=whole, by=reviewer, **ADOPTED),
        lambda: set_lineage(element=tree["O1"], threads=[], by=reviewer),
        lambda: discontinue(framework=whole, ancestor=elements["O2"], note="", by=reviewer),
        lambda: take_up_again(framework=whole, ancestor=elements["O2"], by=reviewer),
    ):
        with pytest.raises(NotPermitted):
            act()
