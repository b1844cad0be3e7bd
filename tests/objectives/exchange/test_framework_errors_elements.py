"""Every error of the elements and vocabularies of a framework file is told at its line and place."""

import pytest

from tests.objectives.exchange.faults import assert_told

pytestmark = pytest.mark.django_db

# what is edited, what it becomes, the words in the line that is told, the place and message told
FAULTS = {
    "text empty": ("label: Clean rivers", "label: ''", "label: ''", "elements[0].label: is empty"),
    "unknown kind": (
        "kind: output",
        "kind: product",
        "kind: product",
        "elements[2].kind: “product” is none of "
        "'objective', 'role', 'expected_result', 'capacity', 'outcome', 'output'",
    ),
    "code too long": (
        "code: 1a1\n",
        "code: 1a1a1a1a1a1a1a1a1a1a1\n",
        "code: 1a1a",
        "elements[2].code: is longer than 20 characters",
    ),
    "code with a space": (
        "code: 1a1\n",
        "code: 1 a 1\n",
        "code: 1 a 1",
        "elements[2].code: “1 a 1” is no code: letters, digits, “.”, “-” and “_” alone, such as “1-a-1”",
    ),
    "code twice": (
        "code: 1a1\n",
        "code: 1A\n",
        "code: 1A",
        "elements[2].code: “1A” is given already in line 58",
    ),
    "field twice": (
        "label: Clean rivers",
        "label: Clean rivers\n    label: Rivers",
        "label: Rivers",
        "elements[0].label: is given already in line 50",
    ),
    "unknown parent": (
        "parent: 1a\n",
        "parent: 1b\n",
        "parent: 1b",
        "elements[2].parent: no element “1b” is in this file",
    ),
    "own parent": (
        "parent: 1a\n",
        "parent: 1a1\n",
        "parent: 1a1",
        "elements[2].parent: an element cannot be its own parent",
    ),
    "parent below": (
        'parent: "1"',
        'parent: "2"',
        'parent: "2"',
        "elements[1].parent: “2” must stand before its children",
    ),
    "parents in a circle": (
        'parent: "1"',
        "parent: 1a1",
        "parent: 1a1",
        "elements[1].parent: its parents lead back to itself: 1a → 1a1 → 1a",
    ),
    "elements no list": (
        "elements:\n",
        "elements: none\nother:\n",
        "elements:",
        "elements: must be a list, each entry beginning with a dash",
    ),
    "element no fields": (
        "elements:\n",
        "elements:\n  - Clean rivers\n",
        "- Clean rivers",
        "elements[0]: must be a set of fields",
    ),
    "text a list": ("label: Open rivers", "label: [Open, rivers]", "label: [", "elements[3].label: must be text"),
    "chapeau of no kind": (
        "  outcome:\n    paragraph",
        "  outcomes:\n    paragraph",
        "outcomes:\n",
        "chapeaux.outcomes: “outcomes” is none of "
        "'objective', 'role', 'expected_result', 'capacity', 'outcome', 'output'",
    ),
    "footnote without its mark": (
        '- mark: "1"\n        text',
        "- text",
        "- text: See",
        "elements[1].footnotes[0].mark: is required",
    ),
    "a code with a slash": (
        "code: 1a1\n",
        "code: 1/a/1\n",
        "code: 1/a/1",
        "elements[2].code: “1/a/1” is no code: letters, digits, “.”, “-” and “_” alone, such as “1-a-1”",
    ),
    "translation without words": (
        "        label: Des fleuves propres\n        wording: les fleuves sont propres de la source à l'embouchure\n",
        "",
        "      fr:\n        official",
        "elements[0].translations.fr: has no words in it",
    ),
    "official neither true nor false": (
        "official: true",
        "official: perhaps",
        "official: perhaps",
        "translations.fr.official: must be true or false, not “perhaps”",
    ),
    "control character": (
        "label: Open rivers",
        'label: "Open\\brivers"',
        'label: "Open',
        "elements[3].label: holds a character that no text has",
    ),
    "term with a space": (
        "code: north",
        "code: Côte nord",
        "code: Côte",
        "vocabularies[0].terms[0].code: “Côte nord” is no code: letters from a to z, digits, “-” and “_” alone, such "
        "as “cote-nord”",
    ),
    "term twice": (
        "code: coast",
        "code: north",
        "code: north\n        label: Coastal",
        "vocabularies[0].terms[1].code: “north” is given already in line 31",
    ),
    "retired without a reason": (
        "label: Coastal rivers",
        "label: Coastal rivers\n        retired_on: 2027-01-01",
        "retired_on",
        "vocabularies[0].terms[1].retired_on: what is retired needs its retired_reason",
    ),
    "a reason and not retired": (
        "label: Coastal rivers",
        "label: Coastal rivers\n        retired_reason: Unused",
        "retired_reason",
        "vocabularies[0].terms[1].retired_reason: a retired_reason needs its retired_on",
    ),
    "category twice": (
        "code: country",
        "code: town",
        "code: town\n        label: Country",
        "dimensions[0].categories[1].code: “town” is given already in line 42",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_at_its_line_and_place(fault, plan, write, refusal):
    assert_told(FAULTS[fault], plan, write, refusal)
