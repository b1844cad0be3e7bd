"""Copies of the audit: for spreadsheets and for programs, as the list is narrowed."""

import csv
import json
from datetime import date
from hashlib import sha256
from io import StringIO

import pytest
from django.urls import reverse

from objectives.models import AuditEvent
from objectives.queries.audit_chain import COLUMNS, canonical
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_copy_for_spreadsheets_has_what_the_list_has(client, colleagues):
    response = client.post("/audit/export/csv/?since=2026-09-02")

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert [row["object"] for row in rows] == ["EV-2026-0007", "Nairobi"]
    assert rows[0] | {"key": "", "before": "", "after": ""} == {
        "id": str(colleagues["entry"].pk),
        "at": "2026-09-03T09:00:00.000000Z",
        "name": "Reviewer",
        "email": "reviewer@example.org",
        "action": "evidence.returned",
        "kind": "objectives.evidence",
        "key": "",
        "object": "EV-2026-0007",
        "before": "",
        "after": "",
    }
    assert json.loads(rows[0]["after"])["reason"] == "The days of the “Société” are wrong."
    assert response.headers["Content-Disposition"] == f'attachment; filename="audit-{date(2026, 9, 3)}.csv"'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "＝"])
def test_no_cell_of_a_copy_is_a_formula(client, administrator, start):
    office = factories.OfficeFactory(name=f"{start}cmd|' /C calc'!A0")
    AuditEvent.objects.record(by=administrator, action="office.add", on=office)

    text = b"".join(client.post("/audit/export/csv/").streaming_content).decode("utf-8-sig")

    assert next(csv.DictReader(StringIO(text)))["object"] == f"'{office.name}"


def test_a_copy_for_programs_holds_what_the_seal_is_made_of(client, colleagues):
    response = client.post("/audit/export/jsonl/?group=evidence")

    (line,) = b"".join(response.streaming_content).decode().splitlines()
    copied = json.loads(line)
    row = {name: copied[name] for name in COLUMNS}
    assert copied["sha256"] == sha256(canonical(row)).hexdigest()
    assert (copied["by_name"], copied["by_email"]) == ("Reviewer", "reviewer@example.org")
    assert copied["after"]["status"] == "returned"


def test_taking_a_copy_is_an_event_of_its_own_and_not_in_the_copy(client, colleagues, administrator):
    last = AuditEvent.objects.first().pk

    response = client.post("/audit/export/jsonl/?since=2026-09-01&who=example.org")
    lines = b"".join(response.streaming_content).decode().splitlines()

    event = AuditEvent.objects.first()
    assert len(lines) == 3
    assert (event.by, event.action, event.after) == (
        administrator,
        "audit.export",
        {"format": "jsonl", "filters": {"who": "example.org", "since": "2026-09-01"}, "up_to": last},
    )


def test_a_long_copy_is_read_some_at_a_time(client, sixty, monkeypatch):
    monkeypatch.setattr("objectives.exchange.audit_export.BATCH", 7)

    lines = b"".join(client.post("/audit/export/jsonl/").streaming_content).decode().splitlines()

    assert [json.loads(line)["id"] for line in lines] == [event.pk for event in reversed(sixty)]


def test_there_is_no_other_form_of_copy(client, colleagues):
    assert client.post("/audit/export/xml/").status_code == 404
    assert reverse("audit_export", args=["csv"]) == "/audit/export/csv/"
