"""Every error of the lineage and the amendments of a framework file is told at its line and place."""

import pytest

from tests.objectives.exchange.faults import assert_told

pytestmark = pytest.mark.django_db

LINEAGE = '  - descendant: "2"\n    kind: new\n'
OLDER = "    ancestor_framework: WRC/2020\n"

# what is edited, what it becomes, the words in the line that is told, the place and message told
FAULTS = {
    "descendant of no element": (
        'descendant: "2"',
        'descendant: "3"',
        'descendant: "3"',
        "lineage[0].descendant: no element “3” is in this file",
    ),
    "new with an ancestor": (
        LINEAGE,
        LINEAGE + "    ancestor: A\n" + OLDER,
        "ancestor: A",
        "lineage[0].ancestor: what is new has no ancestor",
    ),
    "discontinued with a descendant": (
        "kind: new",
        "kind: discontinued\n    ancestor: A\n" + OLDER,
        'descendant: "2"',
        "lineage[0].descendant: what is discontinued has no descendant",
    ),
    "refined from nothing": (
        "kind: new",
        "kind: refined",
        '- descendant: "2"',
        "lineage[0]: ancestor is required for “refined”",
    ),
    "refined to nothing": (
        LINEAGE,
        "  - kind: refined\n    ancestor: A\n" + OLDER,
        "- kind: refined",
        "lineage[0]: descendant is required for “refined”",
    ),
    "ancestor of no framework": (
        "kind: new",
        "kind: retained\n    ancestor: A",
        "ancestor: A",
        "lineage[0].ancestor: say of which framework, by ancestor_framework or by supersedes at the top",
    ),
    "ancestor of an unknown framework": (
        "kind: new",
        "kind: retained\n    ancestor: A\n" + OLDER,
        "ancestor: A",
        "lineage[0].ancestor: no framework WRC/2020 is loaded, or among these files",
    ),
    "merged alone": (
        "kind: new",
        "kind: merged\n    ancestor: A\n" + OLDER,
        'descendant: "2"',
        "lineage[0].descendant: only one element is merged into “2”; a merger has two or more",
    ),
    "split alone": (
        "kind: new",
        "kind: split\n    ancestor: A\n" + OLDER,
        "ancestor: A",
        "lineage[0].ancestor: “A” is split into one element only; a split has two or more",
    ),
    "thread twice": (
        LINEAGE,
        LINEAGE + LINEAGE,
        '    kind: new\n  - descendant: "2"',
        "lineage[1]: this thread is given already in line 113",
    ),
    "supersedes itself": (
        "status: in_force",
        "status: in_force\nsupersedes: WRC/2030",
        "supersedes",
        "supersedes: a framework cannot supersede itself",
    ),
    "supersedes an unknown framework": (
        "status: in_force",
        "status: in_force\nsupersedes: WRC/2020",
        "supersedes",
        "supersedes: no framework WRC/2020 is loaded, or among these files",
    ),
    "ancestor in the same framework": (
        "kind: new",
        "kind: retained\n    ancestor: 1a\n    ancestor_framework: WRC/2030",
        "ancestor_framework",
        "lineage[0].ancestor_framework: ancestors are of an earlier framework",
    ),
    "amendment of no element": (
        '  - element: "2"\n    number: 1',
        '  - element: "3"\n    number: 1',
        '- element: "3"\n    number',
        "amendments[0].element: no element “3” is in this file",
    ),
    "amendment out of its order": (
        "number: 1",
        "number: 2",
        "number: 2",
        "amendments[0].number: the next amendment of “2” is number 1",
    ),
    "amendment to other words": (
        "after: rivers are open to all who",
        "after: rivers are free to all who",
        "after: rivers",
        "amendments[0].after: is not the wording that “2” has in this file",
    ),
    "amendment of nothing": (
        "before: rivers are open to all\n",
        "before: rivers are open to all who travel on them\n",
        "after: rivers",
        "amendments[0].after: is the wording before; nothing is changed",
    ),
    "amendment in a language without words": (
        "    number: 1\n    effective_on",
        "    number: 1\n    language: fr\n    effective_on",
        "language: fr\n    effective",
        "amendments[0].language: “2” has no wording in fr in this file",
    ),
    "amendments that do not follow": (
        "    symbol: WRC/DEC/9\n",
        "    symbol: WRC/DEC/9\n  - element: '2'\n    number: 2\n    effective_on: 2027-01-01\n"
        "    before: rivers are shut\n    after: rivers are open to all who travel on them\n    reason: Twice.\n",
        "before: rivers are shut",
        "amendments[1].before: is not what the amendment before it, in line 119, made of it",
    ),
    "amended draft": (
        "status: in_force",
        "status: draft",
        "amendments:",
        "amendments: a draft is changed as it stands; only what is in force is amended",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_at_its_line_and_place(fault, plan, write, refusal):
    assert_told(FAULTS[fault], plan, write, refusal)
