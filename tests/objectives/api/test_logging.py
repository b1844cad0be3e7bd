"""Programs log, change and submit evidence of their person's own."""

import json
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy

import pytest
from django.db import connection

from objectives.models import AuditEvent, Evidence
from tests.objectives import entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period")]


def pointers(answer):
    return sorted(one["pointer"] for one in answer.json()["errors"])


def test_a_record_is_logged_as_a_draft(program_of, recorder, typed, indicator, kenya):
    typed |= {
        "countries": ["KE"],
        "beneficiaries": "Forty officials",
        "sensitivity": "internal",
        "external_reference": "field/17",
        "figures": [{"element": "O1", "indicator": "O1.1", "value": 40}],
    }

    answer = program_of(recorder).send("/evidence", typed)

    assert answer.status_code == 201, answer.content
    evidence = Evidence.objects.get()
    assert (evidence.status, evidence.author, evidence.external_reference) == ("draft", recorder, "field/17")
    said = answer.json()
    assert said["reference"] == evidence.reference
    assert {name: said[name] for name in ("title", "countries", "beneficiaries", "sensitivity", "office")} == {
        "title": "Training in Nairobi",
        "countries": ["KE"],
        "beneficiaries": "Forty officials",
        "sensitivity": "internal",
        "office": "NBO",
    }
    assert said["figures"][0] | {"value": "40"} == said["figures"][0] | {"value": "40", "answer": "value"}
    assert entries.audited() == ["token.make", "evidence.create"]


def test_a_line_that_a_word_processor_broke_ends_as_every_other(program_of, recorder, typed):
    answer = program_of(recorder).send(
        "/evidence", {**typed, "description": "Forty\x0bofficials\u2028were\r\ntrained."}
    )

    assert answer.status_code == 201, answer.content
    assert Evidence.objects.get().description == "Forty\nofficials\nwere\ntrained."


def test_a_complete_record_is_submitted_at_once(program_of, recorder, typed):
    answer = program_of(recorder).send("/evidence", {**typed, "submit": True})

    assert answer.status_code == 201
    assert Evidence.objects.get().status == "submitted"


def test_what_cannot_be_submitted_is_not_logged_either(program_of, recorder, typed):
    answer = program_of(recorder).send("/evidence", {**typed, "submit": True, "sources": [], "title": ""})

    assert answer.status_code == 422
    assert pointers(answer) == ["/sources", "/title"]
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("change", "places"),
    [
        ({"framework": "none"}, [""]),
        ({"framework": None}, ["/framework"]),
        ({"office": "nowhere"}, ["/office"]),
        ({"programme": "none"}, ["/programme"]),
        ({"countries": ["KE", "XX"]}, ["/countries/0", "/countries/1"]),
        ({"themes": ["a/b"]}, ["/themes/0"]),
        ({"contributions": [{"element": "O99"}]}, ["/contributions/0/element"]),
        ({"contributions": [{"element": "O1"}, {"element": "O1"}]}, ["/contributions/1/element"]),
        ({"contributions": [{"element": "O1", "how": "x" * 301}]}, ["/contributions/0/how"]),
        ({"contributions": {"O1": "Yes"}}, ["/contributions"]),
        ({"figures": [{"element": "O2", "indicator": "O1.1", "value": 1}]}, ["/figures/0"]),
        ({"figures": [{"element": "O1", "indicator": "O1.1"}]}, ["/figures/0/value"]),
        ({"figures": [{"element": "O1", "indicator": "O1.1", "value": -1}]}, ["/figures/0/value"]),
        ({"figures": [{"element": "O1", "indicator": "O1.1", "value": "1.234,5"}]}, ["/figures/0/value"]),
        ({"figures": [{"element": "O1", "indicator": "O1.1", "value": "NaN"}]}, ["/figures/0/value"]),
        ({"figures": [{"element": "O1", "indicator": "O1.1", "value": 1e30}]}, ["/figures/0/value"]),
        ({"figures": [{"element": "O1", "indicator": "O1.1", "value": 1.5}]}, ["/figures/0/value"]),
        (
            {"figures": [{"element": "O1", "indicator": "O1.1", "value": 1, "parts": {"sex/x": 1}}]},
            ["/figures/0/parts"],
        ),
        (
            {"figures": [{"element": "O1", "indicator": "O1.1", "answer": "not_reported", "value": 1}]},
            ["/figures/0/value"],
        ),
        ({"figures": [{"element": "O1", "indicator": "O1.1", "value": 1}] * 2}, ["/figures/1"]),
        ({"sources": [{}]}, ["/sources/0"]),
        ({"sources": [{"url": "javascript:alert(1)"}]}, ["/sources/0/url"]),
        ({"title": "x" * 201}, ["/title"]),
        ({"title": "a\x00b"}, ["/title"]),
        ({"title": "a\x1bb"}, ["/title"]),
        ({"title": ["a"]}, ["/title"]),
        ({"starts_on": "15/09/2026"}, ["/starts_on"]),
        ({"starts_on": "2026-09-16"}, ["/ends_on"]),
        ({"sensitivity": "secret"}, ["/sensitivity"]),
        ({"tittle": "A slip"}, ["/tittle"]),
        ({"status": "accepted"}, ["/status"]),
        ({"external_reference": ""}, ["/external_reference"]),
        ({"title": "a\u202eb"}, ["/title"]),
        ({"title": "a\uffffb"}, ["/title"]),
        ({"contributions": [{"element": "O1", "how": "a\u2066b"}]}, ["/contributions/0/how"]),
        ({"starts_on": 1789430400}, ["/starts_on"]),
        ({"starts_on": "1789430400"}, ["/starts_on"]),
        ({"starts_on": "2026-09-15T00:00:00"}, ["/starts_on"]),
        ({"date_precision": "week"}, ["/date_precision"]),
        ({"submit": "yes"}, ["/submit"]),
        ({"submit": 1}, ["/submit"]),
        ({"a/b~c": 1}, ["/a~1b~0c"]),
        ({"x" * 5000: 1}, ["/" + "x" * 80]),
        ({"figures": [{"element": "O1", "indicator": "O1.1", "value": "1_000"}]}, ["/figures/0/value"]),
        ({"figures": [{"element": "O1", "indicator": "O1.1", "value": "١٢"}]}, ["/figures/0/value"]),
        (
            {"figures": [{"element": "O1", "indicator": "O1.1", "value": 1, "parts": {"sex/x": -1}}]},
            ["/figures/0/parts/sex~1x"],
        ),
    ],
)
def test_what_does_not_fit_is_told_by_its_place(change, places, program_of, recorder, typed, indicator):
    answer = program_of(recorder).send("/evidence", {**typed, **change})

    assert answer.status_code == 422, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert pointers(answer) == places or (places == [""] and answer.json()["errors"][0]["parameter"] == "framework")
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"x"', "\ufeff{}", '{"title": "\\ud800"}', "[" * 5000])
def test_what_is_no_record_at_all_is_refused(body, program_of, recorder):
    answer = program_of(recorder).send("/evidence", body)

    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"
    assert not Evidence.objects.exists()


def test_a_figure_that_dwarfs_all_that_is_known_is_confirmed_first(program_of, recorder, typed, indicator):
    indicator.baseline, indicator.baseline_date = 10, "2025"
    indicator.save()
    figure = {"element": "O1", "indicator": "O1.1", "value": 5000}
    program = program_of(recorder)

    assert pointers(program.send("/evidence", {**typed, "figures": [figure]})) == ["/figures/0/value"]
    assert program.send("/evidence", {**typed, "figures": [{**figure, "confirmed": True}]}).status_code == 201


def test_an_external_reference_is_given_once(program_of, recorder, colleague, typed):
    typed["external_reference"] = "field/17"
    program_of(recorder).send("/evidence", typed)

    answer = program_of(colleague).send("/evidence", typed)

    assert answer.status_code == 409
    assert pointers(answer) == ["/external_reference"]
    assert Evidence.objects.count() == 1


def test_the_same_key_logs_once(program_of, recorder, typed):
    program = program_of(recorder)

    first, again = (program.send("/evidence", typed, **{"Idempotency-Key": "k1"}) for _time in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert again["Idempotent-Replayed"] == "true"
    assert Evidence.objects.count() == 1


def test_a_key_is_of_one_request_and_of_one_person(program_of, recorder, colleague, typed):
    program = program_of(recorder)
    program.send("/evidence", typed, **{"Idempotency-Key": "k1"})

    other = program.send("/evidence", {**typed, "title": "Another"}, **{"Idempotency-Key": "k1"})
    of_colleague = program_of(colleague).send("/evidence", typed, **{"Idempotency-Key": "k1"})

    assert other.status_code == 422
    assert other.json()["errors"][0]["parameter"] == "Idempotency-Key"
    assert of_colleague.status_code == 201


def test_what_was_refused_can_be_put_right_with_the_same_key(program_of, recorder, typed):
    program = program_of(recorder)

    refused = program.send("/evidence", {**typed, "office": "nowhere"}, **{"Idempotency-Key": "k1"})

    assert refused.status_code == 422
    assert program.send("/evidence", typed, **{"Idempotency-Key": "k1"}).status_code == 201


def test_one_replaces_and_submits_ones_own_draft(program_of, recorder, typed):
    program = program_of(recorder)
    made = program.send("/evidence", typed).json()
    changed = {name: value for name, value in typed.items() if name != "framework"} | {
        "title": "Training, in two parts"
    }

    replaced = program.send(f"/evidence/{made['reference']}", changed, method="put")
    submitted = program.send(f"/evidence/{made['reference']}/submit", {})

    assert replaced.json()["title"] == "Training, in two parts"
    assert replaced.json()["edit_number"] == made["edit_number"] + 1
    assert submitted.json()["status"] == "submitted"
    again = program.send(f"/evidence/{made['reference']}", changed, method="put")
    assert again.status_code == 422
    assert "can no longer be changed" in again.json()["detail"]


def test_a_draft_that_was_saved_meanwhile_is_not_written_over(program_of, recorder, typed):
    program = program_of(recorder)
    made = program.send("/evidence", typed).json()
    changed = {name: value for name, value in typed.items() if name != "framework"}
    address = f"/evidence/{made['reference']}?edit_number={made['edit_number']}"

    assert program.send(address, changed, method="put").status_code == 200
    assert program.send(address, {**changed, "title": "Mine"}, method="put").status_code == 409
    assert Evidence.objects.get().title == typed["title"]


def test_nobody_writes_in_anothers_name(program_of, recorder, colleague, administrator, typed):
    made = program_of(recorder).send("/evidence", typed).json()
    changed = {name: value for name, value in typed.items() if name != "framework"}

    for other in (colleague, administrator):
        program = program_of(other)
        assert program.send(f"/evidence/{made['reference']}", changed, method="put").status_code == 404
        assert program.send(f"/evidence/{made['reference']}/submit", {}).status_code == 404


def test_a_token_that_reads_writes_nothing(program_of, recorder, typed):
    program = program_of(recorder, "read")

    assert program.send("/evidence", typed).status_code == 403
    assert program.send("/evidence/EV-2026-0001/submit", {}).status_code == 403
    assert program.send("/evidence", {"title": 1}).status_code == 403, "before anything is said of the body"
    assert not Evidence.objects.exists()


def test_a_closed_period_takes_nothing(program_of, recorder, typed, period):
    period.status, period.closed_at, period.closed_by = "closed", "2026-09-20T00:00:00Z", recorder
    period.save()

    answer = program_of(recorder).send("/evidence", {**typed, "submit": True})

    assert pointers(answer) == ["/ends_on"]
    assert AuditEvent.objects.filter(action__startswith="evidence").count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="whoever writes is alone")
def test_a_key_that_comes_twice_at_once_logs_once(program_of, recorder, typed):
    program = program_of(recorder)
    bodies = [deepcopy(typed) for _number in range(4)]

    def send(body):
        try:
            return program.send("/evidence", json.dumps(body), **{"Idempotency-Key": "k1"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, bodies))

    assert answers == [201] * 4
    assert Evidence.objects.count() == 1
