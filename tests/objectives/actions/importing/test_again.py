"""A spreadsheet that comes again: what is the same stays, what is changed is changed, known by its reference."""

from typing import Any

import pytest

from iomtrack.accounts.models import User
from objectives.actions import evidence as evidence_actions
from objectives.actions import imports as actions
from objectives.actions.evidence_content import snapshot
from objectives.models import AuditEvent, Evidence, Framework
from tests.objectives import sheets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "nairobi", "elements")]


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
