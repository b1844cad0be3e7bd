"""Requests that are not what they say: told as problems, and nothing is logged."""

import pytest

from objectives.models import Evidence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period")]


@pytest.mark.parametrize(
    "body", ['{"title": "a", "title": "b"}', '{"sources": [{"url": "", "citation": "", "url": ""}]}']
)
def test_what_says_something_twice_is_refused(body, program_of, recorder):
    answer = program_of(recorder).send("/evidence", body)

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert "stands twice in the same object" in answer.json()["detail"]


def test_nothing_is_logged_under_a_framework_that_another_has_followed(program_of, recorder, typed, framework):
    framework.status = "superseded"
    framework.save()

    answer = program_of(recorder).send("/evidence", typed)

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/framework")
    assert not Evidence.objects.exists()


def test_how_exact_the_days_are_is_kept(program_of, recorder, typed):
    answer = program_of(recorder).send("/evidence", {**typed, "date_precision": "month"})

    assert answer.json()["date_precision"] == Evidence.objects.get().date_precision == "month"


def test_an_external_reference_is_as_a_spreadsheet_would_have_it(program_of, recorder, typed):
    program_of(recorder).send("/evidence", {**typed, "external_reference": " field\n 17 "})

    assert Evidence.objects.get().external_reference == "field 17"


@pytest.mark.parametrize("key", ["", "a b", "é", "x" * 256])
def test_a_key_that_is_none_is_told_and_nothing_is_logged(key, program_of, recorder, typed):
    answer = program_of(recorder).send("/evidence", typed, **{"Idempotency-Key": key})

    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, "Idempotency-Key")
    assert not Evidence.objects.exists()
