"""What the paper says of how numbers are written holds, in each language of the site."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from objectives.numbers import COMMA, POINT, read_number

PAPER = Path(settings.BASE_DIR) / "docs" / "how-to" / "log-evidence.md"
MARKS = {"in English": POINT, "in French and Spanish": COMMA}


def told():
    lines = PAPER.read_text().partition("| you type | in English |")[2].partition("\n\n")[0].splitlines()[2:]
    for line in lines:
        examples, *fates = [cell.strip() for cell in line.strip("|").split("|")][:3]
        for typed in examples.split(" · "):
            yield from ((typed, mark, fate) for mark, fate in zip(MARKS.values(), fates, strict=True))


@pytest.mark.parametrize(("typed", "mark", "fate"), list(told()))
def test_the_paper_says_what_is_taken_and_what_is_refused(typed, mark, fate):
    try:
        read_number(typed, decimals=1, may_answer=True, mark=mark)
    except ValidationError:
        assert fate == "refused"
    else:
        assert fate == "taken"


def test_the_paper_has_the_table():
    assert len(list(told())) > len(MARKS) * 15
