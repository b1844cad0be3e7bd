"""What differs between two versions: texts word by word, everything else by value."""

import time

import pytest

from objectives.queries.versions import changes, marked

FIGURE = {"indicator": "O1/O1.1", "answer": "value", "value": "40.0000", "qualifier": "exact", "parts": {}}
KNOWN = {"O1/O1.1": {"title": "Persons assisted", "unit": "persons", "decimals": 0}}
CONTENT = {
    "title": "Training in Nairobi",
    "description": "Forty officials were trained.",
    "starts_on": "2026-09-15",
    "ends_on": "2026-09-15",
    "date_precision": "day",
    "office": "NBO",
    "programme": None,
    "countries": ["KE"],
    "terms": [],
    "sensitivity": "shareable",
    "contributions": [["O1", "Officials know the law."]],
    "figures": [FIGURE],
    "sources": [["Training report", "p. 3", ""]],
    "attachments": [],
    "indicators": KNOWN,
    "words": {"office NBO": "Nairobi", "office BOG": "Bogotá", "countries KE": "Kenya", "countries UG": "Uganda"},
}


def told(**after):
    """What differs, as {label: marked text}: [-taken out-], {+put in+}."""
    signs = {"kept": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
    return {
        change.label: "".join(signs[piece.change].format(piece.text) for piece in change.pieces)
        for change in changes(CONTENT, {**CONTENT, **after})
    }


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ({}, {}),
        (
            {"title": "Training of forty officials in Nairobi"},
            {"In one line": "Training {+of forty officials +}in Nairobi"},
        ),
        ({"ends_on": "2026-09-17"}, {"Days": "[-15 Sep 2026-] {+15–17 Sep 2026+}"}),
        ({"ends_on": None, "starts_on": None}, {"Days": "[-15 Sep 2026-]"}),
        ({"office": "BOG"}, {"Office": "[-Nairobi-] {+Bogotá+}"}),
        ({"programme": "RET-1"}, {"Programme": "{+RET-1+}"}),
        ({"countries": ["KE", "UG"]}, {"Countries and areas": "Kenya{+, Uganda+}"}),
        ({"sensitivity": "internal"}, {"May it be shared?": "[-Can be shared with Member States-] {+Internal+}"}),
        (
            {"contributions": [["O1", "Officials know the new law."], ["R1", "It served it."]]},
            {
                "What it served": "O1{+, R1+}",
                "How it served O1": "Officials know the {+new +}law.",
            },
        ),
        (
            {"figures": [{**FIGURE, "value": "4000.0000", "qualifier": "about", "parts": {"sex/female": "15"}}]},
            {"O1.1, Persons assisted": "[-40 persons-] {+about 4,000 persons (sex/female 15)+}"},
        ),
        ({"figures": []}, {"O1.1, Persons assisted": "[-40 persons-]"}),
        (
            {"figures": [{**FIGURE, "value": None, "answer": "not_reported"}]},
            {"O1.1, Persons assisted": "[-40 persons-] {+not reported+}"},
        ),
        ({"sources": [["Training report", "p. 4", ""]]}, {"Sources": "Training report, p. [-3-]{+4+}"}),
        ({"attachments": [{"name": "list.pdf", "sha256": "0", "size": 1}]}, {"Files": "{+list.pdf+}"}),
    ],
)
def test_every_part_that_differs_is_told(after, said):
    assert told(**after) == said


def test_a_version_that_lacks_what_was_added_since_is_compared_all_the_same():
    assert [change.name for change in changes({"title": "A"}, {"title": "A", "beneficiaries": "Farmers"})] == [
        "beneficiaries"
    ]


@pytest.mark.parametrize("word", ["a", "ab", "."])
def test_the_most_tiresome_texts_are_compared_in_time(word):
    before, after = " ".join(word * 1 for _ in range(4_900)), "b " + " ".join(word for _ in range(4_800)) + " c"

    began = time.perf_counter()
    pieces = marked(before, after)

    assert time.perf_counter() - began < 5
    assert "".join(one.text for one in pieces if one.change != "inserted").split() == before.split()
    assert "".join(one.text for one in pieces if one.change != "deleted").split() == after.split()
