"""Monthly figures that come later: they go into the person's own draft of that month, and else make another entry."""

import pytest

from objectives.actions import evidence as actions
from objectives.actions.correction import content_of
from objectives.models import Evidence, Indicator
from objectives.queries.duplicates import likely_duplicates
from tests import factories
from tests.objectives.views.test_evidence_quick import GRID, cells, programme

__all__ = ["programme"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "programme")]
BOTH = f"{GRID}&indicator=R1/R1.1"
PAPERS = "cell-R1:R1.1:2026-07"
SAID = {"description": "Families went home.", "citation": "Monthly report"}


@pytest.fixture
def client(client_for, recorder):
    return client_for(recorder)


def save(client, how="save", address=BOTH, **typed):
    return client.post(address, {**cells(), **typed, how: "yes"}, follow=True)


def july(client, how="save", value="40", **typed):
    """What the grid made of a figure of July."""
    before = set(Evidence.objects.values_list("pk", flat=True))
    save(client, how, **{**cells(m07=value), **SAID, **typed})
    return Evidence.objects.exclude(pk__in=before).get()


def test_entries_of_other_months_and_of_other_figures_are_not_called_the_same(client, recorder):
    save(client, **{**cells(m07="40", m08="41"), **SAID})
    first, second = Evidence.objects.filter(ends_on__year=2026).order_by("ends_on")
    actions.submit(evidence=first, by=recorder)
    save(client, **{PAPERS: "7"})
    papers = Evidence.objects.exclude(pk__in=[first.pk, second.pk]).get(ends_on__year=2026)

    assert [likely_duplicates(one, recorder) for one in (first, second, papers)] == [[], [], []]


@pytest.mark.parametrize(
    ("month", "code", "is_one"), [("07", "O1.1", True), ("08", "O1.1", False), ("07", "R1.1", False)]
)
def test_an_entry_of_the_same_figure_and_month_still_is(client, recorder, colleague, nairobi, month, code, is_one):
    own = july(client)
    other = factories.EvidenceFactory(
        framework=own.framework, programme=own.programme, office=nairobi, author=colleague, title=own.title,
        starts_on=own.starts_on, ends_on=own.ends_on, submitted=True, form_token=f"{colleague.pk}:a:2026-{month}",
    )  # fmt: skip
    factories.FigureFactory(evidence=other, indicator=Indicator.objects.get(code=code), value=40)

    assert likely_duplicates(own, recorder) == ([other] if is_one else [])


def test_one_that_was_logged_by_hand_still_is(client, recorder):
    own = july(client)
    by_hand = actions.create(framework=own.framework, content=content_of(own), by=recorder)

    assert likely_duplicates(own, recorder) == [by_hand]
    assert likely_duplicates(by_hand, recorder) == [own]
