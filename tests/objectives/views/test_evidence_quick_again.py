"""Monthly figures that come later: they go into the person's own draft of that month, and else make another entry."""

from dataclasses import replace

import pytest

from objectives.actions import evidence as actions
from objectives.actions.correction import content_of
from objectives.models import AuditEvent, Evidence, Indicator
from objectives.queries.duplicates import likely_duplicates
from tests import factories, pages
from tests.objectives.views.test_evidence_quick import GRID, cells, drafts, programme

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


def test_a_later_figure_of_a_month_goes_into_its_draft(client):
    entry = july(client)

    response = save(client, **{PAPERS: "7", "description": "Papers were given.", "citation": "List of papers"})

    assert drafts() == [("2026-07-31", "draft", [40, 7])]
    entry.refresh_from_db()
    assert entry.description == "Families went home.\n\nPapers were given."
    assert [one.citation for one in entry.sources.all()] == ["Monthly report", "List of papers"]
    assert [(one.element.code, one.how) for one in entry.contributions.all()] == [
        ("O1", "It gave the figures of July 2026."),
        ("R1", "It gave the figures of July 2026."),
    ]
    assert entry.reference in pages.messages(response)[0]
    assert AuditEvent.objects.filter(action="evidence.save").count() == 1


def test_what_was_changed_in_the_entry_itself_stays(client, recorder):
    entry = july(client)
    changed = replace(content_of(entry), title="Families of the lake", beneficiaries="Forty families")
    actions.save(evidence=entry, content=changed, by=recorder)

    save(client, **{PAPERS: "7"})

    entry.refresh_from_db()
    assert (entry.title, entry.beneficiaries, entry.description) == (
        "Families of the lake",
        "Forty families",
        "Families went home.",
    )
    assert drafts() == [("2026-07-31", "draft", [40, 7])]


def test_it_goes_into_what_was_returned(client, reviewer):
    entry = july(client, "submit")
    actions.send_back(evidence=entry, reason="Papers are missing.", by=reviewer)

    save(client, **{PAPERS: "7"})

    assert drafts() == [("2026-07-31", "returned", [40, 7])]


@pytest.mark.parametrize("how", ["save", "submit"])
def test_a_grid_that_adds_to_a_draft_can_be_sent_twice(client, how):
    july(client)
    typed = {**cells(), PAPERS: "7", how: "yes"}

    first, second = (client.post(BOTH, typed).status_code for _sending in range(2))

    assert (first, second) == (302, 302)
    assert drafts() == [("2026-07-31", "draft" if how == "save" else "submitted", [40, 7])]


def test_a_grid_that_is_sent_again_changes_its_figure_and_nothing_that_was_added(client):
    typed = {**cells(m07="40"), "save": "yes"}
    client.post(BOTH, typed)
    client.post(BOTH, {**typed, "cell-O1:O1.1:2026-07": "41"})
    client.post(BOTH, {**typed, "cell-O1:O1.1:2026-07": "42"})
    save(client, **{PAPERS: "7"})

    assert drafts() == [("2026-07-31", "draft", [42, 7])]


def test_that_there_were_no_figures_is_not_said_of_an_element_that_has_one_since(client, elements):
    factories.IndicatorFactory(element=elements["O1"], code="O1.2", title="Families")
    entry = july(client, value="not reported")

    save(client, address=f"{GRID}&indicator=O1/O1.2", **{"cell-O1:O1.2:2026-07": "3"})

    assert entry.contributions.get().how == "It gave the figures of July 2026."


@pytest.mark.parametrize("whose", ["submitted", "of a colleague", "of another office", "logged by hand"])
def test_it_makes_another_entry_where_no_draft_of_ones_own_takes_it(client, client_for, colleague, whose):
    entry = july(client_for(colleague) if whose == "of a colleague" else client, "save" if " " in whose else "submit")
    if whose == "logged by hand":
        Evidence.objects.filter(pk=entry.pk).update(form_token=None)
    office = factories.OfficeFactory(code="KRT", name="Khartoum") if whose == "of another office" else None

    save(client, **{PAPERS: "7"}, **({"office": office.code} if office else {}))

    assert [figures for _day, _status, figures in drafts()] in ([[40], [7]], [[7], [40]])


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
