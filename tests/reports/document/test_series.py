"""The annex that follows each element back through its ancestors."""

import dataclasses
import re
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from reports.content.build import build
from reports.content.facts import Amount, SeriesFacts, SeriesFigure, SeriesPoint
from reports.content.frozen import dump, load
from reports.document import compose
from reports.enums import STANDARD, Section
from tests import factories
from tests.reports.document import papers
from tests.reports.document.conftest import read_html
from tests.reports.world import make_world

POINTS = (
    SeriesPoint(
        "MC/1842", "O4", "Expert advice", "1995–2004", date(1995, 11, 29), date(2004, 11, 4), 26, "ongoing", ()
    ),
    SeriesPoint(
        "MC/INF/274",
        "O3",
        "Expert advice and technical cooperation",
        "Third quarter",
        date(2026, 7, 1),
        date(2026, 9, 30),
        0,
        "",
        (
            SeriesFigure("Officials trained", "officials", 0, Amount(Decimal(160), "over")),
            SeriesFigure("Laws drafted", "laws", 0, None),
        ),
    ),
)


@pytest.fixture
def content():
    quarter = papers.sample()
    definition = dataclasses.replace(quarter.definition, sections=(*STANDARD, Section.SERIES))
    return dataclasses.replace(quarter, definition=definition, series=(SeriesFacts("O3", POINTS),))


def test_each_period_says_what_was_found_and_done(content):
    text = read_html(compose(content, "en"))

    _before, _caption, table = text.rpartition("O3 through the years")
    assert "1995–2004O4 Expert advice (MC/1842)Ongoing by nature26–" in table
    assert "Third quarterO3Not assessed–Officials trained: over 160 officialsLaws drafted: –" in table


def test_a_part_of_the_calendar_is_named_in_the_language_of_the_edition(content):
    named = dataclasses.replace(POINTS[1], period="Third quarter of 2026")
    annex = dataclasses.replace(content.definition, sections=(Section.SERIES,))
    content = dataclasses.replace(content, definition=annex, series=(SeriesFacts("O3", (POINTS[0], named)),))

    shown = [read_html(compose(content, language)) for language in ("en", "fr")]

    assert ["Third quarter of 2026O3" in text for text in shown] == [True, False]
    assert ["Troisième trimestre 2026O3" in text for text in shown] == [False, True]


def test_no_heading_skips_a_level(content):
    """PDF/UA-1, 7.4.2: a reader by ear takes a level that is left out for a part that is missing."""
    levels = [int(level) for level in re.findall(r"<h([1-6])", compose(content, "en"))]

    assert levels[0] == 1
    assert [after for before, after in pairwise(levels) if after > before + 1] == []


def test_without_any_ancestor_the_annex_says_so(content):
    text = read_html(compose(dataclasses.replace(content, series=()), "en"))

    assert "No element of MC/INF/274 descends from one of an earlier framework." in text


def test_content_that_was_frozen_before_there_were_series_is_still_read(content):
    data = dump(content)
    del data["series"]

    assert load(data).series == ()


@pytest.mark.django_db
def test_a_series_ends_with_the_period_of_the_report():
    world = make_world()
    ancestor = factories.ElementFactory(framework__symbol="OLD", framework__issued_on=date(1980, 1, 1))
    for framework, code, year in ((ancestor.framework, "old", 1985), (world.framework, "later", 2050)):
        factories.PeriodFactory(framework=framework, code=code, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31))
    factories.LineageFactory(ancestor=ancestor, descendant=world.elements[0], kind="refined")
    world.definition.sections = [*STANDARD, Section.SERIES]
    world.definition.save()

    (series,) = build(world.definition, world.period).series

    assert [(point.framework, point.period) for point in series.points] == [
        ("OLD", factories.PeriodFactory.build().label),
        (world.framework.symbol, world.period.label),
    ]


@pytest.mark.django_db
def test_a_report_that_does_not_ask_for_it_has_no_series():
    world = make_world()

    assert build(world.definition, world.period).series == ()
