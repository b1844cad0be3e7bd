"""The file of rows to put right: its columns, and whose rows are in it."""

import pytest
from python_calamine import CalamineWorkbook

from iomtrack.accounts.models import User
from objectives.exchange.spreadsheets.writing import rows_to_fix
from objectives.models import Framework, ImportBatch, Indicator
from tests import factories
from tests.objectives import sheets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "nairobi", "elements")]


@pytest.fixture
def faulty(framework: Framework, recorder: User) -> ImportBatch:
    """A file with one sound row, and one to put right."""
    return sheets.checked(framework, sheets.xlsx(sheets.sound(1), sheets.sound(2, office="XXX")), by=recorder)


def to_fix(batch: ImportBatch) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(rows_to_fix(batch)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def test_columns_are_labelled_as_in_the_template(framework: Framework, recorder: User, indicator: Indicator) -> None:
    row = {"External_Reference": "NBO-1", "TITLE": "A visit", "Serves_1": "O1", "serves_7": "R1", "OFFICE": "XXX"}
    batch = sheets.checked(framework, sheets.xlsx({**row, "O1/O1.1": 5}), by=recorder)

    names, labels, cells = to_fix(batch)

    told = {name: str(label).split("\n") for name, label in zip(names, labels, strict=True)}
    assert told["External_Reference"] == [
        "# Your reference",
        "What you call it, such as NBO-2026-014. No two entries have the same.",
    ]
    assert told["TITLE"][0] == "In one line"
    assert told["Serves_1"] == ["Served 1", "The code of an objective or role, from the list."]
    assert told["serves_7"] == ["Served 7"]
    assert told["O1/O1.1"][0] == "O1: Persons assisted (persons)"
    assert cells[names.index("OFFICE")] == "XXX"


def test_only_files_with_rows_to_put_right_give_their_columns(
    framework: Framework, recorder: User, faulty: ImportBatch
) -> None:
    """A column that a row's own file did not have keeps what stands; empty in this one, it would empty it."""
    again = sheets.checked(
        framework,
        sheets.as_csv({"external_reference": "NBO-2", "title": "Another", "office": "YYY"}),
        by=recorder,
        corrects=faulty,
    )

    names, _labels, *rows = to_fix(again)

    assert names == ["# what to put right", "external_reference", "title", "office"]
    assert [row[1:] for row in rows] == [["NBO-2", "Another", "YYY"]]


def test_rows_of_both_files_are_each_from_their_own(framework: Framework, recorder: User, faulty: ImportBatch) -> None:
    factories.EvidenceFactory(external_reference="NBO-1", framework=framework)

    again = sheets.checked(framework, sheets.as_csv(sheets.sound(2, office="YYY")), by=recorder, corrects=faulty)

    names, _labels, *rows = to_fix(again)
    at = names.index("office")
    assert [(row[1], row[at]) for row in rows] == [("NBO-1", "NBO"), ("NBO-2", "YYY")]
    assert ["not yours" in str(row[0]) for row in rows] == [True, False]
