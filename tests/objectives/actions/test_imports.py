"""A spreadsheet from upload to undo: checked whole, written whole or not at all, once, and undone as a whole."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import get_language

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions import evidence as evidence_actions
from objectives.actions import imports as actions
from objectives.actions.evidence_content import snapshot
from objectives.actions.evidence_versions import frozen
from objectives.actions.import_content import as_input, told, with_content
from objectives.actions.import_undoing import in_the_way
from objectives.actions.tick import tick
from objectives.exchange.spreadsheets import work
from objectives.forms.exports import narrowed
from objectives.import_enums import IMPORT_MOVES, ImportState
from objectives.models import (
    AuditEvent,
    ElementTally,
    Evidence,
    EvidenceVersion,
    Framework,
    ImportBatch,
    ImportRow,
    Indicator,
    Period,
    ReviewNotice,
)
from objectives.models.attachment import store
from objectives.queries.doings import doings_of_office
from objectives.queries.duplicates import likely_duplicates
from objectives.tallying.postgresql import TURNS
from tests import factories
from tests.objectives import sheets
from tests.objectives.entries import audited

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "nairobi", "elements")]


@pytest.fixture
def rich(framework: Framework, indicator: Indicator) -> dict[str, object]:
    """A row that says all that a row can say."""
    dimension = factories.DimensionFactory(code="sex", name="Sex")
    for code in ("female", "male"):
        factories.CategoryFactory(dimension=dimension, code=code, label=code.title())
    indicator.dimensions.add(dimension)
    factories.ProgrammeFactory(code="RET-1", title="Return")
    factories.StateFactory(iso="KE", name="Kenya")
    factories.StateFactory(iso="CO", name="Colombia")
    factories.TermFactory(vocabulary__framework=framework, vocabulary__code="areas", code="law", label="Law")
    return sheets.sound(
        beneficiaries="40 officials",
        starts_on=date(2026, 9, 14),
        ends_on=date(2026, 9, 15),
        date_precision="day",
        programme="RET-1",
        countries="KE; CO",
        themes="areas/law",
        sensitivity="internal",
        serves_2="R1 – Objective R1",
        how_2="It showed the way.",
        paragraph_1="p. 3",
        url_1="https://example.org/report",
        citation_2="Minutes",
        **{"O1/O1.1": "over 40", "O1/O1.1/sex:female": 18, "O1/O1.1/sex:male": 22},
    )


def test_a_checked_file_says_what_it_would_change_and_writes_nothing(framework: Framework, recorder: User) -> None:
    batch = sheets.checked(framework, sheets.xlsx(sheets.sound(1), sheets.sound(2)), by=recorder)

    assert (batch.state, batch.new, batch.total) == ("ready", 2, 2)
    assert [row.line for row in batch.rows.all()] == [2, 3]
    assert not Evidence.objects.exists()


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


def test_rows_can_go_to_review_at_once_and_are_counted(framework: Framework, recorder: User) -> None:
    sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder, landing="submitted")

    entry = Evidence.objects.get()
    assert entry.status == "submitted"
    assert [(one.before, one.after, one.by) for one in entry.decisions.all()] == [("draft", "submitted", recorder)]
    assert ElementTally.objects.get(element__code="O1").awaiting == 1
    assert audited() == ["import.upload", "import.confirm", "evidence.import", "import.write"]


def test_what_goes_to_review_keeps_the_version_that_one_entry_by_itself_would(
    framework: Framework, recorder: User, rich: dict[str, object]
) -> None:
    sheets.imported(framework, sheets.xlsx(rich, sheets.sound(2)), by=recorder, landing="submitted")

    for entry in Evidence.objects.all():
        (version,) = entry.versions.all()
        as_of_one = EvidenceVersion(evidence=entry, number=9, content=frozen(entry), by=recorder)
        as_of_one.save()
        as_of_one.refresh_from_db()
        assert (version.number, version.by) == (1, recorder)
        assert version.content == as_of_one.content


def test_a_returned_entry_that_is_handed_in_by_a_file_has_a_second_version(
    framework: Framework, recorder: User, reviewer: User
) -> None:
    sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder, landing="submitted")
    evidence_actions.send_back(evidence=Evidence.objects.get(), reason="Say where.", by=reviewer)

    sheets.imported(framework, sheets.xlsx(sheets.sound(title="Training at Nairobi")), by=recorder, landing="submitted")

    versions = Evidence.objects.get().versions.order_by("number")
    assert [(one.number, one.content["title"]) for one in versions] == [
        (1, "Training in Nairobi"),
        (2, "Training at Nairobi"),
    ]


def test_drafts_have_no_versions_and_nobody_is_told(framework: Framework, recorder: User, reviewer: User) -> None:
    sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder)

    assert not EvidenceVersion.objects.exists()
    assert not ReviewNotice.objects.exists()


def test_each_reviewer_is_told_once_of_all_that_waits_for_them(
    framework: Framework, recorder: User, reviewer: User
) -> None:
    focal = factories.UserFactory(role="reviewer", name="Focal")
    factories.FocalPointFactory(element=framework.elements.get(code="R1"), user=focal)
    rows = [sheets.sound(1), sheets.sound(2), sheets.sound(3, serves_1="R1")]

    batch = sheets.imported(framework, sheets.xlsx(*rows), by=recorder, landing="submitted")

    first = Evidence.objects.earliest("pk")
    told = {(one.user, one.kind, one.evidence, one.entries, one.imported) for one in ReviewNotice.objects.all()}
    assert told == {(reviewer, "review", first, 2, batch), (focal, "review", first, 3, batch)}


def test_handing_in_ten_times_as_many_takes_as_many_queries(
    framework: Framework, recorder: User, reviewer: User
) -> None:
    def queries(start: int, number: int) -> int:
        rows = [sheets.sound(one) for one in range(start, start + number)]
        batch = sheets.checked(framework, sheets.xlsx(*rows), by=recorder, landing="submitted")
        actions.confirm(batch=batch, by=recorder)
        with CaptureQueriesContext(connection) as found:
            work.work(pk=batch.pk)
        return len(found)

    queries(900, 1)  # the year's first reference is given out
    assert queries(100, 40) == queries(1, 4)


def test_a_file_for_review_has_to_be_complete_as_the_form_asks(framework: Framework, recorder: User) -> None:
    row = sheets.sound(title="", office="", how_1="", citation_1="", ends_on=date(2026, 9, 25))
    data = sheets.xlsx(row, names=list(sheets.SOUND))

    batch = sheets.checked(framework, data, by=recorder, landing="submitted")

    assert (batch.state, batch.refused) == ("faulty", 1)
    assert sheets.said(batch) == [
        "2 title: Say in one line what was done.",
        "2 office: Choose the office that did it.",
        "2 ends_on: The last day is in the future. Log what is done when it is done.",
        "2 how_1: Say in one line how it served O1.",
        "2 citation_1: Give a source: a document, or an address where it can be checked.",
    ]


def test_the_same_file_twice_changes_nothing(framework: Framework, recorder: User, rich: dict[str, object]) -> None:
    data = sheets.xlsx(rich)
    sheets.imported(framework, data, by=recorder)
    before = snapshot(Evidence.objects.get())

    batch = sheets.checked(framework, data, by=recorder)

    assert (batch.state, batch.new, batch.changed, batch.unchanged) == ("ready", 0, 0, 1)
    batch = sheets.worked(actions.confirm(batch=batch, by=recorder))
    assert batch.state == "written"
    assert snapshot(Evidence.objects.get()) == before


def test_the_same_file_after_review_changes_nothing(framework: Framework, recorder: User, reviewer: User) -> None:
    data = sheets.xlsx(sheets.sound())
    sheets.imported(framework, data, by=recorder, landing="submitted")
    evidence_actions.accept(evidence=Evidence.objects.get(), by=reviewer)

    assert sheets.checked(framework, data, by=recorder, landing="submitted").unchanged == 1


def test_a_changed_row_changes_its_draft(framework: Framework, recorder: User) -> None:
    sheets.imported(framework, sheets.xlsx(sheets.sound(1), sheets.sound(2)), by=recorder)

    batch = sheets.checked(framework, sheets.xlsx(sheets.sound(1, title="Another"), sheets.sound(2)), by=recorder)
    assert [(row.outcome, row.changes) for row in batch.rows.all()] == [("changed", ["title"]), ("unchanged", [])]
    sheets.worked(actions.confirm(batch=batch, by=recorder))

    assert sheets.titles() == ["Another", "Training in Nairobi"]
    event = AuditEvent.objects.filter(action="evidence.import").latest("pk")
    assert (event.before["title"], event.after["title"]) == ("Training in Nairobi", "Another")


def test_columns_that_are_left_out_keep_what_stands(
    framework: Framework, recorder: User, rich: dict[str, object]
) -> None:
    sheets.imported(framework, sheets.xlsx(rich), by=recorder)
    before = snapshot(Evidence.objects.get())

    sheets.imported(framework, sheets.xlsx({"external_reference": "NBO-1", "title": "Another"}), by=recorder)

    assert snapshot(Evidence.objects.get()) == {**before, "title": "Another"}


@pytest.mark.parametrize("status", ["submitted", "accepted"])
def test_what_is_past_editing_is_not_changed(framework: Framework, recorder: User, reviewer: User, status: str) -> None:
    sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder, landing="submitted")
    if status == "accepted":
        evidence_actions.accept(evidence=Evidence.objects.get(), by=reviewer)

    batch = sheets.checked(framework, sheets.xlsx(sheets.sound(title="Another")), by=recorder)

    words = {"submitted": "awaiting review", "accepted": "accepted"}[status]
    assert sheets.said(batch) == [
        f"2 external_reference: EV-2026-0001 says something else and can no longer be changed: it is {words}. "
        "Take the row out, or ask its reviewer to return it first."
    ]


def test_anothers_reference_is_refused_without_a_word_of_what_it_names(
    framework: Framework, recorder: User, outsider: User
) -> None:
    sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder)

    batch = sheets.checked(framework, sheets.xlsx(sheets.sound()), by=outsider)

    assert sheets.said(batch) == [
        "2 external_reference: This reference is taken by an entry that is not yours. Give yours another, such as one "
        "that begins with the code of your office."
    ]
    assert batch.rows.get().evidence is None


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


def test_an_import_is_undone_as_a_whole(framework: Framework, recorder: User, rich: dict[str, object]) -> None:
    sheets.imported(framework, sheets.xlsx(rich), by=recorder)
    before = snapshot(Evidence.objects.get())
    rows = [
        {**rich, "title": "Another", "countries": "", "O1/O1.1": 12, "O1/O1.1/sex:female": "", "O1/O1.1/sex:male": ""}
    ]
    batch = sheets.imported(framework, sheets.xlsx(*rows, sheets.sound(2)), by=recorder, landing="submitted")
    assert Evidence.objects.count() == 2

    batch = sheets.worked(actions.take_back(batch=batch, by=recorder))

    assert batch.state == "undone"
    entry, made = Evidence.objects.order_by("pk")
    assert snapshot(entry) == before
    assert (entry.status, entry.submitted_at) == ("draft", None)
    assert [one.after for one in entry.decisions.all()] == ["submitted", "draft"]
    assert (made.status, made.external_reference) == ("discarded", None)
    assert [one.after for one in made.decisions.all()] == ["submitted", "discarded"]
    assert not ElementTally.objects.filter(awaiting__gt=0).exists()
    assert audited()[-3:] == ["evidence.undo_import", "evidence.undo_import", "import.undo"]


def test_what_an_undone_import_had_submitted_stands_in_no_list(framework: Framework, recorder: User) -> None:
    batch = sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder, landing="submitted")
    sheets.worked(actions.take_back(batch=batch, by=recorder))

    entry = Evidence.objects.get()
    assert list(Evidence.objects.visible_to(recorder).kept()) == []
    assert list(narrowed(recorder, "author=me") or []) == []
    assert list(narrowed(recorder, "status=discarded") or []) == [entry]
    assert not likely_duplicates(factories.EvidenceFactory.build(
        framework=framework, title=entry.title, office=entry.office, starts_on=entry.starts_on, ends_on=entry.ends_on,
    ), recorder)  # fmt: skip
    doings = doings_of_office(entry.office or factories.OfficeFactory(), [], recorder)
    assert (doings.number, doings.newest) == (0, [])


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


def test_a_worker_writes_in_the_language_of_the_person_who_uploaded(framework: Framework, recorder: User) -> None:
    recorder.language = "fr"
    recorder.save()
    row = sheets.sound(title="x" * 1300)

    batch = sheets.checked(framework, sheets.xlsx(row), by=recorder)

    (message,) = sheets.said(batch)
    assert "1\u202f100" in message.replace("\xa0", "\u202f")  # as numbers are written in French
    assert get_language() == "en"


def test_an_import_cannot_be_undone_once_anything_in_it_was_reviewed(
    framework: Framework, recorder: User, reviewer: User
) -> None:
    batch = sheets.imported(framework, sheets.xlsx(sheets.sound(1), sheets.sound(2)), by=recorder, landing="submitted")
    evidence_actions.accept(evidence=Evidence.objects.earliest("pk"), by=reviewer)

    with pytest.raises(ActionError, match="EV-2026-0001 is accepted by now"):
        actions.take_back(batch=batch, by=recorder)


def test_an_import_that_is_reviewed_while_its_undo_waits_stays(
    framework: Framework, recorder: User, reviewer: User
) -> None:
    batch = sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder, landing="submitted")
    actions.take_back(batch=batch, by=recorder)
    evidence_actions.accept(evidence=Evidence.objects.get(), by=reviewer)

    batch = sheets.worked(batch)

    assert batch.state == "written"
    assert "EV-2026-0001 is accepted by now" in batch.note


def test_an_import_cannot_be_undone_once_a_draft_of_it_was_changed(framework: Framework, recorder: User) -> None:
    batch = sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder)
    entry = with_content(Evidence.objects.all()).get()
    evidence_actions.save(evidence=entry, content=as_input(entry), by=recorder)

    assert in_the_way(batch).startswith("EV-2026-0001 was changed since it was imported.")


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


def test_a_check_that_was_cut_off_begins_anew(framework: Framework, recorder: User) -> None:
    batch = sheets.upload(framework, sheets.xlsx(sheets.sound(1), sheets.sound(2)), by=recorder)
    ImportRow.objects.create(batch=batch, source=batch, position=0, line=2, outcome="refused", problems=[["", "", "?"]])

    batch = sheets.worked(batch)

    assert (batch.state, batch.rows.count()) == ("ready", 2)


def test_the_corrected_rows_take_the_place_of_the_refused_ones(framework: Framework, recorder: User) -> None:
    rows = [sheets.sound(1), sheets.sound(2, office="XXX"), sheets.sound(3)]
    batch = sheets.checked(framework, sheets.xlsx(*rows), by=recorder)
    assert (batch.state, batch.refused) == ("faulty", 1)

    again = sheets.imported(framework, sheets.as_csv(sheets.sound(2)), by=recorder, corrects=batch)

    assert again.new == 3
    assert sorted(Evidence.objects.values_list("external_reference", flat=True)) == ["NBO-1", "NBO-2", "NBO-3"]


def test_a_file_that_is_thrown_away_leaves_the_store(
    framework: Framework, recorder: User, django_capture_on_commit_callbacks: object
) -> None:
    batch = sheets.checked(framework, sheets.xlsx(sheets.sound()), by=recorder)
    kept = batch.file.name

    with django_capture_on_commit_callbacks(execute=True):
        batch = actions.throw_away(batch=batch, by=recorder)

    assert (batch.state, batch.rows.count(), store().exists(kept)) == ("dropped", 0, False)


@pytest.mark.parametrize("step", [actions.confirm, actions.take_back, actions.check_again, actions.throw_away])
def test_only_the_uploader_says_what_becomes_of_a_file(
    framework: Framework, recorder: User, administrator: User, step: object
) -> None:
    batch = sheets.checked(framework, sheets.xlsx(sheets.sound()), by=recorder)

    with pytest.raises(ActionError, match="Only the person who uploaded"):
        step(batch=batch, by=administrator)


def test_every_state_of_an_import_has_its_moves() -> None:
    assert set(IMPORT_MOVES) == set(ImportState)
    assert {after for moves in IMPORT_MOVES.values() for after in moves} <= set(ImportState)


def test_batches_are_seen_by_their_uploader_administrators_and_auditors(
    framework: Framework,
    recorder: User,
    colleague: User,
    reviewer: User,
    administrator: User,
    auditor: User,
    delegate: User,
) -> None:
    batch = sheets.upload(framework, sheets.xlsx(sheets.sound()), by=recorder)

    seen = {one: ImportBatch.objects.visible_to(one).filter(pk=batch.pk).exists() for one in
            (recorder, colleague, reviewer, administrator, auditor, delegate)}  # fmt: skip

    assert [one for one, sees in seen.items() if sees] == [recorder, administrator, auditor]


def test_an_entry_without_a_name_is_known_by_ours_with_this_sites(
    framework: Framework, recorder: User, settings: Any
) -> None:
    settings.SITE_URL = "https://Strategy.example.org/"
    sheets.imported(framework, sheets.xlsx(sheets.sound()), by=recorder)
    Evidence.objects.update(external_reference=None)
    row = sheets.sound(external_reference="strategy.example.org/EV-2026-0001")

    same = sheets.checked(framework, sheets.xlsx(row), by=recorder)
    elsewhere = sheets.checked(
        framework, sheets.xlsx({**row, "external_reference": "other.org/EV-2026-0001"}), by=recorder
    )
    changed = sheets.imported(framework, sheets.xlsx({**row, "title": "Another"}), by=recorder)

    assert (same.unchanged, elsewhere.new, changed.changed) == (1, 1, 1)
    entry = Evidence.objects.get()
    assert (entry.title, entry.external_reference) == ("Another", None)


def test_who_was_given_a_name_comes_before_who_is_called_so_for_want_of_one(
    framework: Framework, recorder: User, settings: Any
) -> None:
    settings.SITE_URL = "https://strategy.example.org"
    sheets.imported(framework, sheets.xlsx(sheets.sound(1), sheets.sound(2, title="Named")), by=recorder)
    nameless, named = Evidence.objects.order_by("pk")
    Evidence.objects.filter(pk=nameless.pk).update(external_reference=None)
    name = f"strategy.example.org/{nameless.reference}"
    Evidence.objects.filter(pk=named.pk).update(external_reference=name)

    batch = sheets.checked(framework, sheets.xlsx(sheets.sound(external_reference=name, title="Named")), by=recorder)

    assert [one.evidence for one in batch.rows.all()] == [named]
    assert batch.unchanged == 1
