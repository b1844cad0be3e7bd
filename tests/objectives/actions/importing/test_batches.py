"""An import by itself: its states, whose it is, and its file."""

import pytest

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions import imports as actions
from objectives.import_enums import IMPORT_MOVES, ImportState
from objectives.models import Framework, ImportBatch
from objectives.models.attachment import store
from tests.objectives import sheets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "nairobi", "elements")]


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
