"""The evidence form: what it takes, and what it says of the rest."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from objectives.forms.evidence import EvidenceForm
from objectives.forms.kept import initial_of
from objectives.models import Evidence
from tests import factories
from tests.objectives import entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def form_of(framework, indicator, elements, recorder):
    """The form as a person sends it: {field: typed}."""
    factories.IndicatorFactory(element=elements["O2"], code="O2.1", decimals=1)

    def make(**typed):
        return EvidenceForm(
            {name.replace("__", "-"): value for name, value in typed.items()}, framework=framework, by=recorder
        )

    return make


def errors(form):
    return {name: list(messages) for name, messages in form.errors.items()}


def figures(form):
    assert errors(form) == {}
    return {one.indicator.code: one.value for one in form.to_input().figures}


def test_an_empty_form_is_a_draft(form_of):
    form = form_of(token=str(uuid4()))

    assert (errors(form), form.to_input().title, form.to_input().contributions) == ({}, "", ())


def test_what_was_typed_becomes_the_actions_input(framework, form_of, elements, nairobi, kenya, recorder):
    form = EvidenceForm(
        {
            "title": " Training ",
            "description": "Forty were trained.\r\nAll came.",
            "starts_on": "2026-09-14",
            "ends_on": "2026-09-15",
            "office": "NBO",
            "countries": [kenya.pk],
            "contributions": ["R1", "O1"],
            "how-O1": "They know the law.",
            "how-R1": "A role was played.",
            "figure-O1:O1.1": "40",
            "citation": "Report",
            "paragraph": "3",
            "url": "example.org/report",
        },
        framework=framework,
        by=recorder,
    )

    assert errors(form) == {}
    content = form.to_input()
    assert (content.title, content.starts_on, content.ends_on, content.office, content.countries) == (
        "Training",
        date(2026, 9, 14),
        date(2026, 9, 15),
        nairobi,
        (kenya,),
    )
    assert content.contributions == ((elements["O1"], "They know the law."), (elements["R1"], "A role was played."))
    assert [(one.value, one.qualifier, one.answer) for one in content.figures] == [(Decimal(40), "exact", "value")]
    assert content.sources == (("Report", "3", "https://example.org/report"),)


NOT_LISTED = "This choice is not on the list any more. Choose again."
NO_ADDRESS = "This is not an address on the web. One looks like https://example.org/report."
MESSAGES = [
    ({"title": "x" * 212}, "title", "“In one line” is 12 characters too long: it has 212, and 200 fit. Shorten it."),
    (
        {"description": "x" * 10_001},
        "description",
        "“In a few sentences” is 1 character too long: it has 10,001, and 10,000 fit. Shorten it.",
    ),
    ({"starts_on": "yesterday"}, "starts_on", "The first day is not a day of the calendar. Write it as 2026-09-14."),
    ({"ends_on": "2026-02-30"}, "ends_on", "The last day is not a day of the calendar. Write it as 2026-09-14."),
    (
        {"starts_on": "2026-09-15", "ends_on": "2026-09-14"},
        "ends_on",
        "The last day is before the first day. Give 15 September 2026 or later.",
    ),
    (
        {"office": "0"},
        "office",
        "No office in use is called “0”. Type a part of its name, or its code.",
    ),
    ({"countries": ["0"]}, "countries", NOT_LISTED),
    ({"countries": ["Kenya"]}, "countries", "Choose from the list."),
    ({"contributions": ["O9"]}, "contributions", NOT_LISTED),
    ({"terms": ["0"]}, "terms", NOT_LISTED),
    (
        {"contributions": ["O1"], "how__O1": "x" * 301},
        "how-O1",
        "“How it served O1” is 1 character too long: it has 301, and 300 fit. Shorten it.",
    ),
    ({"citation": "x" * 301}, "citation", "“Document” is 1 character too long: it has 301, and 300 fit. Shorten it."),
    (
        {"citation": "Report", "paragraph": "x" * 65},
        "paragraph",
        "“Paragraph or page” is 5 characters too long: it has 65, and 60 fit. Shorten it.",
    ),
    ({"paragraph": "3"}, "citation", "Say which document this paragraph is of."),
    ({"url": "not an address"}, "url", NO_ADDRESS),
    ({"url": "javascript:alert(1)"}, "url", NO_ADDRESS),
    ({"url": f"https://example.org/{'x' * 500}"}, "url", "An address can have 500 characters at most."),
]


@pytest.mark.parametrize(("typed", "field", "message"), MESSAGES, ids=lambda value: str(value)[:30])
def test_what_makes_no_sense_is_told_at_its_field(form_of, typed, field, message):
    assert errors(form_of(**typed)) == {field: [message]}


@pytest.mark.parametrize("typed", ["", "  "])
def test_an_empty_figure_is_not_reported(form_of, typed):
    assert figures(form_of(contributions=["O1"], **{"figure__O1:O1.1": typed})) == {}


def test_the_ends_of_lines_count_as_one_character_each(form_of):
    form = form_of(description="\r\n".join(["x" * 99] * 100))

    assert (errors(form), len(form.to_input().description)) == ({}, 9_999)


def test_no_box_cuts_short_what_is_pasted_into_it(form_of):
    form = form_of()

    assert [name for name, field in form.fields.items() if "maxlength" in field.widget.attrs] == []


def test_figures_and_lines_of_elements_that_are_not_chosen_are_left_out(form_of, elements):
    form = form_of(contributions=["O1"], how__O1="Yes", how__O2="No", **{"figure__O2:O2.1": "7"})

    assert figures(form) == {}
    assert form.to_input().contributions == ((elements["O1"], "Yes"),)


def test_nonsense_at_an_element_that_is_not_chosen_holds_nothing_up(form_of):
    assert errors(form_of(contributions=["O1"], how__O2="x" * 301, **{"figure__O2:O2.1": "N/A"})) == {}


def test_elements_of_another_framework_are_not_offered(form_of):
    stranger = factories.ElementFactory(code="O77")

    assert list(errors(form_of(contributions=[stranger.code]))) == ["contributions"]


def test_what_was_typed_is_shown_again(form_of):
    form = form_of(title="x" * 201, contributions=["O1"], how__O1="Yes", **{"figure__O1:O1.1": "N/A"})

    picks = {pick.element.code: pick for pick in form.picks()}
    assert (form["title"].value(), picks["O1"].checked, picks["O2"].checked) == ("x" * 201, True, False)
    assert (picks["O1"].how.value(), picks["O1"].figures[0].number.value(), picks["O1"].has_errors) == (
        "Yes",
        "N/A",
        True,
    )


def test_the_problems_of_an_action_stand_at_their_fields(form_of):
    form = form_of(title="A visit")
    assert form.is_valid()

    form.take_problems({"how-O1": ["Say how."], "figures": ["Not a field."], "": ["The whole."]})

    assert errors(form) == {"how-O1": ["Say how."], "__all__": ["Not a field.", "The whole."]}
    assert [(problem.target, problem.message) for problem in form.problem_list()] == [
        ("", "Not a field."),
        ("", "The whole."),
        ("id_how-O1", "Say how."),
    ]


def test_a_kept_entry_fills_the_form_with_what_it_holds(
    framework, elements, indicator, nairobi, kenya, recorder, period
):
    content = entries.complete(elements["O1"], nairobi, indicator, countries=(kenya,))
    evidence = Evidence.objects.get(pk=entries.draft(content, by=recorder).pk)
    initial = {name: getattr(value, "code", value) for name, value in initial_of(evidence).items()}

    form = EvidenceForm({**initial, "countries": [kenya.pk]}, framework=framework, by=recorder)

    assert errors(form) == {}
    assert form.to_input() == content
