"""What an element is assessed beside: its history, and the period before."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from objectives.actions import assessment as actions
from objectives.actions.assessment import AssessmentInput
from objectives.models import Assessment
from objectives.queries.assessments import assess_page, content_at, find_assessment
from objectives.queries.differences import Piece, differences
from objectives.queries.languages import is_language, language_name, languages_offered, languages_wanted
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def element(elements):
    return elements["O1"]


@pytest.fixture
def before(framework):
    """The second quarter, and an older period that does not matter."""
    factories.PeriodFactory(framework=framework, code="old", starts_on=date(2020, 1, 1), ends_on=date(2020, 12, 31))
    return factories.PeriodFactory(
        framework=framework, code="2026-Q2", starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30), closed=True
    )


def report(element, period, **values):
    """An accepted entry with figures by indicator code."""
    entry = factories.EvidenceFactory(framework=element.framework, period=period, accepted=True)
    factories.ContributionFactory(evidence=entry, element=element)
    for code, value in values.items():
        factories.FigureFactory(evidence=entry, indicator=element.indicators.get(code=code), value=value)


def test_the_period_before_is_shown_with_what_changed_since(element, period, before, reviewer):
    for position, code in enumerate(("kept", "new", "gone", "silent")):
        factories.IndicatorFactory(element=element, code=code, position=position)
    report(element, before, kept=10, gone=5)
    report(element, period, kept=12, new=0)
    report(element, period)
    text = factories.AssessmentTextFactory(assessment__element=element, assessment__period=before)

    found = assess_page(element, period, reviewer).before

    assert (found.period, found.assessment, found.entries_then, found.entries_now) == (before, text.assessment, 1, 2)
    assert [
        (one.indicator.code, one.then and one.then.value, one.now and one.now.value, one.is_new, one.is_gone)
        for one in found.changes
    ] == [
        ("kept", Decimal(10), Decimal(12), False, False),
        ("new", None, Decimal(0), True, False),
        ("gone", Decimal(5), None, False, True),
        ("silent", None, None, False, False),
    ]


def test_what_was_not_approved_before_is_not_shown(element, period, before, reviewer):
    factories.AssessmentFactory(element=element, period=before, submitted=True)

    assert assess_page(element, period, reviewer).before.assessment is None


def test_a_first_period_has_none_before(element, period, reviewer):
    factories.PeriodFactory(code="2026-Q2", starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30))

    assert assess_page(element, period, reviewer).before is None


FIRST = AssessmentInput(language="en", finding="ongoing", narrative="The work went on.")


@pytest.fixture
def written(element, period, reviewer, administrator):
    """Three versions: English, French with another finding, English reworded."""
    french = replace(FIRST, language="fr", finding="met", narrative="Le travail a continué.")
    reworded = replace(FIRST, finding="met", narrative="The work went on well.")
    for content in (FIRST, french, reworded):
        actions.save(element=element, period=period, content=content, by=reviewer)
    return Assessment.objects.get()


def test_the_history_says_what_each_version_changed(written, element, period, reviewer):
    page = assess_page(element, period, reviewer)

    assert [
        (saved.version.number, [(part.label, part.then, part.now) for part in saved.altered]) for saved in page.history
    ] == [
        (3, [("Narrative", "The work went on.", "The work went on well.")]),
        (2, [("Finding", "Ongoing by nature", "Met"), ("Narrative", "", "Le travail a continué.")]),
        (1, [("Finding", "–", "Ongoing by nature"), ("Narrative", "", "The work went on.")]),
    ]


def test_versions_and_decisions_stand_together_newest_first(written, element, period, reviewer):
    actions.submit(assessment=written, by=reviewer)

    events = assess_page(element, period, reviewer).events

    assert [getattr(event, "after", None) or event.version.number for event in events] == ["submitted", 3, 2, 1]


def test_what_a_version_said_is_told_in_each_language(written):
    assert content_at(written, "en", 2)["narrative"] == "The work went on."
    assert content_at(written, "en", 2)["finding"] == "met"
    assert content_at(written, "fr", 1)["narrative"] == ""


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("recorder", {"approved"}),
        ("colleague", {"draft", "submitted", "approved"}),
        ("reviewer", {"draft", "submitted", "approved"}),
        ("delegate", set()),
    ],
)
def test_a_draft_is_seen_by_who_may_write_it(element, framework, cast, who, sees):
    factories.FocalPointFactory(element=element, user=cast["colleague"])
    seen = set()
    for year, status in enumerate(("draft", "submitted", "approved"), start=2001):
        period = factories.PeriodFactory(
            framework=framework, code=status, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31)
        )
        traits = {status: True} if status != "approved" else {}
        factories.AssessmentFactory(element=element, period=period, **traits)
        if find_assessment(element, period, cast[who]):
            seen.add(status)

    assert seen == sees


# --- words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("It rained.", "It rained.", [("same", "It rained.")]),
        ("", "It rained.", [("ins", "It rained.")]),
        ("It rained.", "", [("del", "It rained.")]),
        ("It rained.", "It snowed.", [("same", "It "), ("del", "rained"), ("ins", "snowed"), ("same", ".")]),
        ("One.\n\nTwo.", "One.\n\nTwo, too.", [("same", "One.\n\nTwo"), ("ins", ", too"), ("same", ".")]),
    ],
)
def test_two_texts_differ_word_by_word(before, after, pieces):
    found = list(differences(before, after))

    assert found == [Piece(kind, text) for kind, text in pieces]
    assert "".join(one.text for one in found if one.kind != "ins") == before
    assert "".join(one.text for one in found if one.kind != "del") == after


# --- languages --------------------------------------------------------------------------------------


def test_narratives_are_wanted_in_the_languages_of_the_reports(framework):
    factories.DefinitionFactory(framework=framework, languages=["fr", "en"])
    factories.DefinitionFactory(framework=framework, languages=["es", "fr"])
    factories.DefinitionFactory(languages=["ru"])

    assert sorted(languages_wanted(framework)) == ["en", "es", "fr"]


def test_the_languages_offered_stand_once_the_frameworks_own_first(framework):
    factories.DefinitionFactory(framework=framework, languages=["fr", "en"])

    assert languages_offered(framework, present=["es", "fr"], asked="pt") == ["en", "fr", "es", "pt"]


def test_languages_have_names_and_nonsense_has_none():
    assert (language_name("fr"), language_name("pt-BR"), language_name("xx-no")) == (
        "French",
        "Portuguese (Brazil)",
        "xx-no",
    )
    assert [is_language(code) for code in ("en", "pt-BR", "zh-Hans", "xx", "../", "")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]
