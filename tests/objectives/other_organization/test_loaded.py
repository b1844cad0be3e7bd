"""A framework of another organization, of four levels and 159 elements, loaded to superseded; and another script."""

import pytest

from objectives.models import Category, Element, Framework, Indicator, Lineage, Target, Term
from tests.objectives.other_organization.loading import FIRST, SECOND, depth, load

pytestmark = pytest.mark.django_db


def test_it_loads_whole_with_all_its_parts():
    assert load(FIRST) == [
        "RLC/2025/1: 159 elements, 62 indicators, 0 threads, 33 targets, 3 dimensions, 11 categories, 2 vocabularies, "
        "10 terms, 2 amendments added"
    ]
    assert load(FIRST) == ["RLC/2025/1: nothing to change"]


def test_its_tree_has_four_levels():
    load(FIRST)
    elements = {one.code: one for one in Element.objects.select_related("parent__parent__parent")}

    assert {code: depth(elements[code]) for code in ("R1", "SO-1", "1.1", "1.1.1", "1.1.1.a")} == {
        "R1": 1,
        "SO-1": 1,
        "1.1": 2,
        "1.1.1": 3,
        "1.1.1.a": 4,
    }


def test_words_stand_in_three_languages_each_marked_as_official_or_not():
    load(FIRST)
    element = Element.objects.get(code="SO-1")

    assert Framework.objects.get().translations["es"] == {
        "title": "Ríos para nuestros hijos: estrategia 2026-2030",
        "official": False,
    }
    assert {language: words["official"] for language, words in element.translations.items()} == {
        "fr": True,
        "es": False,
    }
    assert element.translations["fr"]["label"] == "L’eau pour tous les riverains"


def test_its_measures_roll_up_and_are_broken_down():
    load(FIRST)
    indicator = Indicator.objects.get(code="1.1.1.i")

    assert (indicator.rolls_up_to.code, indicator.rolls_up_to.rolls_up_to.code) == ("1.1.i", "SO-1.i")
    assert [one.code for one in indicator.rolls_up_to.dimensions.order_by("code")] == ["age-group", "sex"]
    assert list(Category.objects.filter(dimension__code="reach").values_list("code", flat=True)) == [
        "upper",
        "middle",
        "lower",
    ]


def test_a_revised_target_is_a_further_row_with_its_reason():
    load(FIRST)
    targets = Target.objects.filter(indicator__code="4.1.i", due_on="2030-12-31").order_by("revision")

    assert [(one.revision, int(one.value), str(one.set_on), one.reason[:16]) for one in targets] == [
        (0, 280000, "2025-11-20", ""),
        (1, 350000, "2026-06-30", "The gauges cost "),
    ]


def test_terms_come_with_their_words_and_source():
    load(FIRST)
    term = Term.objects.get(vocabulary__code="basins", code="delta")

    assert (term.label, term.wording, term.source_symbol, term.source_paragraph) == (
        "Delta",
        "the delta and its islands",
        "RLC/2025/1",
        "6",
    )


def test_the_second_strategy_supersedes_the_first():
    load(FIRST)

    assert load(SECOND) == [
        "RLC/2030/1: 53 elements, 12 indicators, 57 threads, 12 targets added; RLC/2025/1 is superseded"
    ]
    assert load(SECOND, FIRST) == ["RLC/2030/1: nothing to change", "RLC/2025/1: nothing to change"]
    assert list(Framework.objects.order_by("issued_on").values_list("symbol", "status", "supersedes__symbol")) == [
        ("RLC/2025/1", "superseded", None),
        ("RLC/2030/1", "in_force", "RLC/2025/1"),
    ]
    merged = Lineage.objects.filter(descendant__code="SO-4", kind="merged")
    assert sorted(merged.values_list("ancestor__code", flat=True)) == ["SO-3", "SO-5"]
    assert Lineage.objects.filter(kind="discontinued").count() == 3


def test_a_framework_of_another_script_loads_and_has_its_pages(arabic, client_for, recorder):
    assert load(arabic) == ["خطة/2030: 540 elements, 0 indicators, 0 threads added"]
    element = Element.objects.get(code="هدف-89.0.1.2.3.4")

    page = client_for(recorder).get(element.get_absolute_url())

    assert depth(element) == 6
    assert "أن يجري الماء 89.5" in page.content.decode()


def test_a_framework_of_hundreds_of_elements_takes_few_queries(arabic, django_assert_max_num_queries):
    with django_assert_max_num_queries(80):
        load(arabic)
    with django_assert_max_num_queries(40):
        assert load(arabic) == ["خطة/2030: nothing to change"]
