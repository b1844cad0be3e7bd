"""The report made of the record of MC/INF/274 says what Section IV of that document says.

Each expectation names its paragraph. The text is read from the PDF, as a delegate would.
"""

from io import StringIO
from pathlib import Path

import pypdfium2
import pytest
from django.conf import settings
from django.core.management import call_command

DATA = settings.BASE_DIR / "objectives" / "data"


def load_and_preview(path: Path) -> None:
    """The record as `make run` loads it, and the command that the README gives."""
    for command, folder in (("load_framework", "frameworks"), ("load_record", "records")):
        files = sorted(str(file) for file in (DATA / folder).glob("*.yaml"))
        call_command(command, *files, stdout=StringIO())
    call_command("load_definitions", stdout=StringIO())
    call_command("preview_report", "assessment", "1995-2004", language="en", output=path, stdout=StringIO())


def text_of(path: Path) -> str:
    """The text of a PDF in one line."""
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join("\n".join(page.get_textpage().get_text_bounded() for page in pdf).split())


SAID = {
    "not all met, most ongoing by nature (14)": (
        "Of the nine objectives, none is recorded as entirely met. Most, eight, are of an ongoing nature: two by name "
        "(O1, O4) and six under a general statement; one is difficult to measure (O8)."
    ),
    "difficult to measure or not possible to attain completely (14)": (
        "“are difficult to measure or not possible to attain completely”"
    ),
    "not all outputs achieved (14)": "Not all of the nine expected results are completely achieved",
    "which is quantifiable and which is not (14)": (
        "One is clearly identifiable and quantifiable (E5); one is more difficult to quantify (E4); for the other "
        "seven the source does not say."
    ),
    "the capacities (15)": "Of the four capacities, none is recorded as entirely met. All four are partly met",
    "success in fund-raising (15)": "“IOM has met with considerable success in targeting fund-raising",
    "the shortfall of the financial one (15)": (
        "Challenges: “Financial contributions from Member States have not always allowed IOM to increase its "
        "capacities to the extent required to best be able to fulfil the agreed 1995 objectives”"
    ),
    "objectives remain relevant; three refined (14, 16)": (
        "All nine remain relevant; three of them (O2, O5, O9) have been refined."
    ),
    "two merged into one": "O3 and O6 were merged into O5 of MC/INF/274",
    "Member States (19)": "Member States rose from 55 in 1995 to 105.",
    "observers (19)": "Observer States fell from 41 in 1995 to 27.",
    "staff (19)": "Staff members rose from 1,100 in 1995 to over 4,100.",
    "offices (19)": "Offices and sub-offices rose from 70 in 1995 to over 200.",
    "the first agreement (footnote 4)": "EV-1996-0001, 1996, Headquarters; MC/INF/274, footnote 4",
    "a gap, said in words": "E6",
}


@pytest.mark.django_db
def test_the_report_says_what_section_iv_says(tmp_path: Path) -> None:
    path = tmp_path / "assessment.pdf"

    load_and_preview(path)

    text = text_of(path)
    assert [name for name, sentence in SAID.items() if sentence not in text] == []
    assert "DRAFT" in text
    assert "Sample data" not in text
