"""The overall statement on the elements of one kind."""

import pytest

from reports.content.facts import AssessmentFacts, ElementFacts, Judgement
from reports.document.statements import overall, sources

NOT_JUDGED = Judgement("", "specific")


def element(code, finding=None, *, basis="specific", measurability="", continuation="", source=""):
    found = AssessmentFacts(
        finding=Judgement(finding, basis),
        measurability=Judgement(measurability, "specific"),
        continuation=Judgement(continuation, "specific"),
        source=source,
        narratives={},
        challenges={},
        is_sample=False,
    )
    return ElementFacts(code, "objective", code, code, "X", "1", (), (), "", found if finding else None, 0, (), ())


def test_the_nine_objectives_of_1995_are_stated_as_section_iv_states_them():
    general = {"finding": "ongoing", "basis": "general"}
    elements = (
        element("O1", "ongoing", continuation="remains_relevant"),
        *(element(code, **general, continuation="remains_relevant") for code in ("O3", "O6", "O7")),
        *(element(code, **general, continuation="refined") for code in ("O2", "O5", "O9")),
        element("O4", "ongoing", continuation="remains_relevant"),
        element("O8", "difficult_to_measure", continuation="remains_relevant"),
    )
    assert overall("objective", elements) == (
        "Of the nine objectives, none is recorded as entirely met. Most, eight, are of an ongoing nature: two by name "
        "(O1, O4) and six under a general statement; one is difficult to measure (O8). All nine remain relevant; "
        "three of them (O2, O5, O9) have been refined."
    )


def test_results_that_share_a_general_finding_are_not_all_achieved_and_the_silent_ones_are_counted():
    elements = (
        element("E1", "partly_met", basis="general", source="X, paragraph 14"),
        element("E4", "partly_met", basis="general", measurability="difficult"),
        element("E5", "partly_met", basis="general", measurability="quantifiable"),
    )
    assert overall("expected_result", elements) == (
        "Not all of the three expected results are completely achieved: none is recorded as met. All three are partly "
        "met, under a general statement. One is clearly identifiable and quantifiable (E5); one is more difficult to "
        "quantify (E4); for the other one the source does not say."
    )


@pytest.mark.parametrize(
    ("kind", "findings", "beginning"),
    [
        ("objective", ["met", "met"], "All of the two objectives are recorded as met."),
        ("objective", ["met", "not_met"], "Of the two objectives, not all are entirely met: one is (X0)."),
        (
            "objective",
            ["met", "met", "not_met"],
            "Of the three objectives, not all are entirely met: two are (X0, X1).",
        ),
        ("role", ["not_met"], "Of the one role, none is recorded as entirely met. One is not met (X0)."),
        ("capacity", ["not_attainable", "not_attainable"], "Of the two capacities, none is recorded as entirely met."),
        (
            "outcome",
            ["met", "partly_met"],
            "Not all of the two outcomes are completely achieved: one is recorded as met (X0).",
        ),
        (
            "output",
            ["met", "met", "partly_met"],
            "Not all of the three outputs are completely achieved: two are recorded as met (X0, X1).",
        ),
    ],
)
def test_the_statement_begins_with_how_many_were_met(kind, findings, beginning):
    elements = tuple(element(f"X{place}", finding) for place, finding in enumerate(findings))
    assert overall(kind, elements).startswith(beginning)


def test_elements_without_an_assessment_are_counted_as_such():
    elements = (element("C1"), element("C2"), element("C4", "partly_met"))
    assert overall("capacity", elements) == (
        "Of the three capacities, none is recorded as entirely met. One is partly met (C4); two have not been assessed "
        "(C1, C2)."
    )


def test_where_nothing_was_assessed_nothing_else_is_stated():
    assert overall("role", (element("R1"), element("R2"))) == "Of the two roles, none has been assessed."


def test_completed_elements_are_not_called_relevant():
    elements = (element("O1", "met", continuation="completed"), element("O2", "ongoing", continuation="revised"))
    assert overall("objective", elements).endswith(
        "One remains relevant; one of them (O2) has been revised; one (O1) has been completed."
    )


def test_the_same_source_is_cited_once():
    elements = (
        element("O1", "met", source="A, 1"),
        element("O2", "met", source="B, 2"),
        element("O3", "met", source="A, 1"),
    )
    assert sources(elements) == "A, 1; B, 2"
