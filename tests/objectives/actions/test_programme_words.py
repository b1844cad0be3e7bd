"""What was logged under a programme is found by its new title or code: a row that waits, and a worker that does it."""

from dataclasses import replace

import pytest
from django.utils import timezone

from objectives.actions import programme_words, programmes, tick
from objectives.actions.merging import merge_programmes
from objectives.actions.programmes import ProgrammeInput
from objectives.enums import WordsState
from objectives.models import ProgrammeWords
from objectives.searching import index
from tests import factories
from tests.objectives.test_searching import found

pytestmark = pytest.mark.django_db
TITLED = ProgrammeInput(titles={"en": "Safe return"})


@pytest.fixture
def programme(administrator):
    return programmes.add(code="RET-1", content=TITLED, by=administrator)


@pytest.fixture
def entry(programme):
    return factories.EvidenceFactory(title="A", description="B", programme=programme, accepted=True)


def do_all() -> None:
    for row in ProgrammeWords.objects.filter(state=WordsState.WAITING):
        programme_words.write_words(pk=row.pk)


def states() -> list[str]:
    return [row.state for row in ProgrammeWords.objects.order_by("pk")]


def test_a_new_title_finds_its_entries_once_the_row_is_done_and_the_old_one_no_longer(programme, entry, administrator):
    programmes.change(programme=programme, content=replace(TITLED, titles={"en": "Kayaks"}), by=administrator)
    assert (found("kayak"), states()) == (set(), ["waiting"])

    do_all()

    assert (found("kayak"), found("return"), states()) == ({entry}, set(), ["written"])


def test_so_does_a_title_in_another_language(programme, entry, administrator):
    titles = {"en": "Safe return", "fr": "Pirogues"}

    programmes.change(programme=programme, content=replace(TITLED, titles=titles), by=administrator)
    do_all()

    assert found("pirogue") == {entry}


def test_the_code_that_a_proposal_is_confirmed_under_finds_its_entries(recorder, administrator):
    proposed = programmes.propose(content=TITLED, by=recorder)
    entry = factories.EvidenceFactory(title="A", description="B", programme=proposed)

    programmes.confirm(programme=proposed, code="LAKE-9", by=administrator)
    do_all()

    assert found("lake-9") == {entry}


def test_a_draft_is_found_at_once_by_the_programme_proposed_for_it(recorder):
    entry = factories.EvidenceFactory(title="A", description="B", author=recorder)

    programmes.propose(content=TITLED, by=recorder, entry=entry)

    assert found("safe return") == {entry}


def test_drafts_that_a_merge_moves_are_found_by_the_programme_that_stays(programme, administrator):
    other = programmes.add(code="CAN-1", content=ProgrammeInput(titles={"en": "Canoes"}), by=administrator)
    draft = factories.EvidenceFactory(title="A", description="B", programme=programme)
    stays = factories.EvidenceFactory(title="A", description="B", programme=programme, accepted=True)

    merge_programmes(programme=programme, into=other, by=administrator)
    do_all()

    assert (found("canoe"), found("return")) == ({draft}, {stays})


def test_nothing_waits_where_neither_its_name_nor_an_entry_is_touched(programme, administrator):
    programmes.change(programme=programme, content=replace(TITLED, titles={"en": "Kayaks"}), by=administrator)
    factories.EvidenceFactory(programme=programme)
    programmes.change(
        programme=programme, content=ProgrammeInput(titles={"en": "Kayaks"}, iati_identifier="X-1"), by=administrator
    )

    assert states() == []


def test_a_change_while_one_waits_or_is_written_has_a_row_of_its_own(programme, entry, administrator):
    for title in ("Kayaks", "Canoes"):
        programmes.change(programme=programme, content=replace(TITLED, titles={"en": title}), by=administrator)

    assert states() == ["waiting", "waiting"]


def test_many_are_written_in_parts_and_another_attempt_goes_on_where_the_last_one_ended(
    programme, administrator, monkeypatch
):
    entries = [factories.EvidenceFactory(title="A", description="B", programme=programme) for _number in range(5)]
    monkeypatch.setattr(programme_words, "PART", 2)
    programmes.change(programme=programme, content=replace(TITLED, titles={"en": "Kayaks"}), by=administrator)
    written = []

    def fail_once(keys):
        written.append(list(keys))
        if len(written) == 2:
            raise OSError("The disk is full.")
        index.index_records(keys)

    monkeypatch.setattr(programme_words, "index_records", fail_once)
    do_all()
    ProgrammeWords.objects.update(leased_until=None)
    do_all()

    keys = [one.pk for one in entries]
    assert written == [keys[:2], keys[2:4], keys[2:4], keys[4:]]
    assert (found("kayak"), states()) == (set(entries), ["written"])


def test_what_fails_three_times_stops_and_says_why(programme, entry, administrator, monkeypatch):
    monkeypatch.setattr(programme_words, "index_records", lambda keys: 1 / 0)
    programmes.change(programme=programme, content=replace(TITLED, titles={"en": "Kayaks"}), by=administrator)

    for _attempt in range(3):
        ProgrammeWords.objects.update(leased_until=None)
        do_all()

    row = ProgrammeWords.objects.get()
    assert (row.state, row.attempts) == ("stopped", 3)
    assert "ZeroDivisionError" in row.error


def test_the_tick_wakes_what_a_dead_worker_held_and_forgets_what_is_done(
    programme, entry, administrator, monkeypatch, django_capture_on_commit_callbacks
):
    programmes.change(programme=programme, content=replace(TITLED, titles={"en": "Kayaks"}), by=administrator)
    ProgrammeWords.objects.update(state=WordsState.WRITING, claim="6f1c2d3e-0000-4000-8000-000000000001")
    ProgrammeWords.objects.update(leased_until=timezone.now(), attempts=1)
    factories.ProgrammeWordsFactory(state=WordsState.WRITTEN)

    with django_capture_on_commit_callbacks():
        tick.tick()
    do_all()

    assert (found("kayak"), states()) == ({entry}, ["written"])
