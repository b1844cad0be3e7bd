"""A file of a framework in force that says something else: what may change, and by what."""

import pytest

from objectives.models import Amendment, AuditEvent, Element, Indicator, Target, Term
from tests.objectives.other_organization.amending import AMENDED, AMENDMENT
from tests.objectives.other_organization.loading import FIRST, load, refused

pytestmark = pytest.mark.django_db


# --- amended ------------------------------------------------------------------------------------


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
