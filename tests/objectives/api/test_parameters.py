"""A parameter that an address does not know is told: passed over, another question would be answered."""

import pytest

from iomtrack.api import api
from tests.objectives.api.test_every_operation import DESCRIBED, METHODS, address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period")]
OPERATIONS = [(path, method) for path in DESCRIBED for method in METHODS if method in DESCRIBED[path]]


def told(answer):
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    return {one["parameter"]: one["detail"] for one in answer.json()["errors"]}


@pytest.mark.parametrize("path", [path for path, method in OPERATIONS if method == "get"])
def test_whatever_is_read_takes_no_parameter_that_its_description_does_not_name(path, program_of, recorder, framework):
    program = program_of(recorder)
    named = [one["name"] for one in DESCRIBED[path]["get"]["parameters"] if one["in"] == "query"]

    answer = program.client.get(address(path), {"elment": "O3"}, headers=program.headers())

    assert list(told(answer)) == ["elment"]
    assert all(name in told(answer)["elment"] for name in named)


def test_the_one_that_may_have_been_meant_is_named(program_of, recorder, framework):
    answer = program_of(recorder).get("/evidence", elment="O3", framework="mc-inf-274")

    assert told(answer) == {
        "elment": "There is no parameter “elment” here. Did you mean “element”? There are: cursor, limit, framework, "
        "element, period, office, programme, external_reference, status, changed_since."
    }


def test_of_one_that_is_like_none_it_is_said_which_there_are(program_of, recorder, framework):
    program = program_of(recorder)

    assert told(program.get("/offices", **{"x" * 5000: 1})) == {
        "x" * 80: f"There is no parameter “{'x' * 80}” here. There are: cursor, limit."
    }
    assert told(program.get("/frameworks", status="draft")) == {"status": "This address takes no parameters."}


def test_one_that_comes_twice_is_told(program_of, recorder, framework):
    answer = program_of(recorder).get("/evidence", status=["draft", "returned"])

    assert told(answer) == {"status": "Give this once. It is there 2 times."}


def test_a_record_is_not_written_over_by_a_slip_in_what_guards_it(program_of, recorder, typed):
    program = program_of(recorder)
    made = program.send("/evidence", typed).json()
    changed = {name: value for name, value in typed.items() if name != "framework"} | {"title": "Mine"}

    answer = program.send(f"/evidence/{made['reference']}?edit_numbr=7", changed, method="put")

    assert "“edit_number”" in told(answer)["edit_numbr"]
    assert program.get(f"/evidence/{made['reference']}").json()["title"] == typed["title"]


def test_nobody_without_a_token_hears_of_parameters(client):
    assert client.get("/api/v1/evidence?elment=O3").status_code == 401


def test_the_description_says_that_others_are_refused():
    assert "422" in api.get_openapi_schema()["info"]["description"]
