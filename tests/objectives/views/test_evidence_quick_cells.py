"""A cell of the monthly figures: what it takes beside numbers, and what it shows of several entries."""

import pytest

from objectives.models import Evidence, Figure
from tests import factories, pages
from tests.objectives.views.test_evidence_quick import GRID, cells, programme

__all__ = ["programme"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "programme")]


@pytest.fixture
def client(client_for, recorder):
    return client_for(recorder)


@pytest.fixture
def july(framework, period, programme, nairobi, indicator):
    """Entries of July under RET-1, each with a figure of O1.1."""

    def log(*values, **entry):
        entry = entry or {"accepted": True}
        made = []
        for value in values:
            record = factories.EvidenceFactory(
                framework=framework,
                period=period,
                programme=programme,
                office=nairobi,
                ends_on="2026-07-31",
                **entry,
            )
            given = {"value": value} if isinstance(value, int) else {"value": None, "answer": value}
            factories.FigureFactory(evidence=record, indicator=indicator, **given)
            made.append(record)
        return made

    return log


def figures():
    return [
        (one.answer, one.value and int(one.value), one.qualifier)
        for one in Figure.objects.filter(evidence__ends_on__year=2026).order_by("evidence__ends_on")
    ]


def first_cell(client):
    return pages.read(client.get(GRID)).xpath("//table//td[1]")[0]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("about 1,200", ("value", 1200, "about")),
        ("~1200", ("value", 1200, "about")),
        ("Over 50", ("value", 50, "over")),
        ("50+", ("value", 50, "over")),
        ("0", ("value", 0, "exact")),
        ("not reported", ("not_reported", None, "exact")),
        ("Not  applicable", ("not_applicable", None, "exact")),
        ("n/a", ("not_applicable", None, "exact")),
    ],
)
def test_a_cell_says_how_exact_its_number_is_or_that_there_is_none(client, typed, kept):
    response = client.post(GRID, {**cells(m07=typed), "save": "yes"})

    assert (response.status_code, figures()) == (302, [kept])


@pytest.mark.parametrize(
    ("language", "typed", "kept"),
    [
        ("fr", "environ 1 200", ("value", 1200, "about")),
        ("fr", "non communiqué", ("not_reported", None, "exact")),
        ("es", "más de 1.200,0", ("value", 1200, "over")),
        ("es", "about 1200", ("value", 1200, "about")),
    ],
)
def test_a_cell_takes_the_words_of_the_page_in_each_language(client, recorder, indicator, language, typed, kept):
    indicator.decimals = 1
    indicator.save()
    recorder.language = language
    recorder.save()
    client.cookies["django_language"] = language

    client.post(GRID, {**cells(m07=typed), "save": "yes"})

    assert figures() == [kept]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("about", "You chose “about”. Give the number too."),
        ("about many", "“many” is not a number. Write it in digits, such as 1250."),
        ("nil", "“nil” is not a number. Write it in digits, such as 1250."),
    ],
)
def test_what_is_no_answer_is_refused_at_its_cell_and_stays_there(client, typed, said):
    response = client.post(GRID, {**cells(m07=typed), "save": "yes"})

    assert pages.error_links(response) == [
        ("id_cell-O1:O1.1:2026-07", f"O1.1, Persons assisted, July 2026: {said}"),
    ]
    assert pages.read(response).xpath("//input[@name='cell-O1:O1.1:2026-07']/@value") == [typed]


def test_what_a_cell_takes_is_said_above_the_grid_and_can_be_chosen_from_a_list(client):
    response = client.get(GRID)

    assert (
        "A box takes a number, “about 1,200”, “over 1,200”, “not reported” or “not applicable”. Where it is empty, "
        "nothing is said of that month." in pages.main(response)
    )
    tree = pages.read(response)
    assert tree.xpath("//table//input/@list") == ["cell-words"] * 3
    assert tree.xpath("//datalist[@id='cell-words']/option/@value") == [
        "about ",
        "over ",
        "not reported",
        "not applicable",
    ]
    assert pages.faults(response.content.decode()) == []


def test_an_entry_without_a_number_does_not_say_that_it_gave_figures(client):
    client.post(GRID, {**cells(m07="not reported", m08="40"), "save": "yes"})

    entries = Evidence.objects.filter(ends_on__year=2026).order_by("ends_on")
    assert [one.contributions.get().how for one in entries] == [
        "It had no figures of July 2026 to give.",
        "It gave the figures of August 2026.",
    ]


def test_a_cell_with_several_entries_shows_their_total_and_each_of_them(client, july):
    entries = july(40, 2)

    cell = first_cell(client)

    assert pages.words(cell) == "42 sum of 2 40 , 2"
    assert cell.xpath(".//a/@href") == [one.get_absolute_url() for one in entries]
    assert cell.xpath(".//details") == []


@pytest.mark.parametrize(
    ("aggregation", "said"),
    [("latest", "2 latest of 2 40 , 2"), ("average", "21 average of 2 40 , 2"), ("maximum", "40 highest of 2 40 , 2")],
)
def test_the_total_is_by_the_indicators_own_aggregation(client, july, indicator, aggregation, said):
    indicator.aggregation = aggregation
    indicator.save()
    july(40, 2)

    assert pages.words(first_cell(client)) == said


def test_a_total_that_rests_on_what_is_not_accepted_says_what_counts(client, july, recorder):
    july(40)
    july(2, author=recorder)

    assert pages.words(first_cell(client)) == "42 sum of 2 accepted: 40 40 , 2 (draft)"


def test_nothing_reported_by_several_is_not_zero(client, july):
    july("not_reported", "not_applicable")

    assert pages.words(first_cell(client)) == "– not reported , not applicable"


def test_what_was_not_reported_does_not_change_the_total(client, july):
    july(40, "not_reported", 2)

    assert pages.words(first_cell(client)) == "42 sum of 2 40 , not reported , 2"


def test_one_entry_is_shown_by_its_figure_alone(client, july):
    july(40)

    assert pages.words(first_cell(client)) == "40"


@pytest.mark.parametrize(
    ("status", "shown"),
    [("draft", "40 draft"), ("submitted", "40 awaiting review"), ("returned", "40 returned"), ("accepted", "40")],
)
def test_a_figure_says_what_it_is_unless_it_is_accepted(client, july, recorder, status, shown):
    july(40, **({status: True} if status != "draft" else {}), author=recorder)

    response = client.get(GRID)

    assert pages.words(pages.read(response).xpath("//table//td[1]")[0]) == shown
    assert pages.faults(response.content.decode()) == []


def test_an_indicator_is_named_by_its_code_once(client, elements):
    factories.IndicatorFactory(element=elements["R1"], code="9", title="Others")

    rows = pages.read(client.get(f"{GRID}&indicator=R1/9")).xpath("//table/tbody//th")

    assert [pages.words(one).split(",")[0] for one in rows] == ["O1.1", "R1 9"]


def test_what_is_broken_down_is_named_and_where_its_parts_go(client, indicator):
    said = "These are broken down (by sex, for example): O1.1."
    without = pages.main(client.get(GRID))
    indicator.dimensions.add(factories.DimensionFactory())

    assert said not in without
    assert f"{said} Give the whole figure here, and its parts in the entry itself" in pages.main(client.get(GRID))


def test_a_correction_is_not_added_to_what_it_corrects(client, july, recorder):
    [entry] = july(40)
    july(41, author=recorder, corrects=entry)

    assert pages.words(first_cell(client)) == "40"


def test_many_entries_are_folded_and_a_list_has_those_beyond_twenty(client, july, programme, indicator):
    july(*range(1, 23))

    cell = first_cell(client)

    assert pages.words(cell).startswith("253 sum of 22 22 entries 1 , 2 , 3")
    assert pages.words(cell).endswith(", 20 and 2 more")
    assert len(cell.xpath(".//details//a")) == 21
    more = cell.xpath(".//a/@href")[-1]
    assert more == (f"/evidence/?programme={programme.pk}&indicator={indicator.pk}&since=2026-07-01&until=2026-07-31")
    assert "22 in all" in pages.main(client.get(more))
