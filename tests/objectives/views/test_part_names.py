"""A part of an entry has one name: on the form, the pages, the form that returns it, its history and spreadsheets."""

from decimal import Decimal

import pytest

from objectives.actions import evidence as actions
from objectives.actions.evidence import FigureInput
from objectives.actions.review import send_back
from objectives.exchange.spreadsheets.columns import label_of as column_label
from objectives.forms.review import ReturnForm
from objectives.queries.evidence_parts import PART_NAMES
from tests import pages
from tests.objectives import entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period")]
OWN = {"how-O1": "How it served O1 Objective O1", "figure-O1:O1.1": "O1.1, Persons assisted"}
COLUMNS = {"themes": "terms"}  # of a spreadsheet, where it is called otherwise than the field


@pytest.fixture
def evidence(elements, nairobi, indicator, recorder):
    """A draft with all that has a name."""
    return entries.draft(
        entries.complete(elements["O1"], nairobi, indicator, sensitivity="internal", beneficiaries="Forty officials"),
        by=recorder,
    )


@pytest.fixture
def client(client_for, recorder):
    return client_for(recorder)


def names_on(response):
    """What the labels, legends, headings and terms of a page say."""
    nodes = pages.read(response).xpath("//label|//legend|//dt|//h2|//h3|//table//th")
    return [pages.words(one) for one in nodes]


def test_the_form_calls_each_part_as_its_reviewer_does(client, evidence):
    said = names_on(client.get(f"/evidence/{evidence.reference}/edit/"))

    parts = ReturnForm(evidence=evidence).parts
    named = {one.name: one.label for one in parts}
    assert {name: named[name] for name in OWN} == OWN
    named["how-O1"] = "How it served O1"  # beside the name of it
    assert [label for label in named.values() if label not in said and label != named["terms"]] == []


@pytest.mark.parametrize("page", ["check/", ""], ids=["the last look", "the record"])
def test_the_pages_call_each_part_so_too(client, evidence, page):
    said = names_on(client.get(f"/evidence/{evidence.reference}/{page}"))

    left_out = {"title", "terms", "programme", "files"} if not page else {"terms"}
    missing = [name for name, label in PART_NAMES.items() if str(label) not in said and name not in left_out]
    assert missing == []
    assert any("O1.1, Persons assisted" in one for one in said)


def test_spreadsheets_call_each_column_so_too():
    for column in (
        "title",
        "description",
        "beneficiaries",
        "office",
        "programme",
        "countries",
        "themes",
        "sensitivity",
    ):
        assert column_label(column) == str(PART_NAMES[COLUMNS.get(column, column)])


def test_what_came_back_and_what_changed_is_called_so_too(client, client_for, evidence, reviewer, recorder, indicator):
    submitted = actions.submit(evidence=evidence, by=recorder)
    fields = {"sensitivity": "They are named.", "figure-O1:O1.1": "Of which month?"}
    send_back(evidence=submitted, reason="Two things.", by=reviewer, fields=fields)
    page = pages.main(client.get(evidence.get_absolute_url()))
    content = entries.complete(
        evidence.contributions.get().element,
        evidence.office,
        beneficiaries="Forty officials",
        sensitivity="internal",
        figures=(FigureInput(indicator, Decimal(41)),),
        description="Forty-one officials were trained.",
    )
    evidence.refresh_from_db()
    actions.submit(evidence=actions.save(evidence=evidence, content=content, by=recorder), by=recorder)

    changed = client_for(reviewer).get(evidence.get_absolute_url())

    assert "May it be shared? They are named." in page
    assert "O1.1, Persons assisted : Of which month?" in page
    assert [pages.words(one) for one in pages.read(changed).xpath("//*[@id='changed']/..//dl[1]/dt")][:2] == [
        "In a few sentences",
        "O1.1, Persons assisted",
    ]


def test_what_was_typed_for_a_decision_that_came_too_late_calls_it_so_too(evidence):
    typed = {"reason": "Two things.", "note-sensitivity": "They are named.", "note-title": "Whose?"}

    words = ReturnForm(typed, evidence=evidence).in_words().splitlines()

    assert words == ["Two things.", "In one line: Whose?", "May it be shared? They are named."]
