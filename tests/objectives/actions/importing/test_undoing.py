"""An import is undone as a whole, while nothing in it has been reviewed or changed."""

import pytest

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions import evidence as evidence_actions
from objectives.actions import imports as actions
from objectives.actions.evidence_content import snapshot
from objectives.actions.import_content import as_input, with_content
from objectives.actions.import_undoing import in_the_way
from objectives.forms.exports import narrowed
from objectives.models import ElementTally, Evidence, Framework
from objectives.queries.doings import doings_of_office
from objectives.queries.duplicates import likely_duplicates
from tests import factories
from tests.objectives import sheets
from tests.objectives.entries import audited

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "nairobi", "elements")]


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
