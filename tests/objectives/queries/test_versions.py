"""What differs between two versions: texts word by word, everything else by value."""

import time

import pytest
from django.utils import translation

from objectives.queries.versions import changes, marked
from tests import factories

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


WORDS = CONTENT["words"] | {
    "part sex/female": "Female",
    "part age/female": "Female of age",
    "part sex/other": "Other",
    "programme RET-1": "Safe return",
}
PARTS = {"sex/female": "14.0000", "age/female": "3.0000", "sex/other": "2.0000"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "figure", "country", "office", "programme"),
    [
        (
            "en",
            "[-40 persons-] {+40 persons (Female 14, Female of age 3, Other 2)+}",
            "[-Kenya-]{+Uganda+}",
            "[-Nairobi-] {+Bogotá+}",
            "{+Safe return+}",
        ),
        (
            "fr",
            "[-40 persons-] {+40 persons (Femmes 14, Female of age 3, Other 2)+}",
            "[-Kenya-]{+Ouganda+}",
            "[-Nairobi-] {+Bogota+}",
            "{+Retour sûr+}",
        ),
    ],
)
def test_what_is_kept_by_its_code_is_called_as_the_reader_calls_it(
    language, figure, country, office, programme, django_assert_max_num_queries
):
    sex, age = (factories.DimensionFactory(code=code) for code in ("sex", "age"))
    factories.CategoryFactory(dimension=sex, code="female", label="Women", translations={"fr": {"label": "Femmes"}})
    factories.CategoryFactory(dimension=age, code="female", label="Women", translations={"es": {"label": "Mujeres"}})
    factories.OfficeFactory(code="BOG", name="Bogotá D.C.", translations={"fr": {"name": "Bogota"}})
    factories.ProgrammeFactory(code="RET-1", title="Return", translations={"fr": {"title": "Retour sûr"}})
    after = {"countries": ["UG"], "office": "BOG", "programme": "RET-1", "figures": [{**FIGURE, "parts": PARTS}]}

    with translation.override(language), django_assert_max_num_queries(0 if language == "en" else 3):
        said = told(**after, words=WORDS)

    assert list(said.values()) == [office, programme, figure, country]


@pytest.mark.django_db
def test_names_of_what_is_the_same_are_not_asked_for(django_assert_num_queries):
    with translation.override("fr"), django_assert_num_queries(0):
        assert list(told(title="Another", words=WORDS).values()) == ["[-Training in Nairobi-]{+Another+}"]


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
