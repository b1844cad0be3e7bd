"""The pages of lineage: two strategies side by side, and an element through the years."""

from datetime import date

import pytest

from tests import factories, pages

pytestmark = pytest.mark.django_db
LINEAGE = "/frameworks/mc-inf-274/lineage/"


@pytest.fixture
def client(client_for, recorder):
    return client_for(recorder)


@pytest.fixture
def older(framework):
    """The strategy that the small framework supersedes, with two elements."""
    older = factories.FrameworkFactory(
        symbol="MC/1842", slug="mc-1842", title="The plan before", status="superseded", issued_on=date(1995, 5, 9)
    )
    factories.ElementFactory.create_batch(2, framework=older)
    framework.supersedes = older
    framework.save()
    return older


def test_both_strategies_are_drawn_with_a_path_for_each_thread(client, elements, older):
    first, second = older.elements.all()
    factories.LineageFactory(ancestor=first, descendant=elements["O1"], kind="refined", note="Shorter.")
    factories.LineageFactory(ancestor=None, descendant=elements["O2"], kind="new")
    factories.LineageFactory(ancestor=second, descendant=None, kind="discontinued")

    response = client.get(LINEAGE)

    wide, narrow = pages.read(response).xpath("//*[name()='svg'][contains(@class, 'lineage')]")
    for drawing in (wide, narrow):
        assert [one.get("class") for one in drawing.xpath(".//*[name()='path']")] == [
            "thread thread-refined",
            "thread thread-discontinued",
            "thread thread-new",
        ]
        assert [pages.words(one) for one in drawing.find_class("code")] == ["O1", "O2", "O1", "O2", "R1"]
    assert "Threads from MC/1842 to MC/INF/274" in wide.get("aria-label")


def test_the_table_says_the_same_and_what_has_no_thread_is_named(client, elements, older):
    factories.LineageFactory(
        ancestor=older.elements.first(), descendant=elements["O1"], kind="refined", note="Shorter."
    )

    text = pages.main(client.get(LINEAGE))

    assert "O1 Objective O1 MC/1842 Refined O1 Objective O1 MC/INF/274 Shorter." in text
    _drawing, _heading, loose = text.partition("Without a thread")
    assert "R1" in loose
    assert "O1 Objective O1 MC/INF/274" not in loose


def test_a_strategy_without_any_relation_says_so(client, framework):
    assert "No thread ties MC/INF/274 to an earlier or later strategy." in pages.main(client.get(LINEAGE))


def test_one_can_choose_what_to_compare_with(client, framework, older):
    later = factories.FrameworkFactory(symbol="MC/NEXT", slug="mc-next", issued_on=date(2026, 1, 1))
    later.supersedes = framework
    later.save()

    told = {slug: pages.main(client.get(f"{LINEAGE}?with={slug}")) for slug in ("mc-next", "mc-1842")}

    assert f"the elements of {later.symbol} descend from those of MC/INF/274" in told["mc-next"]
    assert "the elements of MC/INF/274 descend from those of MC/1842" in told["mc-1842"]
    assert client.get(f"{LINEAGE}?with=mc-inf-274").status_code == 404


def test_an_element_is_shown_period_by_period(client, elements, period, older):
    ancestor = older.elements.first()
    factories.LineageFactory(ancestor=ancestor, descendant=elements["O1"], kind="refined")
    decade = factories.PeriodFactory(
        framework=older, code="1995-2004", label="1995–2004", starts_on=date(1995, 1, 1), ends_on=date(2004, 1, 1)
    )
    factories.AssessmentFactory(element=ancestor, period=decade, finding="partly_met")
    entry = factories.EvidenceFactory(framework=period.framework, accepted=True)
    factories.ContributionFactory(evidence=entry, element=elements["O1"])
    indicator = factories.IndicatorFactory(element=elements["O1"])
    factories.FigureFactory(evidence=entry, indicator=indicator, value=8410)
    factories.IndicatorFactory(element=elements["O1"], title="States served")

    rows = pages.read(client.get("/frameworks/mc-inf-274/elements/O1/history/")).xpath("//tbody/tr")

    assert [pages.words(row) for row in rows] == [
        "1995–2004 O1 Objective O1 MC/1842 Partly met – none",
        "Third quarter of 2026 O1 Objective O1 MC/INF/274 not assessed "
        "Persons assisted 8,410 States served not reported 1",
    ]


def test_without_a_period_an_element_has_no_years(client, elements):
    text = pages.main(client.get("/frameworks/mc-inf-274/elements/O1/history/"))

    assert "No reporting period has been opened yet." in text
