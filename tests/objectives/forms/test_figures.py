"""Figures on the evidence form: answers, parts by category, and what is asked about before it is taken."""

from decimal import Decimal

import pytest

from objectives.forms.evidence import EvidenceForm
from objectives.forms.kept import initial_of
from objectives.models import Evidence
from tests import factories
from tests.objectives import entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def sex(indicator):
    """O1.1 is broken down by sex."""
    dimension = factories.DimensionFactory(code="sex", name="Sex")
    for place, code in enumerate(("female", "male")):
        factories.CategoryFactory(dimension=dimension, code=code, label=code.title(), position=place)
    indicator.dimensions.add(dimension)
    return dimension


@pytest.fixture
def form_of(framework, indicator, elements, recorder):
    """The form of an entry that served O1: figure="40", answer="about", female="25", male="15", and fields by name."""

    def make(initial=None, **typed):
        data = {"contributions": ["O1"]}
        for name, value in typed.items():
            data[name] = value
            if name in ("figure", "answer"):
                data[f"{name}-O1:{indicator.code}"] = value
            if name in ("female", "male"):
                data[f"part-O1:{indicator.code}:sex:{name}"] = value
        return EvidenceForm(data, framework=framework, by=recorder, initial=initial)

    return make


def errors(form):
    return {name: list(messages) for name, messages in form.errors.items()}


def answers(form):
    assert errors(form) == {}
    return [
        (one.value, one.qualifier, one.answer, {category.code: value for category, value in one.parts})
        for one in form.to_input().figures
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"figure": "40"}, [(40, "exact", "value", {})]),
        ({"figure": "40", "answer": "exact"}, [(40, "exact", "value", {})]),
        ({"figure": "40", "answer": "about"}, [(40, "about", "value", {})]),
        ({"figure": "0", "answer": "over"}, [(0, "over", "value", {})]),
        ({"answer": "not_reported"}, [(None, "exact", "not_reported", {})]),
        ({"answer": "not_applicable"}, [(None, "exact", "not_applicable", {})]),
        ({"figure": " ", "answer": "exact"}, []),
        ({}, []),
    ],
    ids=str,
)
def test_an_answer_is_a_number_or_why_there_is_none_and_neither_is_0(form_of, typed, kept):
    assert answers(form_of(**typed)) == kept


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            {"figure": "40", "answer": "not_reported"},
            "You chose “not reported” and gave 40 too. Keep one of the two.",
        ),
        (
            {"figure": "0", "answer": "not_applicable"},
            "You chose “not applicable” and gave 0 too. Keep one of the two.",
        ),
        ({"answer": "about"}, "You chose “about”. Give the number too."),
        ({"female": "25", "male": "15"}, "Give the total too. The parts add up to 40."),
        (
            {"female": "25", "answer": "not_reported"},
            "You chose “not reported” and gave parts too. Keep one of the two.",
        ),
    ],
    ids=str,
)
def test_what_contradicts_itself_is_refused(form_of, sex, typed, message):
    assert errors(form_of(**typed)) == {"figure-O1:O1.1": [message]}


def test_an_answer_that_is_not_offered_is_refused(form_of):
    assert list(errors(form_of(answer="maybe"))) == ["answer-O1:O1.1"]


def test_parts_are_taken_with_their_total(form_of, sex):
    assert answers(form_of(figure="40", female="25", male="15")) == [
        (40, "exact", "value", {"female": Decimal(25), "male": Decimal(15)})
    ]


def test_parts_may_be_left_empty_wholly(form_of, sex):
    assert answers(form_of(figure="40")) == [(40, "exact", "value", {})]


def test_a_part_that_is_no_number_is_refused_at_its_box(form_of, sex):
    form = form_of(figure="40", female="many")

    assert errors(form) == {"part-O1:O1.1:sex:female": ["“many” is not a number. Write it in digits, such as 1250."]}
    assert [(one.target, one.message) for one in form.problem_list()] == [
        (
            "id_part-O1:O1.1:sex:female",
            "O1.1, Persons assisted, Female: “many” is not a number. Write it in digits, such as 1250.",
        )
    ]


def test_a_retired_category_is_offered_only_to_an_entry_that_has_a_part_for_it(form_of, sex):
    sex.categories.filter(code="male").update(retired_on="2026-01-01")
    kept = {"part-O1:O1.1:sex:male": "15"}

    offered = ["part-O1:O1.1:sex:male" in form_of(initial).fields for initial in (None, kept)]

    assert offered == [False, True]


def test_the_summary_names_the_indicator_of_a_figure(form_of):
    problems = form_of(figure="N/A").problem_list()

    assert [(one.target, one.message) for one in problems] == [
        (
            "id_figure-O1:O1.1",
            "O1.1, Persons assisted: “N/A” is not a number. Give a number, or choose “not applicable” beside it.",
        )
    ]


def test_a_kept_entry_fills_the_form_with_its_answers_parts_and_themes(
    framework, elements, indicator, sex, nairobi, recorder, period
):
    female, male = sex.categories.order_by("position")
    theme = factories.TermFactory(vocabulary__framework=framework)
    other = factories.IndicatorFactory(element=elements["O1"], code="O1.2")
    content = entries.complete(
        elements["O1"],
        nairobi,
        terms=(theme,),
        figures=(
            entries.FigureInput(indicator, Decimal("40"), "about", parts=((female, Decimal(25)), (male, Decimal(15)))),
            entries.FigureInput(other, answer="not_applicable"),
        ),
    )
    evidence = Evidence.objects.get(pk=entries.draft(content, by=recorder).pk)
    initial = initial_of(evidence)
    data = {name: getattr(value, "code", value) for name, value in initial.items()}

    form = EvidenceForm({**data, "terms": [theme.pk]}, framework=framework, by=recorder, initial=initial)

    assert errors(form) == {}
    assert form.to_input() == content


def test_themes_are_offered_by_vocabulary_without_those_that_were_retired(framework, form_of):
    first, second = (factories.VocabularyFactory(framework=framework, position=n, name=f"V{n}") for n in (1, 2))
    factories.TermFactory(vocabulary=second, label="Dialogue")
    kept = factories.TermFactory(vocabulary=first, label="Returns", retired_on="2026-01-01", retired_reason="Merged.")
    factories.TermFactory(vocabulary=first, label="Trafficking")
    factories.TermFactory(label="Of another framework")

    def offered(form):
        box = form.chips_box("terms")
        return [one.label for one in box.chosen], [(name, [one.label for one in rows]) for name, rows in box.groups]

    assert offered(form_of()) == ([], [("V1", ["Trafficking"]), ("V2", ["Dialogue"])])
    assert offered(form_of({"terms": [kept]}, terms=[kept.pk])) == (
        ["Returns"],
        [("V1", ["Trafficking"]), ("V2", ["Dialogue"])],
    )


def test_codes_with_hyphens_in_them_never_share_a_box(framework, recorder):
    for element, indicator in (("A-B", "C"), ("A", "B-C")):
        factories.IndicatorFactory(element=factories.ElementFactory(framework=framework, code=element), code=indicator)

    data = {"contributions": ["A-B", "A"], "figure-A-B:C": "7", "figure-A:B-C": "40"}
    form = EvidenceForm(data, framework=framework, by=recorder)

    assert errors(form) == {}
    assert {(one.indicator.code, one.value) for one in form.to_input().figures} == {("C", 7), ("B-C", 40)}


def test_of_a_percentage_nothing_is_said_of_a_sum(form_of, indicator, sex):
    indicator.unit, indicator.aggregation = "per cent of cases", "latest"
    indicator.save()

    assert errors(form_of(female="25", male="15")) == {"figure-O1:O1.1": ["Give the figure for all too."]}
    assert answers(form_of(figure="20", female="25", male="15")) == [(20, "exact", "value", {"female": 25, "male": 15})]
