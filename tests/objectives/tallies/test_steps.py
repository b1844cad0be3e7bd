"""What counts as an entry goes through the steps that people take."""

import pytest

from objectives.enums import EVIDENCE_MOVES, EvidenceStatus
from objectives.models import ElementTally
from tests.objectives.tallies.counting import standing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        ("draft", (0, 0)),
        ("submitted", (0, 1)),
        ("returned", (0, 0)),
        ("accepted", (1, 0)),
        ("withdrawn", (0, 0)),
    ],
)
def test_an_entry_counts_by_its_status(status, counts, entry, elements):
    entry(status)

    assert standing(elements) == counts


def test_every_status_that_an_entry_can_reach_is_tested_above():
    assert {after for moves in EVIDENCE_MOVES.values() for after in moves} | {"draft"} == set(EvidenceStatus)


def test_saving_a_draft_writes_no_tally(entry):
    entry("draft")

    assert not ElementTally.objects.exists()
