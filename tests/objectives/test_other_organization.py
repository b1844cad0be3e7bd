"""A framework of another organization, of four levels and 159 elements, through its life: loaded to superseded."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from objectives.models import Amendment, AuditEvent, Category, Element, Framework, Indicator, Lineage, Target, Term

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parents[1] / "data"
FIRST, SECOND = DATA / "rivers-2026.yaml", DATA / "rivers-2031.yaml"


def load(*files):
    out = StringIO()
    call_command("load_framework", *map(str, files), stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def edited(tmp_path):
    """The first file with some of its words replaced; gives its path."""

    def write(*replaced):
        text = FIRST.read_text(encoding="utf-8")
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "rivers.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def refused(path):
    with pytest.raises(CommandError) as error:
        load(path)
    return [line.partition(": ")[2] for line in str(error.value).partition("\n\n")[0].splitlines()]


def depth(element):
    return 1 + depth(element.parent) if element.parent else 1


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


# --- amended ------------------------------------------------------------------------------------

AMENDED = (
    "to keep the rivers clean from source to mouth, and to bring back those that are not",
    "to keep the rivers and lakes clean, and to bring back those that are not",
)
AMENDMENT = (
    "\namendments:\n",
    """
amendments:
  - element: SO-2
    number: 1
    effective_on: 2027-01-01
    before: to keep the rivers clean from source to mouth, and to bring back those that are not
    after: to keep the rivers and lakes clean, and to bring back those that are not
    reason: Lakes had been forgotten.
    symbol: RLC/DEC/36
    paragraph: '2'
""",
)


def test_a_wording_in_force_changes_by_an_amendment_that_the_file_states(edited):
    load(FIRST)

    assert load(edited(AMENDED, AMENDMENT)) == [
        "RLC/2025/1: 0 elements, 0 indicators, 0 threads, 1 amendment added, 1 row changed"
    ]
    assert Element.objects.get(code="SO-2").wording.startswith("to keep the rivers and lakes clean")
    amendment = Amendment.objects.get(element__code="SO-2")
    assert (amendment.number, amendment.language, str(amendment.effective_on)) == (1, "en", "2027-01-01")


def test_a_wording_in_force_does_not_change_without_one(edited):
    load(FIRST)

    assert refused(edited(AMENDED)) == [
        "elements[31].wording: stands as “to keep the rivers clean from source to mouth, and to bring back "
        "those that are …”; what was adopted is not changed"
    ]


def test_a_file_from_before_an_amendment_leaves_it_in_force(edited):
    load(FIRST)
    load(edited(AMENDED, AMENDMENT))

    assert load(FIRST) == ["RLC/2025/1: nothing to change"]
    assert Element.objects.get(code="SO-2").wording.startswith("to keep the rivers and lakes clean")


def test_an_official_translation_changes_by_an_amendment_and_by_nothing_else(edited):
    wording = "maintenir les fleuves propres de la source à l’embouchure, et rétablir ceux qui ne le sont pas"
    new = "maintenir propres les fleuves et les lacs, et rétablir ceux qui ne le sont pas"
    in_french = AMENDMENT[1].replace("number: 1", "number: 1\n    language: fr")
    in_french = in_french.replace(AMENDED[0], wording).replace(AMENDED[1], new)
    load(FIRST)

    [told] = refused(edited((wording, new)))
    assert told.startswith("elements[31].translations.fr.wording: stands as “maintenir les fleuves propres")
    load(edited((wording, new), (AMENDMENT[0], in_french)))
    assert Element.objects.get(code="SO-2").translations["fr"] == {
        "label": "Des fleuves propres",
        "wording": new,
        "official": True,
    }


# --- edited -------------------------------------------------------------------------------------


def test_an_unofficial_translation_may_give_way_to_another_and_a_further_one_be_added(edited):
    load(FIRST)
    arabic = "      ar:\n        label: آبار آمنة\n        wording: تستقي القرى من آبار مفحوصة\n"
    load(
        edited(
            ("Agua para todos los ribereños", "Agua para toda la ribera"),
            ("      fr:\n        label: Des puits sûrs", arabic + "      fr:\n        label: Des puits sains"),
        )
    )

    assert Element.objects.get(code="SO-1").translations["es"]["label"] == "Agua para toda la ribera"
    assert {language: one["label"] for language, one in Element.objects.get(code="1.1").translations.items()} == {
        "ar": "آبار آمنة",
        "fr": "Des puits sains",
    }


def test_a_fourth_language_is_refused(edited):
    load(FIRST)
    es, ar = (
        "  es:\n    title: 'Ríos para nuestros hijos: estrategia 2026-2030'\n",
        "  ar:\n    title: أنهار لأطفالنا\n",
    )

    assert refused(edited((es, ar))) == [
        "translations: with those that stand (es, fr), it has more than three languages"
    ]


def test_a_target_in_force_is_revised_and_not_rewritten(edited):
    load(FIRST)
    target = "      - value: 1200000\n        due_on: 2030-12-31\n        set_on: 2025-11-20\n"
    revision = (
        "      - value: 1500000\n        due_on: 2030-12-31\n        reason: More wells.\n        set_on: 2027-02-01\n"
    )

    assert refused(edited((target, target.replace("1200000", "1500000")))) == [
        "indicators[0].targets[0].value: stands as “1200000”; a revision is a further entry after it, with its reason"
    ]
    load(edited((target, target + revision)))
    assert list(Target.objects.filter(indicator__code="SO-1.i").values_list("revision", "reason")) == [
        (1, "More wells."),
        (0, ""),
    ]


def test_terms_are_added_and_what_is_left_out_stays(edited):
    load(FIRST)
    load(
        edited(
            ("      - code: talks\n        label: Talks\n", "      - code: films\n        label: Films\n"),
            ("owner: Division of Wells and Works", "owner: Division of Wells"),
        )
    )

    assert list(Term.objects.filter(vocabulary__code="ways-of-work").values_list("code", flat=True)) == [
        "survey",
        "works",
        "training",
        "talks",
        "films",
        "letters",
    ]
    assert Indicator.objects.get(code="SO-1.i").owner == "Division of Wells"


def test_a_dimension_is_the_same_for_all_frameworks(edited):
    load(FIRST)

    assert refused(edited(("name: Reach of the river", "name: Part of the river"))) == [
        "dimensions[0].name: is known as “Reach of the river”, for all frameworks; write it so"
    ]


def test_each_load_is_one_audit_event(edited):
    load(FIRST)
    load(edited(AMENDED, AMENDMENT))

    events = AuditEvent.objects.filter(action="framework.load").order_by("id")
    assert [len(one.after) for one in events] == [283, 2]
    assert events[1].before["elements SO-2"]["wording"].startswith("to keep the rivers clean")


# --- of another script, and six levels deep -----------------------------------------------------


@pytest.fixture
def arabic(tmp_path):
    """A framework of 540 elements on six levels, in Arabic and French; no more is said than must be. Gives its path."""
    rows = []
    for line in range(90):
        code, parent = f"هدف-{line}", ""
        for level in range(6):
            row = {"code": code, "kind": "outcome", "label": f"مياه {line}", "wording": f"أن يجري الماء {line}.{level}"}
            row |= {"paragraph": f"{line}", "translations": {"fr": {"wording": f"que l’eau coule {line}.{level}"}}}
            rows.append(row | ({"parent": parent} if parent else {}))
            parent, code = code, f"{code}.{level}"
    head = {"format": "framework/1", "symbol": "خطة/2030", "slug": "khutta-2030", "title": "أنهار", "language": "ar"}
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(head | {"issued_on": "2030-01-01", "elements": rows}, indent="\t"), encoding="utf-8")
    return path


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
