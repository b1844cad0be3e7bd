"""Every operation of the interface, walked: none is open without a token, and none answers but in JSON."""

import pytest
from django.test import Client

from iomtrack.api import api

pytestmark = pytest.mark.django_db

METHODS = ("get", "post", "put", "patch", "delete")
VALUES = {"{slug}": "mc-inf-274", "{code}": "2026-Q3", "{reference}": "EV-2026-0001", "{pk}": "1"}
DESCRIBED = api.get_openapi_schema()["paths"]


def address(path):
    for name, value in VALUES.items():
        path = path.replace(name, value)
    return path


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", DESCRIBED)
def test_whoever_is_signed_in_on_the_site_needs_a_token(path, method, client_for, administrator):
    answer = getattr(client_for(administrator), method)(address(path))

    assert answer.status_code == (401 if method in DESCRIBED[path] else 405)


@pytest.mark.parametrize("method", ["options", "trace", "patch"])
def test_a_method_that_an_address_does_not_take_is_told_as_a_problem(method, program_of, recorder):
    program = program_of(recorder)

    answer = getattr(program.client, method)("/api/v1/evidence", headers=program.headers())

    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
    assert (answer["Allow"], answer.json()["detail"]) == ("GET, HEAD, POST", "This address takes GET, HEAD, POST.")


def test_head_is_answered_as_get_without_a_body(program_of, recorder):
    program = program_of(recorder)

    answer = program.client.head("/api/v1/evidence", headers=program.headers())

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json; charset=utf-8")
    assert Client().head("/api/v1/evidence").status_code == 401


def test_an_address_that_is_none_is_told_as_a_problem(db):
    answer = Client().get("/api/v1/nothing")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_an_address_that_cannot_be_read_is_told_as_a_problem(program_of, recorder):
    answer = program_of(recorder).get("/elements", framework="a\x00b")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_a_form_of_another_site_does_nothing(program_of, recorder):
    program = program_of(recorder)

    answer = program.client.post("/api/v1/evidence", {"title": "x"}, headers=program.headers())

    assert answer.status_code == 415


def test_the_description_can_be_read_by_anybody_and_names_no_person(client_for):
    answer = Client().get("/api/v1/openapi.json")

    assert answer.status_code == 200
    assert answer.json()["info"]["title"] == "iomtrack"
