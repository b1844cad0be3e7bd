"""The first page: what waits for me."""

from datetime import date

import pytest

from tests import factories, pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(framework, period, elements, recorder, outsider, nairobi):
    """One draft, two returned, three submitted, four accepted of the recorder's; five submitted by another."""
    shared = {"framework": framework, "author": recorder, "office": nairobi}
    for number, status in enumerate(("draft", "returned", "submitted", "accepted"), start=1):
        traits = {} if status == "draft" else {status: True}
        for evidence in factories.EvidenceFactory.create_batch(number, **shared, **traits):
            factories.ContributionFactory(evidence=evidence, element=elements["O1"])
    factories.EvidenceFactory.create_batch(5, framework=framework, author=outsider, submitted=True)


def todo(response):
    """What waits: {what is said: (count, where its link lists as many)}."""
    items = pages.read(response).xpath("//ul[@class='todo']//a")
    return {pages.words(item.xpath("span")[0]): int(pages.words(item.xpath("b")[0])) for item in items}


def test_staff_see_what_waits_for_them(client_for, waiting, recorder):
    assert todo(client_for(recorder).get("/")) == {
        "draft of yours": 1,
        "came back with a reason": 2,
        "of yours awaiting review": 3,
        "accepted from Nairobi in this period": 4,
    }


def test_reviewers_see_what_awaits_their_review(client_for, waiting, reviewer):
    assert todo(client_for(reviewer).get("/")) == {
        "entries await your review": 8,
        "drafts of yours": 0,
        "came back with a reason": 0,
        "of yours awaiting review": 0,
    }


def test_no_more_is_counted_for_a_reviewer_than_the_queue_counts(client_for, waiting, reviewer, monkeypatch):
    for module in ("queries.queue", "queries.home", "views.home"):
        monkeypatch.setattr(f"objectives.{module}.MOST_COUNTED", 7)

    (link,) = pages.read(client_for(reviewer).get("/")).xpath("//ul[@class='todo']//a[contains(@href, '/review/')]")

    assert pages.words(link) == "more than 7 entries await your review"


def test_a_correction_of_ones_own_entry_is_not_counted_as_awaiting_ones_review(
    client_for, waiting, reviewer, framework, outsider
):
    own = factories.EvidenceFactory(framework=framework, author=reviewer, accepted=True)
    factories.EvidenceFactory(framework=framework, author=outsider, corrects=own, submitted=True)
    client = client_for(reviewer)

    assert todo(client.get("/"))["entries await your review"] == len(pages.rows(client.get("/review/?whose=all"))) == 8


@pytest.mark.parametrize("who", ["recorder", "reviewer"])
def test_each_count_leads_to_a_list_of_as_many(client_for, cast, waiting, who):
    client = client_for(cast[who])

    items = pages.read(client.get("/")).xpath("//ul[@class='todo']//a")

    listed = [len(pages.rows(client.get(item.get("href")))) for item in items]
    assert listed == [int(pages.words(item.xpath("b")[0])) for item in items]


def test_staff_see_which_elements_have_nothing_from_their_office_and_what_they_are(
    client_for, waiting, recorder, elements
):
    note = pages.read(client_for(recorder).get("/")).find_class("note-warm")[0]

    named = f"O2 {elements['O2'].label} R1 {elements['R1'].label}"
    assert pages.words(note) == f"2 elements have nothing from Nairobi yet: {named}"


def test_of_many_elements_the_codes_stand_in_a_row_and_their_names_are_folded_away(
    client_for, waiting, recorder, framework
):
    for number in range(3, 9):
        factories.ElementFactory(framework=framework, code=f"O{number}", position=number, label=f"Objective {number}")

    response = client_for(recorder).get("/")

    note = pages.read(response).find_class("note-warm")[0]
    assert len(note.xpath(".//p[contains(@class, 'badges')]/a")) == 8
    assert "O8 Objective 8" in pages.words(note.xpath(".//details[not(@open)]")[0])
    assert pages.sound(response)


def test_each_element_says_where_it_stands(client_for, waiting, recorder, elements, period):
    factories.AssessmentFactory(element=elements["O2"], period=period, finding="partly_met", finding_basis="general")
    factories.IndicatorFactory(element=elements["O2"], title="Persons assisted")

    table = [pages.words(row) for row in pages.read(client_for(recorder).get("/")).xpath("//tbody/tr")]

    assert table == [
        "O1 Objective O1 not yet assessed – 4 3 awaiting review",
        "O2 Objective O2 Partly met by a general statement Persons assisted not reported none",
        "R1 Objective R1 not yet assessed – none",
    ]


def test_the_elements_are_summed_up_in_words(client_for, waiting, recorder, elements, period):
    factories.AssessmentFactory(element=elements["O2"], period=period)

    text = pages.main(client_for(recorder).get("/"))

    assert "1 of 3 elements has accepted evidence, 1 has an approved assessment." in text


def test_the_bars_are_explained_where_there_are_any(client_for, waiting, recorder, elements, period, framework):
    client, legend = client_for(recorder), "How a bar is read: it is about the first indicator of an element."
    assert legend not in pages.main(client.get("/"))
    indicator = factories.IndicatorFactory(element=elements["O1"])
    factories.TargetFactory(indicator=indicator, value=100)
    entry = factories.EvidenceFactory(framework=framework, period=period, accepted=True)
    factories.FigureFactory(evidence=entry, indicator=indicator, value=40)

    response = client.get("/")

    assert legend in pages.main(response)
    bars = pages.read(response).xpath("//table//*[local-name()='svg'][@role='img']/@aria-label")
    assert bars == ["40 of 100, 40 per cent"]


def test_a_closed_period_says_that_none_is_open(client_for, recorder, framework):
    factories.PeriodFactory(framework=framework, closed=True)

    text = pages.main(client_for(recorder).get("/"))

    assert "The period is closed; no period is open for evidence at present." in text
    assert "has nothing from" not in text


def test_without_a_period_home_says_what_can_be_done(client_for, recorder, framework):
    assert "No reporting period has been opened yet." in pages.main(client_for(recorder).get("/"))


def test_without_a_framework_home_says_so(client_for, recorder):
    assert "No framework is in force" in pages.main(client_for(recorder).get("/"))


def test_sample_data_is_announced_on_every_page(client_for, recorder, framework):
    factories.PeriodFactory(framework=framework, is_sample=True)

    assert "this site holds invented entries" in pages.words(client_for(recorder).get("/frameworks/"))


@pytest.mark.parametrize(
    ("who", "places"),
    [
        ("recorder", ["Home", "Evidence", "Frameworks", "Programmes", "Offices", "Reports"]),
        ("reviewer", ["Home", "Evidence", "Review", "Frameworks", "Editions", "Programmes", "Offices", "Reports"]),
        (
            "administrator",
            [
                "Home",
                "Evidence",
                "Review",
                "Frameworks",
                "Editions",
                "Programmes",
                "Offices",
                "Reports",
                "People",
                "States",
                "Audit",
            ],
        ),
        (
            "auditor",
            ["Home", "Evidence", "Frameworks", "Editions", "Programmes", "Offices", "Reports", "People", "Audit"],
        ),
        ("focal_point", ["Home", "Evidence", "Frameworks", "Programmes", "Offices", "Reports"]),
        ("delegate", ["Reports"]),
    ],
)
def test_the_navigation_leads_where_one_may_go(client_for, cast, who, places):
    links = pages.read(client_for(cast[who]).get("/portal/")).xpath("//nav[@aria-label='Main']//a")

    assert [pages.words(link) for link in links] == places
    assert [pages.words(link) for link in links if link.get("aria-current") == "page"] == ["Reports"]


@pytest.mark.parametrize(
    ("who", "kept"),
    [
        ("administrator", ["Programmes", "Offices", "Reports", "People", "States", "Audit"]),
        ("auditor", ["Programmes", "Offices", "Reports", "People", "Audit"]),
        ("focal_point", []),
    ],
)
def test_what_is_opened_less_often_stands_under_more_where_one_line_does_not_hold_it(client_for, cast, who, kept):
    page = pages.read(client_for(cast[who]).get("/portal/"))
    more = page.xpath("//nav[@aria-label='Main']/details")

    assert [pages.words(link) for one in more for link in one.xpath(".//a")] == kept
    assert [pages.words(one.xpath("summary")[0]) for one in more] == ["More"] * bool(kept)
    assert [one.xpath("summary")[0].get("class") for one in more] == ["current"] * bool(kept)


def test_an_auditor_sees_where_all_stands_and_is_asked_for_nothing(client_for, waiting, auditor):
    response = client_for(auditor).get("/")

    assert todo(response) == {}
    assert "Log evidence" not in pages.main(response)
    assert "Objective O1" in pages.main(response)


@pytest.mark.parametrize(("who", "offered"), [("recorder", True), ("focal_point", True), ("auditor", False)])
def test_logging_is_offered_to_those_who_may(client_for, cast, waiting, who, offered):
    assert ("Log evidence" in pages.main(client_for(cast[who]).get("/evidence/"))) == offered


@pytest.fixture
def newer(framework, period):
    """Another framework in force, issued later, without a period."""
    return factories.FrameworkFactory(symbol="WRC/2030", slug="wrc-2030", issued_on=date(2025, 12, 1))


def test_of_several_frameworks_the_one_that_evidence_is_due_under_comes_first(client_for, recorder, newer):
    response = client_for(recorder).get("/")

    assert "Third quarter of 2026" in pages.main(response)
    links = pages.read(response).xpath("//nav[@aria-label='Framework']/a")
    assert [(pages.words(link), link.get("aria-current")) for link in links] == [
        ("WRC/2030", None),
        ("MC/INF/274", "true"),
    ]


def test_one_can_choose_another_framework_and_log_evidence_under_it(client_for, recorder, newer):
    client = client_for(recorder)

    response = client.get("/?framework=wrc-2030")

    assert "No reporting period has been opened yet." in pages.main(response)
    (button,) = pages.read(response).find_class("btn-main")
    assert "WRC/2030" in pages.main(client.get(button.get("href"), follow=True))


def test_evidence_is_logged_under_the_framework_that_has_an_open_period(client_for, recorder, newer):
    assert "MC/INF/274" in pages.main(client_for(recorder).get("/evidence/new/", follow=True))


def test_one_sees_for_whom_one_s_entries_wait_and_how_long(client_for, waiting, recorder, reviewer):
    client = client_for(recorder)
    assert "See for whom your 3 entries wait, and how long" in pages.main(client.get("/"))

    response = client.get("/evidence/waiting/")

    assert len(pages.rows(response)) == 3
    assert pages.main(response).count("since today for ") == 3
