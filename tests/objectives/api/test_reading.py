"""What programs can read: all that their person may see, page by page."""

import pytest

from tests import factories
from tests.objectives import entries

pytestmark = pytest.mark.django_db

LISTS = (
    "/frameworks",
    "/frameworks/mc-inf-274",
    "/frameworks/mc-inf-274/periods",
    "/frameworks/mc-inf-274/vocabularies",
    "/frameworks/mc-inf-274/periods/2026-Q3/values",
    "/elements",
    "/indicators",
    "/assessments",
    "/offices",
    "/programmes",
    "/countries",
    "/evidence",
    "/reports",
)


@pytest.mark.parametrize("path", LISTS)
def test_whoever_may_see_the_record_reads_it(path, program_of, auditor, entry, indicator):
    entry("accepted")

    assert program_of(auditor, "read").get(path).status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_for_a_delegate_there_are_reports_alone(path, program_of, delegate, entry, indicator):
    entry("accepted")

    assert program_of(delegate, "read").get(path).status_code == (200 if path == "/reports" else 404)


def test_an_element_has_its_wording_and_source(program_of, recorder, elements):
    found = program_of(recorder).get("/elements", framework="mc-inf-274").json()["items"][0]

    element = elements["O1"]
    assert found["wording"] == element.wording
    assert (found["source_symbol"], found["source_paragraph"]) == (element.source_symbol, element.source_paragraph)


def test_a_value_that_was_not_reported_is_null(program_of, recorder, indicator, period):
    assert program_of(recorder).get("/frameworks/mc-inf-274/periods/2026-Q3/values").json() == [
        {"element": "O1", "indicator": "O1.1", "value": None, "qualifier": None, "not_applicable": False}
    ]


def test_a_draft_of_another_office_does_not_exist(program_of, outsider, recorder, entry):
    draft = entry("draft")
    program = program_of(outsider)

    assert program.get(f"/evidence/{draft.reference}").status_code == 404
    assert program.get("/evidence").json()["items"] == []
    assert [one["reference"] for one in program_of(recorder).get("/evidence").json()["items"]] == [draft.reference]


def test_pages_hold_every_record_once(program_of, reviewer, content, recorder):
    made = [entries.draft(content, by=recorder).reference for _number in range(5)]
    program = program_of(reviewer)

    found, cursor = [], ""
    while True:
        page = program.get("/evidence", limit=2, **({"cursor": cursor} if cursor else {})).json()
        found += [one["reference"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break

    assert found == made  # the clock stands still: the key alone parts them


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "AAAA",
        "WzFd",
        "bnVsbA",
        "W10",
        "WyIxOTUxIiwgMV0",
        "é",
        "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzAwOjAwIiwgLTFd",
        "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzE0OjAwIiwgMV0",
    ],
)
def test_a_cursor_that_no_page_gave_is_told(cursor, program_of, reviewer):
    answer = program_of(reviewer).get("/evidence", cursor=cursor)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "cursor"


def test_the_list_is_narrowed_by_what_it_names(program_of, reviewer, entry, nairobi):
    accepted, _draft = entry("accepted"), entry("draft")
    program = program_of(reviewer)

    for query in (
        {"status": "accepted"},
        {"framework": "mc-inf-274", "element": "O1", "status": "accepted"},
        {"office": "NBO", "period": "2026-Q3", "status": "accepted"},
    ):
        assert [one["reference"] for one in program.get("/evidence", **query).json()["items"]] == [accepted.reference]
    assert program.get("/evidence", changed_since="2026-09-22T00:00:00Z").json()["items"] == []


@pytest.mark.parametrize(
    "query",
    [
        {"office": "nowhere"},
        {"programme": "none"},
        {"framework": "none"},
        {"element": "O1"},
        {"status": "lost"},
        {"changed_since": "yesterday"},
        {"changed_since": "0001-01-01T00:00:00+14:00"},
        {"limit": "0"},
        {"limit": "9999999999999999999"},
    ],
)
def test_what_it_cannot_be_narrowed_by_is_told(query, program_of, reviewer, framework):
    answer = program_of(reviewer).get("/evidence", **query)

    assert answer.status_code == 422
    assert [one["parameter"] for one in answer.json()["errors"]] == list(query)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/evidence", {"period": "2026-Q9"}),
        ("/evidence", {"framework": "mc-inf-274", "element": "O99"}),
        ("/indicators", {"element": "O99"}),
        ("/indicators", {"framework": "none", "element": "O1"}),
        ("/assessments", {"period": "2026-Q9"}),
        ("/assessments", {"framework": "mc-inf-274", "element": "O99"}),
        ("/elements", {"framework": "none"}),
    ],
)
def test_what_is_not_there_is_told_and_not_shown_as_an_empty_list(path, query, program_of, reviewer, period):
    answer = program_of(reviewer).get(path, **query)

    assert answer.status_code == 422
    assert [one["parameter"] for one in answer.json()["errors"]] == [
        next(name for name, value in reversed(query.items()) if value in ("2026-Q9", "O99", "none"))
    ]


def test_what_is_there_is_shown_though_nothing_belongs_to_it(program_of, reviewer, period, elements):
    program = program_of(reviewer)

    for path in ("/indicators", "/assessments", "/evidence"):
        query = {"framework": "mc-inf-274", "element": "O2"} | ({} if path == "/indicators" else {"period": "2026-Q3"})
        assert program.get(path, **query).json() == {"items": [], "next": None}


def test_an_element_is_asked_for_with_its_framework(program_of, reviewer, framework):
    answer = program_of(reviewer).get("/evidence", element="O1")

    assert answer.json()["detail"] == "Give “framework” with it: elements of several have the same code."


def test_what_was_returned_says_why(program_of, recorder, entry):
    returned = entry("returned")

    assert (
        program_of(recorder).get(f"/evidence/{returned.reference}").json()["returned_because"] == "The days are wrong."
    )


@pytest.mark.parametrize("number", [1, 30])
def test_a_page_asks_as_often_whatever_its_length(
    number, program_of, reviewer, content, recorder, django_assert_max_num_queries
):
    for _number in range(number):
        entries.draft(content, by=recorder)
    program = program_of(reviewer)

    with django_assert_max_num_queries(20):
        assert len(program.get("/evidence").json()["items"]) == number


def test_an_indicator_has_the_targets_that_hold(program_of, recorder, indicator, administrator):
    for revision, value in enumerate((100, 120)):
        factories.TargetFactory(indicator=indicator, due_on="2026-12-31", value=value, revision=revision, reason="More")

    found = program_of(recorder).get("/indicators").json()["items"][0]

    assert [(one["due_on"], one["value"], one["revision"]) for one in found["targets"]] == [
        ("2026-12-31", "120.0000", 1)
    ]
