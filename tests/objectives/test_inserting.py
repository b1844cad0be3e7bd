"""Rows that are added past Django's objects are the rows that its objects would have left."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.utils import timezone

from objectives.models import Evidence, Figure, ImportBatch, ImportRow, Source
from objectives.models import inserting as module
from objectives.models.inserting import insert, insert_for_keys
from tests import factories

pytestmark = pytest.mark.django_db


def beside(one: Model) -> dict[str, Any]:
    """All that a row holds but its key."""
    return {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields if not field.primary_key}


def test_a_row_is_what_an_object_would_have_left() -> None:
    indicator = factories.IndicatorFactory()
    made = sorted(factories.EvidenceFactory.create_batch(3), key=lambda one: one.pk)
    numbers = [Decimal("12.5"), None, Decimal(40)]

    answers = ["value", "not_reported", "value"]
    keys = insert_for_keys(
        Figure,
        ("evidence_id", "indicator_id", "answer", "value"),
        [(one.pk, indicator.pk, answer, number) for one, answer, number in zip(made, answers, numbers, strict=True)],
    )
    rows = [beside(Figure.objects.get(pk=key)) for key in keys]

    Figure.objects.all().delete()
    Figure.objects.bulk_create(
        Figure(evidence=one, indicator=indicator, answer=answer, value=number)
        for one, answer, number in zip(made, answers, numbers, strict=True)
    )
    assert rows == [beside(one) for one in Figure.objects.order_by("evidence_id")]


def test_columns_that_are_not_named_have_their_defaults() -> None:
    draft = factories.EvidenceFactory(status="draft")
    begun = timezone.now()

    (key,) = insert_for_keys(
        Evidence,
        ("reference", "framework_id", "author_id", "starts_on"),
        [("EV-1", draft.framework_id, draft.author_id, date(2026, 9, 1))],
    )

    entry = Evidence.objects.get(pk=key)
    assert (entry.status, entry.title, entry.office, entry.is_sample) == ("draft", "", None, False)
    assert entry.starts_on == date(2026, 9, 1)
    assert entry.created_at >= begun


def test_json_is_taken_as_its_text() -> None:
    batch = factories.ImportBatchFactory()
    problems = [["A", "title", "“Où?” is %s."]]

    insert(
        ImportRow,
        ("batch_id", "source_id", "position", "line", "outcome", "problems", "before"),
        [
            (batch.pk, batch.pk, 0, 2, "refused", json.dumps(problems), None),
            (batch.pk, batch.pk, 1, 3, "new", "[]", None),
        ],
    )

    assert [(one.problems, one.changes, one.before) for one in ImportRow.objects.all()] == [
        (problems, [], None),
        ([], [], None),
    ]
    assert ImportRow.objects.filter(before__isnull=True).count() == 2


def test_keys_come_in_the_order_of_the_rows_whatever_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 3)
    entry = factories.EvidenceFactory()
    names = [f"Report {number}" for number in range(10)]

    keys = insert_for_keys(Source, ("evidence_id", "citation"), [(entry.pk, name) for name in names])

    assert [Source.objects.get(pk=key).citation for key in keys] == names
    assert insert_for_keys(Source, ("evidence_id", "citation"), []) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps text of any length")
def test_text_that_is_too_long_is_refused_and_not_cut() -> None:
    entry = factories.EvidenceFactory()

    with pytest.raises(DatabaseError), transaction.atomic():
        insert(Source, ("evidence_id", "citation"), [(entry.pk, "x" * 301)])


def test_the_database_refuses_what_breaks_its_rules() -> None:
    entry = factories.EvidenceFactory()

    with pytest.raises(DatabaseError), transaction.atomic():
        insert(Source, ("evidence_id",), [(entry.pk,)])
    assert ImportBatch.objects.count() == 0
