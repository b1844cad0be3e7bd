"""Frameworks and elements: the wording, where it comes from, and what is known."""

from datetime import date

import pytest

from tests import factories, pages

pytestmark = pytest.mark.django_db

O1 = "/frameworks/mc-inf-274/elements/O1/"


@pytest.fixture
def client(client_for, recorder):
    return client_for(recorder)


@pytest.fixture
def older():
    """The framework before, with two elements."""
    framework = factories.FrameworkFactory(
        symbol="MC/1842", slug="mc-1842", title="The plan before", status="superseded", issued_on=date(1995, 11, 9)
    )
    factories.ElementFactory.create_batch(2, framework=framework, source_paragraph="10")
    return framework


def test_the_list_names_every_framework_with_its_periods(client, framework, period, older):
    framework.supersedes = older
    framework.save()

    text = pages.main(client.get("/frameworks/"))

    assert "MC/INF/274, 4 November 2004" in text
    assert "In force; supersedes MC/1842" in text
    assert "Third quarter of 2026 (open)" in text
    assert "none opened yet" in text


def test_without_any_framework_the_list_says_so(client):
    assert "No framework is loaded yet." in pages.main(client.get("/frameworks/"))


def test_a_framework_shows_its_elements_by_kind(client, framework, period):
    tree = pages.read(client.get("/frameworks/mc-inf-274/"))

    assert tree.xpath("//table[contains(@class, 'elements')]/caption/text()") == ["Objectives", "Roles"]
    assert [pages.words(badge) for badge in tree.xpath("//tbody//th/a/span[1]")] == ["O1", "O2", "R1"]


def test_a_framework_quotes_its_mandate_and_tells_its_lineage(client, framework, elements, older):
    framework.passages = [{"heading": "Mission", "symbol": "MC/INF/274", "paragraph": "7", "text": "Humane & orderly."}]
    framework.adopted_by, framework.adopted_on, framework.supersedes = "the Council", date(2004, 12, 1), older
    framework.save()
    factories.LineageFactory(
        ancestor=older.elements.first(),
        descendant=elements["O1"],
        kind="refined",
        note="Shorter.",
        source_symbol="MC/INF/274",
        source_paragraph="27",
    )
    factories.LineageFactory(ancestor=None, descendant=elements["O2"], kind="new")
    factories.LineageFactory(ancestor=older.elements.last(), descendant=None, kind="discontinued")

    text = pages.main(client.get("/frameworks/mc-inf-274/"))

    assert "Adopted by the Council, 1 December 2004 Supersedes MC/1842" in text
    assert "Mission Humane & orderly. MC/INF/274, paragraph 7" in text
    assert "O1 Objective O1 MC/1842 Refined O1 Objective O1 MC/INF/274 Shorter. MC/INF/274, paragraph 27" in text
    assert "– New O2 Objective O2 MC/INF/274" in text
    assert "O2 Objective O2 MC/1842 Discontinued –" in pages.main(client.get("/frameworks/mc-1842/"))


def test_an_element_is_quoted_with_its_source_and_footnotes(client, elements):
    element = elements["O1"]
    element.wording = "to provide <secure> & reliable services;"
    element.footnotes = [{"mark": "4", "text": "Since 1951."}]
    element.restatements = [{"symbol": "MC/2000", "paragraph": "3", "wording": "to provide services;"}]
    element.save()

    response = client.get(O1)

    tree = pages.read(response)
    quoted = [pages.words(quote) for quote in tree.xpath("//blockquote")]
    assert quoted == ["to provide <secure> & reliable services; 4", "to provide services;"]
    assert tree.xpath("//blockquote/@lang") == ["en", "en"]
    assert "MC/INF/274, paragraph 28 4 Since 1951." in pages.main(response)
    assert "Restated in MC/2000, paragraph 3" in pages.main(response)


def test_lineage_is_told_from_both_its_ends(client, elements, older):
    ancestors = older.elements.all()
    for ancestor in ancestors:
        factories.LineageFactory(ancestor=ancestor, descendant=elements["O1"], kind="merged", note="Two in one.")
    factories.LineageFactory(ancestor=None, descendant=elements["O2"], kind="new")

    told = {url: pages.main(client.get(url)) for url in (O1, O1.replace("O1", "O2"), ancestors[1].get_absolute_url())}

    assert told[O1].count("Merged from MC/1842:") == 2
    assert "New in this framework." in told[O1.replace("O1", "O2")]
    assert "Merged in MC/INF/274: O1 Objective O1 Two in one." in told[ancestors[1].get_absolute_url()]


def test_the_gaps_of_an_element_are_said_in_words(client, elements, period):
    text = pages.main(client.get(O1))

    for gap in (
        "Not yet assessed for this period.",
        "No indicator is set for this element; what it did can be described, not measured.",
        "No thread to an earlier or later framework is recorded.",
        "No accepted entry serves this element in this period.",
    ):
        assert gap in text


def test_an_indicator_shows_its_baseline_value_and_target(client, elements, period, indicator):
    indicator.baseline, indicator.baseline_qualifier, indicator.baseline_date = 1100, "over", "1995"
    indicator.save()
    factories.TargetFactory(indicator=indicator, value=12_000)
    evidence = factories.EvidenceFactory(framework=period.framework, accepted=True)
    factories.FigureFactory(evidence=evidence, indicator=indicator, value=8410)
    factories.IndicatorFactory(element=elements["O1"], title="States served", unit="States", aggregation="latest")

    rows = [pages.words(row) for row in pages.read(client.get(O1)).xpath("//tbody/tr")]

    assert rows == [
        "Persons assisted persons · Sum over the period over 1,100 1995 8,410 12,000 30 Sep 2026 "
        "8,410 of 12,000, 67 per cent of the way moved towards the target",
        "States served States · Latest value none not reported none set not reported",
    ]


def test_a_reported_zero_is_shown_as_zero(client, elements, period, indicator):
    evidence = factories.EvidenceFactory(framework=period.framework, accepted=True)
    factories.FigureFactory(evidence=evidence, indicator=indicator, value=0)

    (row,) = pages.read(client.get(O1)).xpath("//tbody/tr")

    assert pages.words(row) == "Persons assisted persons · Sum over the period none 0 none set 0 no target"


def test_what_does_not_apply_is_told_apart_from_what_was_not_reported(client, elements, period, indicator):
    evidence = factories.EvidenceFactory(framework=period.framework, accepted=True)
    factories.FigureFactory(evidence=evidence, indicator=indicator, answer="not_applicable", value=None)

    (row,) = pages.read(client.get(O1)).xpath("//tbody/tr")
    overview = pages.main(client.get("/frameworks/mc-inf-274/"))

    told = "Persons assisted persons · Sum over the period none not applicable none set not applicable"
    assert pages.words(row) == told
    assert "Persons assisted not applicable" in overview
    assert "not reported" not in overview


def test_a_value_shows_its_parts_and_by_how_much_they_miss_it(client, elements, period, indicator):
    sex = factories.DimensionFactory(name="Sex")
    for women in (120, 70):
        evidence = factories.EvidenceFactory(framework=period.framework, accepted=True)
        figure = factories.FigureFactory(evidence=evidence, indicator=indicator, value=107)
        category = factories.CategoryFactory(dimension=sex, code=f"sex-{women}", label=f"Part {women}")
        factories.FigurePartFactory(figure=figure, category=category, value=women)

    parts = pages.read(client.get(O1)).xpath("//tr[@class='parts']")

    assert [pages.words(one) for one in parts] == [
        "Sex: Part 120 120 · Part 70 70 By sex, the parts add up to 190: 24 less than the total of 214."
    ]


def test_an_assessment_is_shown_with_who_made_it(client, elements, period, reviewer):
    text = factories.AssessmentTextFactory(
        assessment__element=elements["O1"],
        assessment__period=period,
        assessment__assessed_by=reviewer,
        assessment__continuation="remains_relevant",
        challenges="Roads were closed.",
    )

    shown = pages.main(client.get(O1))

    assert "Ongoing by nature Measurability not stated · Remains relevant" in shown
    assert f"{text.narrative} Challenges Roads were closed." in shown
    assert "Assessed by Reviewer" in shown


def test_the_newest_entries_are_shown_and_the_rest_counted(client, elements, period):
    for evidence in factories.EvidenceFactory.create_batch(12, framework=period.framework, accepted=True):
        factories.ContributionFactory(evidence=evidence, element=elements["O1"])

    response = client.get(O1)

    assert len(pages.rows(response)) == 10
    (link,) = [link for link in pages.read(response).xpath("//a") if pages.words(link) == "All 12 entries"]
    assert len(pages.rows(client.get(link.get("href")))) == 12


@pytest.fixture
def quarters(framework, elements):
    """The second quarter, closed, in which O1 was met, and the third."""
    second = factories.PeriodFactory(
        framework=framework,
        code="2026-Q2",
        label="Second quarter",
        closed=True,
        starts_on=date(2026, 4, 1),
        ends_on=date(2026, 6, 30),
    )
    factories.AssessmentFactory(element=elements["O1"], period=second, finding="met")
    return second, factories.PeriodFactory(framework=framework)


@pytest.mark.parametrize("address", ["/frameworks/mc-inf-274/", O1])
def test_one_switches_between_periods(client, quarters, address):
    shown = {}
    for query in ("", "?period=2026-Q2", "?period=2026-Q3"):
        response = client.get(address + query)
        current = pages.read(response).xpath("//nav[@aria-label='Period']/a[@aria-current='true']/text()")
        shown[query] = (*current, "Met" in pages.main(response).split())

    third = ("Third quarter of 2026", False)
    assert shown == {"": third, "?period=2026-Q2": ("Second quarter", True), "?period=2026-Q3": third}


@pytest.mark.parametrize("address", ["/frameworks/mc-inf-274/", O1])
@pytest.mark.parametrize("code", ["1999-Q1", "x'"])
def test_a_period_that_there_is_not_is_not_found(client, quarters, address, code):
    assert client.get(f"{address}?period={code}").status_code == 404


def test_codes_are_addressed_as_files_may_write_them(client, framework):
    element = factories.ElementFactory(framework=framework, code="O1.a_2-b")
    period = factories.PeriodFactory(framework=framework, code="2026.Q3")

    assert [client.get(page.get_absolute_url()).status_code for page in (element, period)] == [200, 200]


def test_a_framework_without_periods_still_stands(client, elements, indicator):
    assert "No reporting period has been opened yet." in pages.main(client.get("/frameworks/mc-inf-274/"))
    assert "Persons assisted" in pages.main(client.get(O1))


@pytest.mark.parametrize(
    "address",
    [
        "/frameworks/x/",
        "/frameworks/x/elements/O1/",
        "/frameworks/x/periods/2026-Q3/",
        "/frameworks/mc-inf-274/elements/o1/",
    ],
)
def test_what_there_is_not_is_not_found(client, quarters, address):
    response = client.get(address)

    assert response.status_code == 404
    assert pages.faults(response.content.decode()) == []


@pytest.mark.parametrize(("who", "offered"), [("recorder", False), ("reviewer", True), ("administrator", True)])
def test_only_who_assesses_is_offered_to(client_for, cast, elements, period, who, offered):
    assert bool(pages.read(client_for(cast[who]).get(O1)).xpath("//a[contains(@href, '/assess/')]")) is offered
