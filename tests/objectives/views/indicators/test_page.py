"""The page of an indicator: what it is, what was reported, what is aimed at."""

from datetime import date

import pytest

from objectives.models import Indicator
from tests import factories, pages
from tests.objectives.views.indicators.addresses import PAGE
from tests.pages import sound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def note(response):
    """What the page says was aimed at on a day."""
    return [pages.words(node) for node in pages.read(response).find_class("note")]


def test_the_page_tells_what_it_is_from_where_it_began_and_who_answers_for_it(client, indicator, period):
    Indicator.objects.update(
        baseline=5, baseline_qualifier="over", baseline_date="1995", baseline_source="MC/1", owner="Returns Unit"
    )

    said = pages.main(client.get(PAGE))

    for words in ("persons · Sum over the period", "over 5 persons, 1995 MC/1", "Returns Unit", "Direction Increase"):
        assert words in said


def test_the_page_tells_value_target_and_progress_of_each_period(client, indicator, period, report):
    factories.PeriodFactory(
        framework=period.framework, code="2026-Q2", label="Q2", starts_on="2026-04-01", ends_on="2026-06-30"
    )
    factories.TargetFactory(indicator=indicator, period=period, due_on=period.ends_on, value=80, set_on="2026-07-01")
    report(40)

    response = client.get(PAGE)

    rows = pages.read(response).xpath("//table[1]/tbody/tr")
    assert [pages.words(row) for row in rows[:2]] == [
        "Third quarter of 2026 40 80 40 of 80, 50 per cent target not reached",
        "Q2 not reported none set –",
    ]
    assert len(pages.read(response).xpath("//svg")) == 2  # its course, and the bar
    assert sound(response)


def test_where_nothing_was_ever_reported_nothing_is_drawn(client, indicator, period):
    response = client.get(PAGE)

    assert pages.read(response).xpath("//svg") == []
    assert "Not reported in this period." in pages.main(response)
    assert "No target is set." in pages.main(response)
    assert sound(response)


def test_the_page_names_ten_records_and_leads_to_all_of_them(client, indicator, period, report):
    for number in range(12):
        report(number + 1)
    page = client.get(PAGE)

    link = pages.read(page).xpath("//a[contains(., 'All 12 entries')]/@href")[0]

    assert len(pages.rows(page)) == 10
    assert "12 in all" in pages.main(client.get(link))


def test_the_page_tells_parts_and_answers_that_are_no_numbers(client, indicator, period, report):
    sex = factories.DimensionFactory(code="sex", name="Sex")
    age = factories.DimensionFactory(code="age", name="Age group", position=9)
    indicator.dimensions.set([sex, age])
    category = factories.CategoryFactory(dimension=sex, label="Female")
    factories.FigurePartFactory(figure=report(40), category=category, value=25)
    factories.FigureFactory(
        evidence=factories.EvidenceFactory(framework=period.framework, period=period, accepted=True),
        indicator=indicator,
        answer="not_applicable",
        value=None,
    )

    said = pages.main(client.get(PAGE))

    assert "By sex Sex Value Female 25 Not broken down 15" in said
    assert "Not broken down by age group." in said
    assert "1 entry says “not applicable”." in said


def test_the_page_tells_every_revision_with_who_when_and_why(client, indicator, period, administrator):
    for revision, (value, reason) in enumerate(((100, ""), (120, "Two more corridors."))):
        factories.TargetFactory(
            indicator=indicator,
            value=value,
            revision=revision,
            reason=reason,
            set_by=administrator,
            set_on=date(2026, 7, 1 + revision),
        )

    said = pages.main(client.get(PAGE))

    assert (
        "by 30 Sep 2026 120 2 Jul 2026, Administrator Two more corridors. before that 100, 1 Jul 2026, Administrator"
        in said
    )


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (
            "2026-08-01",
            "On 1 August 2026 the aim was 100 persons in the period “Third quarter of 2026”,"
            " as decided on 1 July 2026 and entered by Administrator.",
        ),
        (
            "2026-08-15",
            "On 15 August 2026 the aim was 120 persons in the period “Third quarter of 2026”,"
            " as decided on 15 August 2026 and entered by Administrator. More.",
        ),
        (
            "2026-10-01",
            "On 1 October 2026 the aim was 900 persons by 31 December 2027,"
            " as decided on 1 July 2026 and entered by Administrator.",
        ),
        ("2026-06-30", "Nothing was aimed at on 30 June 2026."),
    ],
)
def test_the_page_tells_what_was_aimed_at_on_any_day(client, indicator, period, administrator, on, said):
    aims = {"indicator": indicator, "set_by": administrator, "set_on": "2026-07-01"}
    own = aims | {"period": period, "due_on": period.ends_on}
    factories.TargetFactory(**own, value=100)
    factories.TargetFactory(**own | {"set_on": "2026-08-15"}, value=120, revision=1, reason="More.")
    factories.TargetFactory(**aims, due_on="2027-12-31", value=900)

    assert note(client.get(f"{PAGE}?on={on}")) == [said]


@pytest.mark.parametrize("on", ["", "soon", "2026-02-30"])
def test_a_day_that_is_none_is_told_at_its_box(client, indicator, period, on):
    factories.TargetFactory(indicator=indicator)

    response = client.get(f"{PAGE}?on={on}")

    assert (response.status_code, len(pages.field_errors(response)), note(response)) == (200, 1, [])
    assert sound(response)


def test_what_rolls_up_is_told_at_both_ends(client, elements, indicator, period):
    child = factories.IndicatorFactory(element=elements["O2"], code="O2.1", title="Of O2", rolls_up_to=indicator)

    above, below = pages.main(client.get(PAGE)), pages.main(client.get(child.get_absolute_url()))

    assert "Takes in Indicator Value O2 Of O2 not reported" in above
    assert "Rolls up to O1 Persons assisted" in below


def test_element_and_framework_lead_to_the_indicator(client, indicator, period):
    links = [
        pages.read(client.get(address)).xpath("//a[contains(@href, '/indicators/O1/O1.1/')]/@href")
        for address in ("/frameworks/mc-inf-274/elements/O1/", "/frameworks/mc-inf-274/")
    ]

    assert links == [[f"{PAGE}?period=2026-Q3"]] * 2


def test_staff_read_and_are_offered_nothing_to_change(client_for, recorder, indicator, period):
    page = client_for(recorder).get(PAGE)

    assert "Set targets" not in pages.main(page)
    assert pages.main(page).startswith("Frameworks / MC/INF/274 / O1 / O1.1 O1 Persons assisted")
