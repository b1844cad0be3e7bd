"""Monthly figures: a grid of one programme, an entry for each month."""

from uuid import uuid4

import pytest

from objectives.models import Evidence, Period
from tests import factories, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period")]

GRID = "/evidence/quick/?programme=RET-1"


@pytest.fixture
def client(client_for, recorder):
    return client_for(recorder)


@pytest.fixture
def programme(framework, indicator, elements):
    """RET-1, which reported O1.1 once, long ago."""
    programme = factories.ProgrammeFactory(code="RET-1", title="Safe return")
    before = factories.PeriodFactory(
        framework=framework, code="2025", starts_on="2025-01-01", ends_on="2025-12-31", closed=True
    )
    entry = factories.EvidenceFactory(framework=framework, programme=programme, period=before, accepted=True)
    factories.FigureFactory(evidence=entry, indicator=indicator, value=7)
    factories.IndicatorFactory(element=elements["R1"], code="R1.1", title="Papers given")
    return programme


def cells(**typed):
    return {"token": str(uuid4()), "office": "NBO"} | {
        f"cell-O1:O1.1:2026-{month.removeprefix('m')}": value for month, value in typed.items()
    }


def drafts():
    return [
        (str(one.ends_on), one.status, [int(figure.value) for figure in one.figures.all()])
        for one in Evidence.objects.filter(ends_on__year=2026).order_by("ends_on")
    ]


def test_the_grid_has_what_was_reported_before_and_the_months_of_the_open_period(client, programme):
    response = client.get(GRID)

    tree = pages.read(response)
    assert tree.xpath("//table//input/@name") == [f"cell-O1:O1.1:2026-{month}" for month in ("07", "08", "09")]
    assert pages.faults(response.content.decode()) == []


def test_a_month_is_named_alike_above_its_boxes_and_beside_them(client, programme, recorder):
    recorder.language = "fr"
    recorder.save()

    tree = pages.read(client.get(GRID))

    (row,) = tree.xpath("//table/tbody/tr")
    assert row.xpath("td/@data-label") == ["juil. 2026", "août 2026", "sept. 2026"]
    assert tree.xpath("//table/thead//th/text()")[1:] == ["juil. 2026", "août 2026", "sept. 2026"]


def test_each_month_with_figures_becomes_an_entry(client, programme, recorder, nairobi):
    response = client.post(GRID, {**cells(m07="40", m09="1,200"), "save": "yes"}, follow=True)

    assert drafts() == [("2026-07-31", "draft", [40]), ("2026-09-21", "draft", [1200])]
    entry = Evidence.objects.get(ends_on="2026-07-31")
    assert (entry.programme, entry.office, entry.author) == (programme, nairobi, recorder)
    assert entry.title == "Figures of July 2026: Safe return"
    assert [one.element.code for one in entry.contributions.all()] == ["O1"]
    july, september = (one.reference for one in Evidence.objects.filter(ends_on__year=2026).order_by("ends_on"))
    assert pages.messages(response) == [
        f"2 entries are saved as drafts: July 2026 ({july}) , September 2026 ({september}) . "
        "Next: open each, check it and submit it for review."
    ]
    assert pages.read(response).xpath("//*[contains(@class, 'message')]//a/@href") == [
        f"/evidence/{july}/check/",
        f"/evidence/{september}/check/",
    ]


def test_one_lands_at_the_grid_which_shows_what_was_made(client, programme):
    response = client.post(f"{GRID}&indicator=R1/R1.1", {**cells(m07="40"), "save": "yes"}, follow=True)

    (address, _status), tree = response.redirect_chain[-1], pages.read(response)
    entry = Evidence.objects.get(ends_on="2026-07-31")
    assert address.startswith("/evidence/quick/?framework=mc-inf-274&programme=RET-1&")
    assert tree.xpath("//table//td//a/@href") == [entry.get_absolute_url()]
    assert "cell-R1:R1.1:2026-07" in tree.xpath("//table//input/@name")
    assert pages.faults(response.content.decode()) == []


def test_they_are_submitted_where_nothing_is_missing(client, programme):
    typed = {**cells(m07="40"), "description": "Families went home.", "citation": "Monthly report", "submit": "yes"}

    response = client.post(GRID, typed, follow=True)

    assert drafts() == [("2026-07-31", "submitted", [40])]
    reference = Evidence.objects.get(ends_on="2026-07-31").reference
    assert pages.messages(response) == [
        f"1 entry is submitted for review: July 2026 ({reference}) . There is nothing more to do."
    ]
    assert pages.read(response).xpath("//*[contains(@class, 'message')]//a/@href") == [f"/evidence/{reference}/"]


def test_the_same_grid_sent_twice_makes_its_entries_once(client, programme):
    typed = {**cells(m07="40"), "save": "yes"}

    for _sending in range(2):
        client.post(GRID, typed)

    assert drafts() == [("2026-07-31", "draft", [40])]


def test_a_month_that_is_there_is_shown_and_not_asked_for_again(client, programme, recorder):
    client.post(GRID, {**cells(m07="40"), "save": "yes"})

    response = client.get(GRID)

    entry = Evidence.objects.get(ends_on="2026-07-31")
    assert pages.read(response).xpath("//td//a/@href") == [entry.get_absolute_url()]
    assert pages.read(response).xpath("//table//input/@name") == ["cell-O1:O1.1:2026-08", "cell-O1:O1.1:2026-09"]


def test_an_error_stands_at_its_cell_and_nothing_is_saved(client, programme):
    response = client.post(GRID, {**cells(m07="40", m08="many"), "save": "yes"})

    assert (response.status_code, drafts()) == (422, [])
    assert pages.error_links(response) == [
        (
            "id_cell-O1:O1.1:2026-08",
            "O1.1, Persons assisted, August 2026: “many” is not a number. Write it in digits, such as 1250.",
        )
    ]
    assert pages.read(response).xpath("//input[@name='cell-O1:O1.1:2026-07']/@value") == ["40"]
    assert pages.faults(response.content.decode()) == []


def test_an_empty_grid_asks_for_a_figure(client, programme):
    response = client.post(GRID, {**cells(), "save": "yes"})

    assert pages.error_links(response) == [("", "Type a figure for at least one month.")]


def test_an_indicator_is_added_by_its_words(client, programme):
    response = client.get(f"{GRID}&add=papers")

    assert "cell-R1:R1.1:2026-07" in pages.read(response).xpath("//table//input/@name")
    assert pages.read(response).xpath("//input[@name='indicator']/@value") == ["R1/R1.1"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("boats", "Error: No indicator matches “boats”. Type fewer words, other words of its title, or its code."),
        ("assisted", "Error: What matches “assisted” is in the grid already."),
    ],
)
def test_words_that_add_no_indicator_say_so_and_what_to_do(client, programme, words, said):
    response = client.get(f"{GRID}&add={words}")

    box = pages.read(response).get_element_by_id("id_add")
    error = pages.read(response).get_element_by_id("id_add_error")
    assert pages.words(error).startswith(said)
    assert (box.get("value"), box.get("aria-describedby")) == (words, "id_add_helptext id_add_error")
    assert pages.faults(response.content.decode()) == []


@pytest.mark.parametrize("address", [GRID, f"{GRID}&add=", f"{GRID}&add=papers"])
def test_words_that_add_one_and_no_words_say_nothing(client, programme, address):
    assert pages.read(client.get(address)).xpath("//*[@id='id_add_error']") == []


def test_without_a_programme_one_is_chosen_first(client, programme):
    listed = pages.read(client.get("/evidence/quick/?programme=retu")).xpath("//main//ul//a/@href")
    unknown = client.get("/evidence/quick/?programme=nothing")

    assert pages.main(client.get("/evidence/quick/")).startswith("Evidence Monthly figures of a programme")
    assert listed == ["?framework=mc-inf-274&programme=RET-1"]
    assert "No programme in use is called “nothing”." in pages.main(unknown)


def test_where_no_period_is_open_the_grid_says_so(client, programme):
    Period.objects.filter(code="2026-Q3").delete()

    assert "No period is open" in pages.main(client.get(GRID))


@pytest.mark.parametrize(("language", "september"), [("en", "Sep 2026"), ("fr", "sept. 2026"), ("es", "sep 2026")])
def test_a_month_is_called_the_same_on_a_phone_as_at_the_head_of_its_column(
    client, programme, recorder, language, september
):
    recorder.language = language
    recorder.save()

    tree = pages.read(client.get(GRID))

    heads = [pages.words(one) for one in tree.xpath("//table/thead//th")]
    assert heads[-1] == september
    assert tree.xpath("(//table/tbody/tr)[1]/td/@data-label") == heads[1:]
