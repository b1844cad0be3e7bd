"""Keeping the ways to break figures down."""

from datetime import date

import pytest

from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions.dimension import CategoryInput, add_dimension, change_dimension
from objectives.models import AuditEvent, Dimension
from tests import factories
from tests.objectives import entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def sex(administrator):
    categories = [CategoryInput("Female"), CategoryInput("Male")]
    return add_dimension(name="Sex", categories=categories, by=administrator)


def listed(dimension):
    rows = dimension.categories.order_by("position")
    return [(one.code, one.label, one.retired_on) for one in rows]


def inputs(dimension, **changes):
    """Its categories as they stand; a changed label, or None for one that is no longer offered."""
    return [
        CategoryInput(changes.get(one.code, one.label) or one.label, changes.get(one.code, "") is not None, one)
        for one in dimension.categories.order_by("position")
    ]


def test_a_dimension_is_added_with_its_categories(sex):
    assert (sex.code, listed(sex)) == ("sex", [("female", "Female", None), ("male", "Male", None)])
    assert AuditEvent.objects.get().after["categories"][0] == {"code": "female", "label": "Female", "retired_on": None}


def test_categories_are_named_ordered_added_and_retired_and_keep_their_codes(sex, administrator):
    female, male = inputs(sex, female="Women", male=None)

    change_dimension(dimension=sex, name="Gender", categories=[male, CategoryInput("Other"), female], by=administrator)

    sex.refresh_from_db()
    assert (sex.code, sex.name, listed(sex)) == (
        "sex",
        "Gender",
        [("male", "Male", date(2026, 9, 21)), ("other", "Other", None), ("female", "Women", None)],
    )
    assert entries.audited() == ["dimension.add", "dimension.change"]


def test_a_retired_category_keeps_the_day_and_can_be_offered_again(sex, administrator):
    sex.categories.filter(code="male").update(retired_on=date(2026, 1, 1))
    days = []
    for is_offered in (False, True):
        rows = [CategoryInput(one.label, is_offered or one.code == "female", one) for one in sex.categories.all()]
        change_dimension(dimension=sex, name="Sex", categories=rows, by=administrator)
        days.append(sex.categories.get(code="male").retired_on)

    assert days == [date(2026, 1, 1), None]


def test_nothing_changed_is_no_event(sex, administrator):
    change_dimension(dimension=sex, name="Sex", categories=inputs(sex), by=administrator)

    assert entries.audited() == ["dimension.add"]


def test_names_that_give_the_same_code_are_told_apart_by_a_number(administrator):
    categories = [CategoryInput(name) for name in ("5–17", "5 17", "日本")]

    dimension = add_dimension(name="Age", categories=categories, by=administrator)

    assert [code for code, _label, _retired in listed(dimension)] == ["517", "5-17", "category"]


@pytest.mark.parametrize(
    ("name", "categories", "expected"),
    [
        ("", ["A"], {"name": ["Give it a name with letters or digits in it."]}),
        ("…", ["A"], {"name": ["Give it a name with letters or digits in it."]}),
        ("New", ["A"], {"name": ["Give it a name with letters or digits in it."]}),
        ("SEX", ["A"], {"name": ["There is a dimension of that name."]}),
        ("Age", [], {"": ["Give at least one category to choose."]}),
        ("Age", ["A", " "], {"": ["Give each category a name."]}),
        ("Age", ["A", "b", "B "], {"": ["“b” is named twice."]}),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_dimension_is_told(sex, administrator, name, categories, expected):
    with pytest.raises(ActionError) as refused:
        add_dimension(name=name, categories=[CategoryInput(one) for one in categories], by=administrator)

    assert (refused.value.problems, Dimension.objects.count()) == (expected, 1)


def test_a_category_that_was_added_meanwhile_is_not_overlooked(sex, administrator):
    seen = inputs(sex)
    factories.CategoryFactory(dimension=sex)

    with pytest.raises(ActionError, match="Somebody has added a category meanwhile"):
        change_dimension(dimension=sex, name="Sex", categories=seen, by=administrator)


def test_a_dimension_keeps_a_name(sex, administrator):
    with pytest.raises(ActionError, match="Give it a name"):
        change_dimension(dimension=sex, name=" ", categories=inputs(sex), by=administrator)


@pytest.mark.parametrize("who", ["recorder", "reviewer", "delegate"])
def test_administrators_alone_keep_dimensions(sex, cast, who):
    with pytest.raises(NotPermitted):
        add_dimension(name="Age", categories=[CategoryInput("A")], by=cast[who])
    with pytest.raises(NotPermitted):
        change_dimension(dimension=sex, name="Sex", categories=inputs(sex), by=cast[who])
