"""Moving the elements of a draft, splitting one, and merging several."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions.drafts import Stale
from objectives.actions.element_tree import PartInput, merge_elements, move_element, split_element, step_element
from objectives.models import AuditEvent, Element, Lineage
from objectives.queries.editor import content_of, seal
from objectives.tree import Place, Step
from tests import factories
from tests.objectives.drafts import make_draft, make_tree, outline

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(framework):
    return make_draft(supersedes=framework)


@pytest.fixture
def tree(draft):
    return make_tree(draft, "O1(O1.1 O1.2) O2 O3")


def refused(act, **arguments):
    with pytest.raises(ActionError) as error:
        act(**arguments)
    return error.value.problems


def threads(element):
    return sorted(Lineage.objects.filter(descendant=element).values_list("ancestor__code", "kind"))


PARTS = [PartInput("O2", "First", "to do the first"), PartInput("O2a", "Second", "to do the second")]


@pytest.mark.parametrize(
    ("code", "step", "expected"),
    [
        ("O1", Step.DOWN, "O2 O1(O1.1 O1.2) O3"),
        ("O2", Step.UP, "O2 O1(O1.1 O1.2) O3"),
        ("O2", Step.IN, "O1(O1.1 O1.2 O2) O3"),
        ("O1.2", Step.OUT, "O1(O1.1) O1.2 O2 O3"),
        ("O1.2", Step.UP, "O1(O1.2 O1.1) O2 O3"),
    ],
)
def test_an_element_moves_by_a_step_with_all_below_it(draft, tree, administrator, code, step, expected):
    assert step_element(element=tree[code], step=step, by=administrator) is True

    assert outline(draft) == expected
    assert AuditEvent.objects.get().action == "element.move"


def test_where_there_is_nowhere_to_go_nothing_is_done(draft, tree, administrator):
    assert step_element(element=tree["O1"], step=Step.UP, by=administrator) is False

    assert outline(draft) == "O1(O1.1 O1.2) O2 O3"
    assert AuditEvent.objects.count() == 0


def test_positions_that_began_anywhere_come_into_document_order(draft, administrator):
    top = factories.ElementFactory(framework=draft, position=7, code="O1")
    other = factories.ElementFactory(framework=draft, position=9, code="O2")
    factories.ElementFactory(framework=draft, position=40, code="O1.1", parent=top)

    step_element(element=other, step=Step.UP, by=administrator)

    assert outline(draft) == "O2 O1(O1.1)"
    assert list(draft.elements.values_list("position", flat=True)) == [1, 2, 3]


@pytest.mark.parametrize(
    ("code", "place", "beside", "expected"),
    [
        ("O3", Place.BEFORE, "O1", "O3 O1(O1.1 O1.2) O2"),
        ("O1", Place.BELOW, "O3", "O2 O3(O1(O1.1 O1.2))"),
        ("O1.1", Place.AFTER, "O2", "O1(O1.2) O2 O1.1 O3"),
    ],
)
def test_an_element_is_put_beside_any_other(draft, tree, administrator, code, place, beside, expected):
    move_element(element=tree[code], place=place, beside=tree[beside], by=administrator)

    assert outline(draft) == expected


@pytest.mark.parametrize("beside", ["O1", "O1.2"])
def test_an_element_is_not_put_below_itself(draft, tree, administrator, beside):
    problems = refused(move_element, element=tree["O1"], place=Place.BELOW, beside=tree[beside], by=administrator)

    assert problems == {"beside": ["It cannot stand beside or below itself. Choose another element."]}
    assert outline(draft) == "O1(O1.1 O1.2) O2 O3"


def test_five_hundred_elements_move_in_as_few_queries_as_five(draft, administrator):
    first, *others = [
        factories.ElementFactory(framework=draft, position=number, code=f"O{number}") for number in range(5)
    ]
    few = moved(first, administrator)
    Element.objects.bulk_create(
        Element(
            framework=draft,
            position=100 + number,
            code=f"P{number}",
            kind="objective",
            label="P",
            wording="to p",
            parent=first,
            source_symbol="MC",
            source_paragraph="1",
        )
        for number in range(495)
    )

    many = moved(first, administrator)

    assert many <= few + 6  # the rows are written in batches
    assert draft.elements.order_by("position").first() == others[0]


def moved(element, by):
    with CaptureQueriesContext(connection) as queries:
        step_element(element=element, step=Step.DOWN, by=by)
    return len(queries)


def test_an_element_is_split_and_its_parts_descend_from_what_it_descended_from(draft, tree, elements, administrator):
    factories.LineageFactory(descendant=tree["O1"], ancestor=elements["O1"], kind="refined")
    indicator = factories.IndicatorFactory(element=tree["O1"])
    parts = [PartInput("O1", "First", "to do the first"), PartInput("O1a", "Second", "to do the second")]

    made = split_element(element=tree["O1"], parts=parts, by=administrator)

    assert outline(draft) == "O1(O1.1 O1.2) O1a O2 O3"
    assert [(one.label, one.wording) for one in made] == [("First", "to do the first"), ("Second", "to do the second")]
    assert [threads(one) for one in made] == [[("O1", "split")], [("O1", "split")]]
    assert (made[1].kind, made[1].source) == (made[0].kind, made[0].source)
    indicator.refresh_from_db()
    assert indicator.element == made[0]
    event = AuditEvent.objects.get()
    assert (event.action, event.before["wording"], list(event.after)) == (
        "element.split",
        "to do what O1 asks for;",
        ["O1", "O1a"],
    )


def test_the_parts_of_what_is_new_are_new_and_of_what_was_merged_merged(tree, elements, administrator):
    factories.LineageFactory(descendant=tree["O2"], ancestor=None, kind="new")
    for code in ("O1", "O2"):
        factories.LineageFactory(descendant=tree["O3"], ancestor=elements[code], kind="merged")

    new = split_element(element=tree["O2"], parts=PARTS, by=administrator)
    merged = split_element(
        element=tree["O3"], parts=[PartInput("O3", "A", "to a"), PartInput("O3b", "B", "to b")], by=administrator
    )

    assert [threads(one) for one in new] == [[(None, "new")]] * 2
    assert [threads(one) for one in merged] == [[("O1", "merged"), ("O2", "merged")]] * 2


@pytest.mark.parametrize(
    ("parts", "problems"),
    [
        (PARTS[:1], {"": ["Split it into two parts or more."]}),
        ([PARTS[0], PartInput("O2", "B", "to b")], {"code_1": ["MC/INF/300 has an element O2 already."]}),
        (
            [PARTS[0], PartInput("Oa", "B", "to b"), PartInput("Oa", "C", "to c")],
            {"code_2": ["Two parts cannot have the same code."]},
        ),
        (
            [PARTS[0], PartInput("", "B", "to b")],
            {"code_1": ["Give it a code of letters, digits, dots and hyphens, as in O3 or O3.1."]},
        ),
        ([PARTS[0], PartInput("Oa", " ", "to b")], {"label_1": ["Give it a short name."]}),
        ([PARTS[0], PartInput("Oa", "B", "")], {"wording_1": ["Give the wording of this part."]}),
    ],
)
def test_a_split_says_what_is_missing(draft, tree, administrator, parts, problems):
    assert refused(split_element, element=tree["O2"], parts=parts, by=administrator) == problems
    assert outline(draft) == "O1(O1.1 O1.2) O2 O3"


def test_elements_are_merged_with_what_hung_from_them(draft, tree, elements, administrator):
    factories.LineageFactory(descendant=tree["O3"], ancestor=elements["O2"], kind="retained")
    factories.LineageFactory(descendant=tree["O1"], ancestor=elements["O1"], kind="retained")
    indicator = factories.IndicatorFactory(element=tree["O1"])

    one = merge_elements(element=tree["O3"], others=[tree["O1"]], label="Both", wording="to do both", by=administrator)

    assert outline(draft) == "O2 O3(O1.1 O1.2)"
    assert (one.code, one.label, one.wording) == ("O3", "Both", "to do both")
    assert threads(one) == [("O1", "merged"), ("O2", "merged")]
    indicator.refresh_from_db()
    assert indicator.element == one
    event = AuditEvent.objects.get()
    assert (event.action, sorted(event.before)) == ("element.merge", ["O1", "O3"])


def test_parts_merged_again_descend_from_the_one_they_came_from(tree, elements, administrator):
    factories.LineageFactory(descendant=tree["O2"], ancestor=elements["O2"], kind="retained")
    original = elements["O2"].wording
    _first, second = split_element(element=tree["O2"], parts=PARTS, by=administrator)

    one = merge_elements(element=tree["O2"], others=[second], label="Again", wording=original, by=administrator)

    assert threads(one) == [("O2", "retained")]


def test_what_is_merged_with_something_new_is_not_new(tree, elements, administrator):
    factories.LineageFactory(descendant=tree["O2"], ancestor=None, kind="new")
    factories.LineageFactory(descendant=tree["O3"], ancestor=elements["O1"], kind="retained")

    one = merge_elements(element=tree["O2"], others=[tree["O3"]], label="Both", wording="to both", by=administrator)

    assert threads(one) == [("O1", "refined")]


@pytest.mark.parametrize(
    ("others", "label", "wording", "problems"),
    [
        ([], "A", "to a", {"others": ["Choose at least one element to merge with it."]}),
        (["O1.1"], "A", "to a", {"others": ["One of them stands below another. Move it out first."]}),
        (["O2"], "", "to a", {"label": ["Give it a short name."]}),
        (["O2"], "A", " ", {"wording": ["Give the wording of the merged element."]}),
    ],
)
def test_a_merge_says_what_stands_in_its_way(draft, tree, administrator, others, label, wording, problems):
    found = refused(
        merge_elements,
        element=tree["O1"],
        others=[tree[code] for code in others],
        label=label,
        wording=wording,
        by=administrator,
    )

    assert found == problems
    assert outline(draft) == "O1(O1.1 O1.2) O2 O3"


def test_two_indicators_of_one_code_or_evidence_stand_in_the_way_of_a_merge(draft, tree, administrator):
    for code in ("O1", "O2"):
        factories.IndicatorFactory(element=tree[code], code="I1")
    factories.ContributionFactory(element=tree["O3"], evidence__framework=draft)
    words = {"label": "A", "wording": "to a", "by": administrator}

    assert refused(merge_elements, element=tree["O1"], others=[tree["O2"]], **words) == {
        "others": ["Two of their indicators have the code I1. Change one first."]
    }
    assert refused(merge_elements, element=tree["O1"], others=[tree["O3"]], **words) == {
        "others": ["Evidence or an assessment rests on O3."]
    }


def test_who_read_an_older_text_neither_splits_nor_merges(tree, administrator):
    element = tree["O2"]
    read = seal(content_of(element))
    Element.objects.filter(pk=element.pk).update(wording="by another")

    with pytest.raises(Stale):
        split_element(element=element, parts=PARTS, by=administrator, read=read)
    with pytest.raises(Stale):
        merge_elements(element=element, others=[tree["O3"]], label="A", wording="to a", by=administrator, read=read)


def test_administrators_alone_rearrange(tree, reviewer):
    for act in (
        lambda: step_element(element=tree["O2"], step=Step.UP, by=reviewer),
        lambda: move_element(element=tree["O2"], place=Place.BELOW, beside=tree["O3"], by=reviewer),
        lambda: split_element(element=tree["O2"], parts=PARTS, by=reviewer),
        lambda: merge_elements(element=tree["O2"], others=[tree["O3"]], label="A", wording="to a", by=reviewer),
    ):
        with pytest.raises(NotPermitted):
            act()
