"""Scanning: what is open, what is shut, and a scanner that is away."""

from collections.abc import Iterator
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from iomtrack.accounts.errors import ActionError, NotPermitted
from iomtrack.accounts.models import User
from objectives.actions import scanning
from objectives.actions.tick import tick
from objectives.enums import SCAN_MOVES, ScanState
from objectives.models import AuditEvent, Evidence
from tests.objectives.actions.attachments.files import NOWHERE, attach, stored
from tests.objectives.entries import audited
from tests.objectives.sent_files import photo
from tests.servers import EICAR, clamd


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with clamd(tmp_path_factory.mktemp("clamd")) as url:
        yield url


@pytest.mark.django_db(transaction=True)
def test_without_a_scanner_a_file_says_that_it_was_not_scanned_and_is_open(entry: Evidence) -> None:
    made = attach(entry)

    assert (made.state, made.is_open) == (ScanState.UNSCANNED, True)


@pytest.mark.django_db(transaction=True)
def test_a_file_is_open_once_a_real_scanner_found_nothing(
    entry: Evidence, scanner: str, settings: SimpleNamespace
) -> None:
    settings.CLAMAV_URL = scanner
    made = attach(entry, "a.jpg", photo())
    assert (made.state, made.is_open) == (ScanState.WAITING, False)

    scanning.scan(pk=made.pk)

    made.refresh_from_db()
    assert (made.state, made.is_open, made.attempts) == (ScanState.CLEAN, True, 1)
    assert audited()[-1] == "attachment.scan"


@pytest.mark.django_db(transaction=True)
def test_an_infected_file_is_deleted_and_its_row_says_what_was_found(
    entry: Evidence, scanner: str, settings: SimpleNamespace
) -> None:
    settings.CLAMAV_URL = scanner
    made = attach(entry, "a.txt", EICAR)

    scanning.scan(pk=made.pk)

    made.refresh_from_db()
    assert (made.state, made.signature, made.file.name, made.is_open) == (
        ScanState.INFECTED,
        "Eicar-Signature.UNOFFICIAL",
        "",
        False,
    )
    assert stored(settings) == []
    assert AuditEvent.objects.latest("id").after["signature"] == made.signature


@pytest.mark.django_db(transaction=True)
def test_a_scanner_that_is_away_is_asked_three_times_and_then_again_by_an_administrator(
    entry: Evidence, scanner: str, settings: SimpleNamespace, administrator: User, reviewer: User
) -> None:
    settings.CLAMAV_URL, settings.LEASE_SECONDS = NOWHERE, 0
    made = attach(entry)

    for attempt in range(1, 4):
        scanning.scan(pk=made.pk)
        made.refresh_from_db()
        assert (made.attempts, made.state) == (attempt, ScanState.FAILED if attempt == 3 else ScanState.WAITING)
    assert "No such file" in made.error
    assert not made.is_open

    settings.CLAMAV_URL = scanner
    with pytest.raises(NotPermitted):
        scanning.scan_again(attachment=made, by=reviewer)
    scanning.scan_again(attachment=made, by=administrator)
    scanning.scan(pk=made.pk)

    made.refresh_from_db()
    assert (made.state, made.error) == (ScanState.CLEAN, "")
    with pytest.raises(ActionError, match="could not be scanned"):
        scanning.scan_again(attachment=made, by=administrator)


@pytest.mark.django_db(transaction=True)
def test_what_the_scanner_will_not_take_is_no_clean_file(
    entry: Evidence, scanner: str, settings: SimpleNamespace
) -> None:
    settings.CLAMAV_URL = scanner
    made = attach(entry, data=b"x" * 3_000_000)  # the scanner of the tests takes one megabyte

    scanning.scan(pk=made.pk)

    made.refresh_from_db()
    assert (made.state, "size limit exceeded" in made.error) == (ScanState.WAITING, True)


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_not_in_the_store_fails_at_once(
    entry: Evidence, scanner: str, settings: SimpleNamespace
) -> None:
    settings.CLAMAV_URL = scanner
    made = attach(entry)
    made.file.storage.delete(made.file.name)

    scanning.scan(pk=made.pk)

    made.refresh_from_db()
    assert (made.state, made.error) == (ScanState.FAILED, "The file is not in the store.")


@pytest.mark.django_db(transaction=True)
def test_a_scanner_that_is_set_up_later_scans_what_was_attached_before(
    entry: Evidence, scanner: str, settings: SimpleNamespace
) -> None:
    made = attach(entry)
    settings.CLAMAV_URL = scanner
    assert not made.is_open

    with patch("iomtrack.work.queue.app.send_task") as sent:
        tick()

    assert [call.kwargs["args"] for call in sent.call_args_list] == [[made.pk]]
    scanning.scan(pk=made.pk)
    made.refresh_from_db()
    assert made.state == ScanState.CLEAN


@pytest.mark.parametrize("url", ["tcp://127.0.0.1:1", "tcp://127.0.0.1", "http://127.0.0.1:3310", "rubbish", NOWHERE])
@pytest.mark.django_db(transaction=True)
def test_an_address_where_no_scanner_is_keeps_the_file_shut(
    url: str, entry: Evidence, settings: SimpleNamespace
) -> None:
    settings.CLAMAV_URL = url
    made = attach(entry)

    scanning.scan(pk=made.pk)

    made.refresh_from_db()
    assert (made.state, made.is_open, url in made.error) == (ScanState.WAITING, False, True)


def test_every_state_of_a_scan_has_its_moves() -> None:
    assert set(SCAN_MOVES) == set(ScanState.values)
