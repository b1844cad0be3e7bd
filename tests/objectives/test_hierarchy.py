"""What stands below what: never a circle, whatever is put where, and whatever is merged."""

from hypothesis import given
from hypothesis import strategies as st

from objectives.hierarchy import all_below, children_of, depths, height, levels, merged_away, path_up, would_circle


@st.composite
def forests(draw, least=2, most=12):
    """Parents by key, without a circle: each key stands below none or a smaller one; then names are mixed."""
    number = draw(st.integers(least, most))
    names = draw(st.permutations(range(number)))
    above = [draw(st.none() | st.integers(0, key - 1)) if key else None for key in range(number)]
    return {names[key]: None if parent is None else names[parent] for key, parent in enumerate(above)}


def has_circle(parents):
    """Told apart from the code under test: strip what nothing stands below, until nothing is left."""
    left = dict(parents)
    while left:
        leaves = set(left) - set(left.values())
        if not leaves:
            return True
        left = {key: parent for key, parent in left.items() if key not in leaves}
    return False


@given(st.data(), forests())
def test_exactly_what_would_make_a_circle_is_refused(data, parents):
    key = data.draw(st.sampled_from(sorted(parents)))
    parent = data.draw(st.none() | st.sampled_from(sorted(parents)))

    assert would_circle(parents, key, parent) == has_circle({**parents, key: parent})


@given(st.data(), forests())
def test_merging_leaves_no_circle_and_nothing_below_what_is_gone(data, parents):
    key, into = data.draw(st.permutations(sorted(parents)))[:2]

    after = merged_away(parents, key, into)

    assert not has_circle(after)
    assert set(after) == set(parents)
    assert key not in after.values()
    assert {one for one in parents if parents[one] == key} - {into} <= {one for one in after if after[one] == into}
    assert after[key] == parents[key]


@given(forests())
def test_the_path_up_ends_even_in_a_circle(parents):
    circle = {**parents, "a": "b", "b": "a"}

    assert list(path_up(circle, "a")) == ["b"]
    assert all(len(list(path_up(parents, key))) < len(parents) for key in parents)


@given(st.data(), forests())
def test_below_is_what_has_it_on_its_path_up(data, parents):
    key = data.draw(st.sampled_from(sorted(parents)))

    below = all_below(parents, key)

    assert set(below) == {one for one in parents if key in path_up(parents, one)}
    assert len(below) == len(set(below))


@given(st.data(), forests())
def test_levels_are_those_of_the_longest_path_through_it(data, parents):
    key = data.draw(st.sampled_from(sorted(parents)))
    others = sorted(set(parents) - {key, *all_below(parents, key)})
    parent = data.draw(st.none() | st.sampled_from(others) if others else st.none())
    after = {**parents, key: parent}

    paths = [[one, *path_up(after, one)] for one in after]

    assert levels(parents, key, parent) == max(len(path) for path in paths if key in path)


def test_what_is_in_a_circle_is_named_once():
    assert sorted(all_below({"a": "b", "b": "a", "c": "a"}, "a")) == ["b", "c"]


@given(forests())
def test_a_depth_is_the_length_of_the_path_up_and_none_in_a_circle_and_below_it(parents):
    circle = {**parents, "a": "b", "b": "a", "c": "a"}

    found = depths(circle)

    assert {key: found[key] for key in parents} == {key: len(list(path_up(parents, key))) for key in parents}
    assert [found[key] for key in "abc"] == [None, None, None]


@given(st.data(), forests())
def test_a_height_is_the_levels_of_what_stands_on_its_own(data, parents):
    key = data.draw(st.sampled_from(sorted(parents)))

    assert height(children_of(parents), key) == levels(parents, key, None)
    assert height({"a": ["b"], "b": ["a"]}, "a") == 2
