"""An indicator over HTTP: its page, its forms, its targets."""

from datetime import date

import pytest
from django.test import override_settings

from objectives.models import Indicator, Target
from tests import factories, pages
from tests.pages import sound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

PAGE = "/frameworks/mc-inf-274/indicators/O1/O1.1/"
NEW, CHANGE, TARGETS = "/frameworks/mc-inf-274/indicators/O1/new/", f"{PAGE}change/", f"{PAGE}targets/"
TYPED = {
    "title": "Persons assisted to move",
    "unit": "persons",
    "decimals": "0",
    "aggregation": "sum",
    "direction": "increase",
    "baseline_qualifier": "exact",
}


@pytest.fixture
def client(client_for, administrator):
    return client_for(administrator)


@pytest.fixture
def report(indicator, period):
    """Makes an accepted figure of the period."""

    def make(value=40, **fields):
        evidence = factories.EvidenceFactory(framework=period.framework, period=period, accepted=True, **fields)
        return factories.FigureFactory(evidence=evidence, indicator=indicator, value=value)

    return make


def note(response):
    """What the page says was aimed at on a day."""
    return [pages.words(node) for node in pages.read(response).find_class("note")]


# --- the page ---------------------------------------------------------------------------------------


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
            "On 1 August 2026 the aim was 100 persons in Third quarter of 2026,"
            " as decided on 1 July 2026 and entered by Administrator.",
        ),
        (
            "2026-08-15",
            "On 15 August 2026 the aim was 120 persons in Third quarter of 2026,"
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


# --- the form ---------------------------------------------------------------------------------------


def test_an_indicator_is_added(client, elements, period):
    sex = factories.DimensionFactory(name="Sex")
    typed = {**TYPED, "code": "O1.1", "baseline": "1,250.5", "baseline_date": "1995", "dimensions": [sex.pk]}

    response = client.post(NEW, typed, follow=True)

    added = Indicator.objects.get()
    assert (added.title, float(added.baseline), list(added.dimensions.all())) == (
        "Persons assisted to move",
        1250.5,
        [sex],
    )
    assert pages.messages(response) == ["O1.1 Persons assisted to move is added. Set its targets next."]


def test_what_an_empty_form_lacks_is_listed_with_links(client, elements):
    response = client.post(NEW, {"title": " "})

    assert response.status_code == 422
    assert pages.error_links(response) == [
        ("id_code", "Give the indicator a code."),
        ("id_title", "Say what is measured."),
        ("id_unit", "Say in what it is counted."),
        ("id_decimals", "Choose from the list."),
        ("id_aggregation", "Choose how figures become one value."),
        ("id_direction", "Choose from the list."),
        ("id_baseline_qualifier", "Choose from the list."),
    ]
    assert sound(response)


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ({"code": "new"}, ("id_code", "Give a code of letters, digits, points and hyphens, such as O1.3.")),
        ({"code": "O1.1"}, ("id_code", "O1 has an indicator O1.1 already.")),
        ({"baseline": "N/A"}, ("id_baseline", "“N/A” is not a number. Write it in digits, such as 1250.")),
        ({"baseline": "5"}, ("id_baseline_date", "Say of when the baseline is.")),
        ({"dimensions": ["0"]}, ("id_dimensions_field", "This choice is not on the list any more. Choose again.")),
        ({"rolls_up_to": "0"}, ("id_rolls_up_to", "This choice is not on the list any more. Choose again.")),
        (
            {"title": "x" * 201},
            ("id_title", "“What is measured” is 1 character too long: it has 201, and 200 fit. Shorten it."),
        ),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_at_its_field_with_what_was_typed(client, indicator, typed, link):
    response = client.post(NEW, {**TYPED, "code": "O1.5", **typed})

    assert (response.status_code, pages.error_links(response)) == (422, [link])
    assert pages.read(response).xpath("//input[@name='unit']/@value") == ["persons"]


def test_an_indicator_is_changed_and_keeps_what_the_form_does_not_ask(client, indicator, period):
    Indicator.objects.update(translations={"fr": {"title": "Personnes", "unit": "personnes"}})

    response = client.post(CHANGE, {**TYPED, "owner": "Returns Unit"}, follow=True)

    indicator.refresh_from_db()
    assert (indicator.code, indicator.owner, indicator.translations["fr"]["title"]) == (
        "O1.1",
        "Returns Unit",
        "Personnes",
    )
    assert pages.messages(response) == ["O1.1 is saved."]


@override_settings(REPORT_LANGUAGES=["en", "fr"])
def test_an_indicator_is_worded_in_the_other_languages_of_reports(client, indicator, period):
    shown = pages.main(client.get(CHANGE))
    client.post(CHANGE, {**TYPED, "title-fr": "Personnes aidées", "unit-fr": ""})

    indicator.refresh_from_db()
    assert ("What is measured in French" in shown, indicator.translations) == (
        True,
        {"fr": {"title": "Personnes aidées"}},
    )


def test_what_stays_once_figures_rest_on_it_is_told_at_its_field(client, indicator, period, report):
    report()

    response = client.post(CHANGE, {**TYPED, "unit": "days"})

    assert pages.error_links(response) == [
        ("id_unit", "Figures were reported with it, so it stays as it is. Retire this indicator and add a new one.")
    ]
    assert sound(response)


def test_an_indicator_is_retired_and_asked_for_again(client, indicator, period):
    without = client.post(f"{PAGE}retire/", {"reason": ""})
    retired = client.post(f"{PAGE}retire/", {"reason": "It measured nothing."}, follow=True)
    restored = client.post(f"{PAGE}restore/", follow=True)
    again = client.post(f"{PAGE}restore/", follow=True)

    assert (without.status_code, pages.error_links(without)) == (422, [("id_reason", "Say why it is retired.")])
    assert "No longer asked for since 21 September 2026: It measured nothing." in pages.main(retired)
    assert [pages.messages(one) for one in (retired, restored, again)] == [
        ["O1.1 is retired."],
        ["O1.1 is asked for again."],
        ["O1.1 is not retired."],
    ]
    assert sound(without)


def test_a_retired_indicator_is_not_asked_for_on_the_form(client, indicator, period):
    Indicator.objects.update(retired_on="2026-01-01", retired_reason="Why")

    assert (
        pages.read(client.get("/evidence/new/?element=O1", follow=True)).xpath("//input[@name='figure-O1:O1.1']") == []
    )


def test_an_indicator_is_removed_from_a_draft_alone(client, indicator, framework):
    refused = client.post(f"{PAGE}remove/", follow=True)
    framework.status = "draft"
    framework.save()
    offered = pages.main(client.get(CHANGE))
    removed = client.post(f"{PAGE}remove/", follow=True)

    assert pages.messages(refused) == ["Its framework is no draft any more, so it stays. Retire it instead."]
    assert "Remove it" in offered
    assert (pages.messages(removed), Indicator.objects.exists()) == (["O1.1 is removed."], False)


def test_an_indicator_is_moved(client, elements, indicator):
    factories.IndicatorFactory(element=elements["O1"], code="O1.2", position=indicator.position + 1)

    client.post(f"{PAGE}move/", {"move": "down"})

    assert list(elements["O1"].indicators.values_list("code", flat=True)) == ["O1.2", "O1.1"]


# --- targets ----------------------------------------------------------------------------------------


@pytest.fixture
def quarters(framework, period):
    """The second quarter, closed; the third and the fourth, open."""
    spans = {"2026-Q2": ("2026-04-01", "2026-06-30"), "2026-Q4": ("2026-10-01", "2026-12-31")}
    for code, (first, last) in spans.items():
        factories.PeriodFactory(
            framework=framework,
            code=code,
            label=code,
            starts_on=date.fromisoformat(first),
            ends_on=date.fromisoformat(last),
            closed=code == "2026-Q2",
        )


def kept():
    return [
        (str(one.due_on), one.period and one.period.code, int(one.value), one.revision, one.reason)
        for one in Target.objects.order_by("due_on", "revision")
    ]


def test_targets_of_several_periods_and_of_a_date_are_set_at_once(client, indicator, quarters):
    typed = {
        "target-2026-09-30": "100",
        "target-2026-12-31": "1,200",
        "new_due_on": "2028-12-31",
        "new_value": "9000",
        "set_on": "2026-09-21",
    }

    response = client.post(TARGETS, typed, follow=True)

    assert kept() == [
        ("2026-09-30", "2026-Q3", 100, 0, ""),
        ("2026-12-31", "2026-Q4", 1200, 0, ""),
        ("2028-12-31", None, 9000, 0, ""),
    ]
    assert pages.messages(response) == ["3 targets are set."]


def test_a_target_is_revised_with_a_reason_and_what_is_left_as_it_is_stays(client, indicator, quarters):
    for due_on, value in (("2026-09-30", 100), ("2026-12-31", 200)):
        factories.TargetFactory(indicator=indicator, due_on=due_on, value=value, set_on="2026-07-01")
    typed = {"target-2026-09-30": "120", "target-2026-12-31": "200", "set_on": "2026-09-20", "reason": "More."}

    without = client.post(TARGETS, {**typed, "reason": ""})
    response = client.post(TARGETS, typed, follow=True)

    assert pages.error_links(without) == [("id_reason", "Say why the target is revised.")]
    assert sound(without)
    assert kept()[:2] == [("2026-09-30", None, 100, 0, ""), ("2026-09-30", None, 120, 1, "More.")]
    assert (len(kept()), pages.messages(response)) == (3, ["1 target is set."])


def test_a_closed_period_has_no_box(client, indicator, quarters):
    factories.TargetFactory(indicator=indicator, due_on="2026-06-30", value=70)

    response = client.get(TARGETS)

    assert pages.read(response).xpath("//input[starts-with(@name, 'target-')]/@name") == [
        "target-2026-09-30",
        "target-2026-12-31",
    ]
    assert "2026-Q2 until 30 Jun 2026 70 closed" in pages.main(response)
    assert sound(response)


@pytest.mark.parametrize(
    ("typed", "links"),
    [
        ({}, [("", "Nothing was changed.")]),
        ({"target-2026-09-30": ""}, [("id_target-2026-09-30", "A target is revised, not taken away. It is 100.")]),
        (
            {"target-2026-12-31": "N/A"},
            [("id_target-2026-12-31", "“N/A” is not a number. Write it in digits, such as 1250.")],
        ),
        ({"target-2026-12-31": "5", "set_on": ""}, [("id_set_on", "Give the day of the decision.")]),
        (
            {"target-2026-12-31": "5", "set_on": "2026-09-22"},
            [("id_set_on", "A decision is not of the future. Give today or an earlier day.")],
        ),
        ({"new_value": "5"}, [("id_new_due_on", "Say by which day it is to be reached.")]),
        ({"new_due_on": "2028-01-01"}, [("id_new_value", "Say what is to be reached by this day.")]),
        (
            {"new_due_on": "2026-12-31", "new_value": "5"},
            [("id_new_due_on", "This day stands in the list above. Give its target there.")],
        ),
        (
            {"new_due_on": "2026-05-01", "new_value": "5"},
            [("id_new_due_on", "2026-Q2 is closed: its target stands as it is.")],
        ),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_target_is_told_at_its_box(client, indicator, quarters, typed, links):
    factories.TargetFactory(indicator=indicator, due_on="2026-09-30", value=100, set_on="2026-07-01")

    response = client.post(TARGETS, {"target-2026-09-30": "100", "set_on": "2026-09-21", **typed})

    assert (response.status_code, pages.error_links(response), len(kept())) == (422, links, 1)
    assert sound(response)
