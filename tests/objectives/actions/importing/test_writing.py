"""A checked spreadsheet is written whole or not at all, and once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from iomtrack.accounts.models import User
from objectives.actions import imports as actions
from objectives.actions.evidence_content import snapshot
from objectives.actions.import_content import as_input, told, with_content
from objectives.actions.tick import tick
from objectives.exchange.spreadsheets import work
from objectives.models import AuditEvent, Evidence, EvidenceVersion, Framework, ImportBatch, Period, ReviewNotice
from objectives.tallying.postgresql import TURNS
from tests import factories
from tests.objectives import sheets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "nairobi", "elements")]


def test_rows_become_drafts_of_the_uploader(framework: Framework, recorder: User, rich: dict[str, object]) -> None:
    batch = sheets.imported(framework, sheets.xlsx(rich), by=recorder)

    entry = with_content(Evidence.objects.all()).get()
    content = as_input(entry)
    assert batch.state == "written"
    assert (entry.status, entry.author, entry.reference) == ("draft", recorder, "EV-2026-0001")
    assert (content.title, content.beneficiaries, content.sensitivity) == (
        "Training in Nairobi",
        "40 officials",
        "internal",
    )
    assert (content.starts_on, content.ends_on) == (date(2026, 9, 14), date(2026, 9, 15))
    assert content.programme is not None
    assert content.programme.code == "RET-1"
    assert [one.iso for one in content.countries] == ["CO", "KE"]
    assert [one.code for one in content.terms] == ["law"]
    assert [(one.code, how) for one, how in content.contributions] == [
        ("O1", "Officials know the law."),
        ("R1", "It showed the way."),
    ]
    (figure,) = content.figures
    assert (figure.value, figure.qualifier) == (Decimal(40), "over")
    assert [(one.code, value) for one, value in figure.parts] == [("female", 18), ("male", 22)]
    assert content.sources == (("Training report", "p. 3", "https://example.org/report"), ("Minutes", "", ""))


def test_what_the_audit_is_told_is_what_it_is_told_of_one_record(
    framework: Framework, recorder: User, rich: dict[str, object]
) -> None:
    sheets.imported(framework, sheets.xlsx(rich), by=recorder, landing="submitted")

    entry = with_content(Evidence.objects.all()).get()
    of_one = AuditEvent.objects.record(by=recorder, action="x.y", on=entry, after=snapshot(entry)).after
    event = AuditEvent.objects.get(action="evidence.import")
    again = AuditEvent.objects.record(
        by=recorder, action="x.z", on=entry, after=told(as_input(entry), entry.status)
    ).after
    assert again == of_one
    assert event.after == of_one
    assert event.object_label == entry.reference


def test_drafts_have_no_versions_and_nobody_is_told(framework: Framework, recorder: User, reviewer: User) -> None:
    sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder)

    assert not EvidenceVersion.objects.exists()
    assert not ReviewNotice.objects.exists()


def test_nothing_is_written_where_anything_has_changed_since_the_check(framework: Framework, recorder: User) -> None:
    batch = sheets.checked(framework, sheets.xlsx(sheets.sound(1), sheets.sound(2)), by=recorder)
    factories.EvidenceFactory(external_reference="NBO-2", framework=framework)

    batch = sheets.worked(actions.confirm(batch=batch, by=recorder))
    assert (batch.state, batch.step) == ("waiting", "check")
    batch = sheets.worked(batch)

    assert (batch.state, batch.refused, batch.new) == ("faulty", 1, 1)
    assert "Nothing was written" in batch.note or batch.note == ""
    assert Evidence.objects.count() == 1


def test_confirming_twice_writes_once(framework: Framework, recorder: User) -> None:
    batch = sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder)

    actions.confirm(batch=batch, by=recorder)
    work.work(pk=batch.pk)

    assert Evidence.objects.count() == 1


def test_a_row_in_a_period_that_the_check_did_not_know_has_the_file_checked_again(
    framework: Framework, recorder: User, period: Period
) -> None:
    batch = sheets.checked(framework, sheets.xlsx(sheets.sound()), by=recorder, landing="submitted")
    assert batch.periods == [period.pk]
    ImportBatch.objects.filter(pk=batch.pk).update(periods=[])

    batch = sheets.worked(actions.confirm(batch=batch, by=recorder))

    assert (batch.state, batch.step) == ("waiting", "check")
    assert not Evidence.objects.exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite whoever writes is alone")
def test_an_import_holds_the_periods_of_its_rows_and_no_others(
    framework: Framework, recorder: User, period: Period
) -> None:
    factories.PeriodFactory(framework=framework, starts_on=date(2025, 7, 1), ends_on=date(2025, 12, 31), code="2025-2")

    sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder, landing="submitted")

    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT (classid::bigint << 32) + objid::bigint FROM pg_locks
            WHERE locktype = 'advisory' AND pid = pg_backend_pid()"""
        )
        assert {number - TURNS for (number,) in cursor.fetchall()} == {period.pk}


def test_a_worker_that_was_lost_in_the_middle_leaves_nothing_half_done(
    framework: Framework, recorder: User, time_machine: object
) -> None:
    batch = sheets.checked(framework, sheets.xlsx(sheets.sound()), by=recorder)
    actions.confirm(batch=batch, by=recorder)
    ImportBatch.objects.filter(pk=batch.pk).update(
        state="working", claim="6f1c2d3e-0000-4000-8000-000000000001", attempts=1,
        leased_until=timezone.now() - timedelta(seconds=1),
    )  # fmt: skip
    work.work(pk=batch.pk)
    assert not Evidence.objects.exists()  # another's claim is left alone

    tick()
    work.work(pk=batch.pk)

    assert Evidence.objects.count() == 1
    assert ImportBatch.objects.get(pk=batch.pk).state == "written"
