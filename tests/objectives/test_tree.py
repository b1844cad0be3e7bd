"""The tree of a framework: whatever is moved, split or merged, nothing is lost and the order stays a document's."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from objectives.tree import (
    Impossible,
    Node,
    Place,
    Step,
    arranged,
    branch,
    depths,
    merged,
    placed,
    possible_steps,
    pruned,
    split,
    stepped,
)


@st.composite
def trees(draw, least=1, most=14):
    """A tree in document order: each node hangs from the first level, or from one on the path to the node before."""
    path, nodes = [], []
    for key in range(draw(st.integers(least, most))):
        del path[draw(st.integers(0, len(path))) :]
        nodes.append(Node(key, path[-1] if path else None))
        path.append(key)
    return tuple(nodes)


def keys(tree):
    return [node.key for node in tree]


def parents(tree):
    return {node.key: node.parent for node in tree}


def is_in_document_order(tree):
    """Each node hangs from the first level or from one on the path to the node before it: so no circle, no gap."""
    path = []
    for node in tree:
        while path and path[-1] != node.parent:
            path.pop()
        if node.parent is not None and not path:
            return False
        path.append(node.key)
    return len(set(keys(tree))) == len(tree)


@given(st.data(), trees(), st.sampled_from(Step))
def test_a_step_loses_nothing_and_keeps_document_order(data, tree, step):
    key = data.draw(st.sampled_from(keys(tree)))

    after = stepped(tree, key, step)

    assert is_in_document_order(after)
    assert sorted(keys(after)) == sorted(keys(tree))
    assert {one: up for one, up in parents(after).items() if one != key} == {
        one: up for one, up in parents(tree).items() if one != key
    }
    assert branch(after, key) == branch(tree, key)


@given(st.data(), trees(), st.sampled_from(Step))
def test_a_step_changes_the_tree_exactly_where_it_is_offered(data, tree, step):
    key = data.draw(st.sampled_from(keys(tree)))

    assert (stepped(tree, key, step) != tree) == (step in possible_steps(tree)[key])


@given(
    st.data(),
    trees(),
    st.sampled_from([(Step.UP, Step.DOWN), (Step.DOWN, Step.UP), (Step.IN, Step.OUT)]),
)
def test_a_step_back_restores_the_tree(data, tree, there_and_back):
    there, back = there_and_back
    key = data.draw(st.sampled_from(keys(tree)))
    assume(there in possible_steps(tree)[key])

    assert stepped(stepped(tree, key, there), key, back) == tree


@given(st.data(), trees(least=2), st.sampled_from(Place))
def test_a_branch_is_put_whole_where_it_is_wanted_and_can_be_put_back(data, tree, place):
    key = data.draw(st.sampled_from(keys(tree)))
    outside = [one for one in keys(tree) if one not in branch(tree, key)]
    assume(outside)
    beside = data.draw(st.sampled_from(outside))

    after = placed(tree, key, place, beside)

    assert is_in_document_order(after)
    assert sorted(keys(after)) == sorted(keys(tree))
    assert branch(after, key) == branch(tree, key)
    assert parents(after)[key] == (beside if place == Place.BELOW else parents(tree)[beside])
    assert put_back(after, tree, key) == tree
    order = keys(after)
    assert (order.index(key) < order.index(beside)) == (place == Place.BEFORE)


def put_back(after, before, key):
    """Where the branch came from: behind the sibling before it, or before the next one, or below its parent."""
    parent = parents(before)[key]
    siblings = [one for one in keys(before) if parents(before)[one] == parent]
    index = siblings.index(key)
    if index:
        return placed(after, key, Place.AFTER, siblings[index - 1])
    if len(siblings) > 1:
        return placed(after, key, Place.BEFORE, siblings[1])
    return placed(after, key, Place.BELOW, parent)


@given(st.data(), trees(), st.sampled_from(Place))
def test_a_branch_is_never_put_into_itself(data, tree, place):
    key = data.draw(st.sampled_from(keys(tree)))
    beside = data.draw(st.sampled_from(branch(tree, key)))

    with pytest.raises(Impossible):
        placed(tree, key, place, beside)


@given(st.data(), trees(), st.sampled_from(Place))
def test_what_is_added_leaves_all_else_in_its_order_and_removing_it_restores_the_tree(data, tree, place):
    beside = data.draw(st.sampled_from([None, *keys(tree)]))

    after = placed(tree, 99, place, beside)

    assert is_in_document_order(after)
    assert pruned(after, 99) == tree


@given(st.data(), trees())
def test_removing_takes_a_branch_and_nothing_else(data, tree):
    key = data.draw(st.sampled_from(keys(tree)))

    after = pruned(tree, key)

    assert is_in_document_order(after)
    assert [node for node in tree if node.key not in branch(tree, key)] == list(after)


@given(st.data(), trees())
def test_a_split_puts_its_parts_right_after_the_branch_and_merging_them_restores_the_tree(data, tree):
    key = data.draw(st.sampled_from(keys(tree)))

    after = split(tree, key, [98, 99])

    assert is_in_document_order(after)
    start = keys(after).index(key)
    assert keys(after)[start : start + len(branch(tree, key)) + 2] == [*branch(tree, key), 98, 99]
    assert parents(after)[98] == parents(after)[99] == parents(tree)[key]
    assert merged(after, key, [98, 99]) == tree


@given(st.data(), trees(least=2))
def test_a_merge_loses_no_child(data, tree):
    into = data.draw(st.sampled_from(keys(tree)))
    other = data.draw(st.sampled_from(keys(tree)))
    assume(other not in branch(tree, into) and into not in branch(tree, other))

    after = merged(tree, into, [other])

    assert is_in_document_order(after)
    assert sorted(keys(after)) == sorted(one for one in keys(tree) if one != other)
    children = [one for one in keys(tree) if parents(tree)[one] == into]
    joined = [one for one in keys(tree) if parents(tree)[one] == other]
    assert [one for one in keys(after) if parents(after)[one] == into] == children + joined


@given(st.data(), trees(least=2))
def test_what_stands_below_another_is_not_merged_with_it(data, tree):
    top = data.draw(st.sampled_from(keys(tree)))
    below = branch(tree, top)[1:]
    assume(below)
    key = data.draw(st.sampled_from(below))

    for into, other in ((top, key), (key, top)):
        with pytest.raises(Impossible):
            merged(tree, into, [other])


@given(st.data(), trees())
def test_nodes_in_any_order_are_brought_into_document_order(data, tree):
    mixed = data.draw(st.permutations(tree))

    after = arranged(mixed)

    assert is_in_document_order(after)
    assert parents(after) == parents(tree)
    assert arranged(after) == after


def test_a_circle_or_a_lost_parent_is_refused():
    for nodes in ([Node(1, 2), Node(2, 1)], [Node(1, 1)], [Node(1, 7)], [Node(1), Node(1)]):
        with pytest.raises(Impossible):
            arranged(nodes)


def test_what_is_not_in_the_tree_cannot_be_moved():
    for act in (
        lambda: stepped((Node(1),), 2, Step.UP),
        lambda: pruned((Node(1),), 2),
        lambda: placed((Node(1),), 1, Place.AFTER, 2),
    ):
        with pytest.raises(Impossible):
            act()


def test_depth_is_counted_from_the_first_level():
    assert depths((Node(1), Node(2, 1), Node(3, 2), Node(4))) == {1: 0, 2: 1, 3: 2, 4: 0}
