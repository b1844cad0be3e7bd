"""Frameworks are loaded again without harm, and what was adopted is never changed."""

import pytest

from objectives.enums import FrameworkStatus
from objectives.models import Element, Framework, Indicator, Term
from tests.objectives.exchange.conftest import example, line_of

pytestmark = pytest.mark.django_db

PLAN = example("framework-file.md")
DRAFT = PLAN.replace("status: in_force", "status: draft").partition("\namendments:")[0]


def test_the_wording_of_a_framework_in_force_is_not_changed(load, refused):
    load(PLAN)
    assert refused(PLAN.replace("treatment plants are built", "plants are built")) == [
        f"plan.yaml:{line_of('treatment plants', PLAN)}: elements[2].wording: "
        "stands as “treatment plants are built”; what was adopted is not changed"
    ]
    assert Element.objects.get(code="1a1").wording == "treatment plants are built"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("title: Rivers for All", "title: Streams for All", "title: stands as “Rivers for All"),
        ("label: Open rivers", "label: Free rivers", "elements[3].label: stands as “Open"),
        ("    parent: 1a\n", "    symbol: A\n    parent: 1a\n", "elements[2].symbol: stands as “WRC"),
        ("baseline: 12\n", "baseline: 13\n", "indicators[0].baseline: stands as “12”"),
        ("note: No earlier", "note: Nothing earlier", "lineage[0].note: stands as “No earl"),
    ],
)
def test_what_was_adopted_is_not_changed(load, refused, old, new, told):
    load(PLAN)
    [line] = refused(PLAN.replace(old, new, 1))
    assert line.startswith(f"plan.yaml:{line_of(old, PLAN)}: {told}")


def test_a_status_does_not_move_back(load, refused):
    load(PLAN)
    assert refused(DRAFT) == [
        f"plan.yaml:{line_of('status:', PLAN)}: status: the framework stands as “In force”; a status only moves forward"
    ]


def test_an_element_that_is_missing_is_told(load, refused):
    load(PLAN)
    assert refused(PLAN.replace("1a1", "1a9")) == [
        f"plan.yaml:{line_of('elements:', PLAN)}: elements: “1a1” stands in this framework and is missing here; "
        "nothing is deleted"
    ]


def test_additions_to_a_framework_in_force_are_made_where_they_stand(load):
    load(PLAN)
    element = '  - {code: 1b, kind: outcome, parent: "1", label: Fish, wording: fish return, paragraph: "4"}\n'
    text = PLAN.replace('  - code: "2"\n', element + '  - code: "2"\n')
    assert load(text) == "WRC/2030: 1 element, 0 indicators, 0 threads added, 1 row changed"
    assert list(Element.objects.values_list("code", flat=True)) == ["1", "1a", "1a1", "1b", "2"]
    assert load(text) == "WRC/2030: nothing to change"


def test_what_was_left_empty_may_be_filled_in(load):
    load(PLAN.replace("adopted_on: 2025-12-12\n", ""))
    assert load(PLAN) == "WRC/2030: 0 elements, 0 indicators, 0 threads added, 1 row changed"
    assert str(Framework.objects.get().adopted_on) == "2025-12-12"


def test_a_status_moves_forward(load):
    load(PLAN)
    load(PLAN.replace("status: in_force", "status: superseded"))
    assert Framework.objects.get().status == FrameworkStatus.SUPERSEDED


def test_a_draft_that_nothing_rests_on_may_be_reworded(load):
    load(DRAFT)
    load(DRAFT.replace("treatment plants are built", "plants are built"))
    assert Element.objects.get(code="1a1").wording == "plants are built"


def test_a_draft_that_evidence_rests_on_stands(load, refused, recorder):
    load(DRAFT)
    Framework.objects.get().evidence.create(reference="EV-2026-0001", author=recorder)
    assert refused(DRAFT.replace("treatment plants are built", "plants are built")) == [
        f"plan.yaml:{line_of('treatment plants', PLAN)}: elements[2].wording: "
        "stands as “treatment plants are built”; what was adopted is not changed"
    ]


def test_indicators_from_elsewhere_stay(load):
    load(PLAN)
    Indicator.objects.create(element=Element.objects.get(code="2"), code="X", title="X", unit="x", aggregation="sum")
    assert load(PLAN) == "WRC/2030: nothing to change"
    assert Indicator.objects.filter(code="X").exists()


# --- what to do about it ------------------------------------------------------------------------

ADVICE = (
    "What stands in the database stays. Change it on the framework's page, an official wording by an amendment; or "
    "export it first (manage.py export_framework, or “Download as a file”), and write the change into that file."
)


def test_every_difference_is_told_at_its_line_and_then_what_to_do(load, all_told):
    """A term and an indicator were changed on their pages since the file was loaded."""
    load(PLAN)
    Term.objects.filter(code="coast").update(label="The coast")
    Indicator.objects.filter(code="2.1").update(title="Travellers")

    lines = all_told(PLAN).splitlines()

    kept = "; what was adopted is not changed"
    assert lines == [
        f"plan.yaml:{line_of('label: Coastal', PLAN)}: vocabularies[0].terms[1].label: stands as “The coast”{kept}",
        f"plan.yaml:{line_of('title: Persons', PLAN)}: indicators[2].title: stands as “Travellers”{kept}",
        "",
        ADVICE,
    ]


def test_a_file_with_a_fault_of_its_own_gets_no_such_advice(load, all_told):
    load(PLAN)
    assert ADVICE not in all_told(PLAN.replace("kind: new", "kind: fresh"))


def test_only_new_frameworks_are_loaded_where_that_is_asked_for(load, capsys):
    load(PLAN)
    Term.objects.filter(code="coast").update(label="The coast")

    assert load(PLAN, "--only-new") == ""
    assert capsys.readouterr().err.endswith("plan.yaml says something else.\n")
    assert load(PLAN.replace("WRC/2030", "WRC/2040"), "--only-new").startswith("WRC/2040: 4 elements")
