"""A draft of an entry: what is kept of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions import evidence as actions
from objectives.actions.evidence import EvidenceInput, FigureInput
from objectives.enums import EDITABLE
from objectives.models import Evidence
from tests import factories
from tests.objectives import entries

pytestmark = pytest.mark.django_db


# --- create ---------------------------------------------------------------------------------------


def test_a_draft_keeps_all_that_was_typed(content, elements, indicator, recorder, kenya):
    content = replace(
        content,
        countries=(kenya,),
        beneficiaries="Forty officials",
        sensitivity="internal",
        figures=(FigureInput(indicator, Decimal("12.5"), "over"),),
    )

    evidence = actions.create(framework=elements["O1"].framework, content=content, by=recorder)

    assert actions.snapshot(Evidence.objects.get(pk=evidence.pk)) == {
        "status": "draft",
        "title": "Training in Nairobi",
        "description": "Forty officials were trained.",
        "beneficiaries": "Forty officials",
        "sensitivity": "internal",
        "starts_on": date(2026, 9, 15),
        "ends_on": date(2026, 9, 15),
        "date_precision": "day",
        "office": "NBO",
        "programme": None,
        "countries": ["KE"],
        "terms": [],
        "contributions": [("O1", "Officials know the law.")],
        "figures": [
            {"indicator": "O1/O1.1", "answer": "value", "value": Decimal("12.5"), "qualifier": "over", "parts": {}}
        ],
        "sources": [("Training report", "p. 3", "")],
        "attachments": [],
    }


def test_a_draft_may_be_empty(framework, recorder):
    evidence = actions.create(framework=framework, content=EvidenceInput(), by=recorder)

    assert (evidence.status, evidence.title, evidence.period) == ("draft", "", None)


def test_a_draft_falls_in_the_period_that_holds_its_last_day(content, period, recorder):
    content = replace(content, starts_on=date(2026, 6, 30), ends_on=date(2026, 7, 1))

    assert entries.draft(content, by=recorder).period == period


@pytest.mark.parametrize(
    ("ends_on", "references"),
    [
        (date(2025, 3, 1), ["EV-2025-0001", "EV-2025-0002"]),
        (None, ["EV-2026-0001", "EV-2026-0002"]),
        (date(1, 1, 1), ["EV-2026-0001", "EV-2026-0002"]),
        (date(2062, 3, 1), ["EV-2026-0001", "EV-2026-0002"]),
    ],
)
def test_a_reference_takes_the_year_of_the_last_day_or_else_this_year(content, recorder, ends_on, references):
    content = replace(content, starts_on=None, ends_on=ends_on)

    assert [entries.draft(content, by=recorder).reference for _ in range(2)] == references


def test_an_element_of_another_framework_is_refused(framework, recorder):
    stranger = factories.ElementFactory()

    with pytest.raises(ActionError) as refusal:
        actions.create(framework=framework, content=EvidenceInput(contributions=((stranger, "How"),)), by=recorder)

    assert refusal.value.problems == {"contributions": ["An element chosen is not of MC/INF/274."]}


def test_a_draft_keeps_answers_parts_and_themes(content, framework, indicator, elements, recorder):
    female = factories.CategoryFactory(dimension__code="sex", code="female")
    theme = factories.TermFactory(vocabulary__framework=framework, code="returns")
    other = factories.IndicatorFactory(element=elements["O1"], code="O1.2")
    figures = (
        FigureInput(indicator, Decimal(40), "about", parts=((female, Decimal(40)),)),
        FigureInput(other, answer="not_applicable"),
    )
    content = replace(content, figures=figures, terms=(theme,))

    evidence = Evidence.objects.get(pk=entries.draft(content, by=recorder).pk)

    kept = actions.snapshot(evidence)
    assert (kept["terms"], kept["figures"]) == (
        ["returns"],
        [
            {
                "indicator": "O1/O1.1",
                "answer": "value",
                "value": Decimal(40),
                "qualifier": "about",
                "parts": {"sex/female": Decimal(40)},
            },
            {"indicator": "O1/O1.2", "answer": "not_applicable", "value": None, "qualifier": "exact", "parts": {}},
        ],
    )
    assert actions.holds(evidence, content)
    assert not actions.holds(evidence, replace(content, figures=figures[:1]))
    assert not actions.holds(evidence, replace(content, terms=()))


@pytest.mark.parametrize(
    "answer",
    [{}, {"value": Decimal(1), "answer": "not_reported"}, {"answer": "not_applicable", "parts": True}],
    ids=["no answer", "two answers", "parts of nothing"],
)
def test_what_is_no_answer_is_refused(content, indicator, recorder, answer):
    if answer.get("parts"):
        answer = answer | {"parts": ((factories.CategoryFactory(), Decimal(1)),)}

    with pytest.raises(ActionError) as refusal:
        entries.draft(replace(content, figures=(FigureInput(indicator, **answer),)), by=recorder)

    assert refusal.value.problems == {"figures": ["A figure of O1.1 is no answer."]}
    assert not Evidence.objects.exists()


def test_a_theme_of_another_framework_is_refused(content, recorder):
    with pytest.raises(ActionError) as refusal:
        entries.draft(replace(content, terms=(factories.TermFactory(),)), by=recorder)

    assert refusal.value.problems == {"terms": ["A theme chosen is not of MC/INF/274."]}


@pytest.mark.parametrize(
    ("female", "male", "message"),
    [
        (25, 13, "By sex, the parts add up to 38: 2 less than the total of 40."),
        (1025, 15, "By sex, the parts add up to 1,040: 1,000 more than the total of 40."),
    ],
)
def test_parts_that_do_not_add_up_are_kept_in_a_draft_and_not_submitted(
    content, indicator, recorder, female, male, message
):
    sex = factories.DimensionFactory(code="sex", name="Sex")
    parts = tuple((factories.CategoryFactory(dimension=sex), Decimal(value)) for value in (female, male))
    content = replace(content, figures=(FigureInput(indicator, Decimal(40), parts=parts),))
    evidence = entries.draft(content, by=recorder)

    with pytest.raises(ActionError) as refusal:
        actions.submit(evidence=evidence, by=recorder)

    assert refusal.value.problems == {"figure-O1:O1.1": [message]}
    assert evidence.figures.get().parts.count() == 2


def test_a_figure_of_an_element_that_is_not_chosen_is_refused(content, elements, indicator, recorder):
    content = replace(content, contributions=((elements["O2"], "How"),), figures=(FigureInput(indicator, Decimal(1)),))

    with pytest.raises(ActionError) as refusal:
        entries.draft(content, by=recorder)

    assert refusal.value.problems == {"figures": ["A figure is for an element that is not chosen."]}


@pytest.mark.parametrize("role", [Role.DELEGATE])
def test_a_delegate_logs_nothing(content, role):
    with pytest.raises(NotPermitted, match="Your account may not do this"):
        entries.draft(content, by=factories.UserFactory(role=role))

    assert Evidence.objects.count() == 0


def test_a_closed_account_logs_nothing(content, inactive):
    with pytest.raises(NotPermitted):
        entries.draft(content, by=inactive)


# --- create once ----------------------------------------------------------------------------------


def test_a_form_sent_twice_makes_one_entry(content, framework, recorder):
    sent = {"framework": framework, "content": content, "by": recorder, "token": "a"}

    (first, is_new), (second, is_new_again) = actions.create_once(**sent), actions.create_once(**sent)

    assert (first, Evidence.objects.count(), entries.audited()) == (second, 1, ["evidence.create"])
    assert (is_new, is_new_again) == (True, False)


def test_two_forms_make_two_entries_whoever_shares_a_token(content, framework, recorder, colleague):
    for by, token in ((recorder, "a"), (recorder, "b"), (colleague, "a")):
        actions.create_once(framework=framework, content=content, by=by, token=token)

    assert Evidence.objects.count() == 3


# --- save -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", sorted(EDITABLE))
def test_saving_writes_a_draft_or_a_returned_entry_anew(entry, content, elements, recorder, status):
    content = replace(content, title="Anew", contributions=((elements["R1"], "Anew"),), sources=())

    evidence = actions.save(evidence=entry(status), content=content, by=recorder)

    kept = actions.snapshot(Evidence.objects.get(pk=evidence.pk))
    assert [kept[name] for name in ("status", "title", "contributions", "sources")] == [
        status,
        "Anew",
        [("R1", "Anew")],
        [],
    ]


def test_saving_what_is_the_same_leaves_no_event(entry, content, recorder):
    actions.save(evidence=entry(), content=content, by=recorder)

    assert entries.audited() == ["evidence.create"]


@pytest.mark.parametrize(
    ("status", "named"), [("submitted", "awaiting review"), ("accepted", "accepted"), ("withdrawn", "withdrawn")]
)
def test_saving_is_refused_past_editing(entry, content, recorder, status, named):
    evidence = entry(status)

    with pytest.raises(ActionError) as refusal:
        actions.save(evidence=evidence, content=replace(content, title="Changed"), by=recorder)

    assert refusal.value.problems == {"": [f"This entry can no longer be changed: it is {named}."]}
    assert Evidence.objects.get(pk=evidence.pk).title == "Training in Nairobi"


def test_saving_goes_by_the_row_as_it_stands_and_not_as_it_was_read(entry, content, recorder):
    stale = entry()
    actions.submit(evidence=stale, by=recorder)

    with pytest.raises(ActionError, match="can no longer be changed"):
        actions.save(evidence=stale, content=replace(content, title="Changed"), by=recorder)


@pytest.mark.parametrize("step", ["save", "submit"])
@pytest.mark.parametrize("who", ["colleague", "reviewer", "administrator"])
def test_only_the_author_changes_and_submits(entry, content, cast, step, who):
    what = {"content": content} if step == "save" else {}
    said = {
        "save": r"^Only the author of an entry can change it, and colleagues whom the author names\.$",
        "submit": r"^Only the author of an entry can submit it\.$",
    }

    with pytest.raises(ActionError, match=said[step]):
        getattr(actions, step)(evidence=entry(), by=cast[who], **what)


@pytest.mark.parametrize("step", ["save", "submit"])
def test_an_author_who_has_become_a_delegate_changes_nothing(entry, content, recorder, step):
    evidence, recorder.role = entry(), Role.DELEGATE
    what = {"content": content} if step == "save" else {}

    with pytest.raises(NotPermitted):
        getattr(actions, step)(evidence=evidence, by=recorder, **what)
