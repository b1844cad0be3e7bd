"""What people may do with an edition, in which state, and what it refuses."""

from contextlib import nullcontext

import pytest

from iomtrack.accounts.enums import Role
from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.models import AssessmentText, AuditEvent
from reports.actions import composing
from reports.actions.editions import compose_again, create_due_editions, edit_introduction, sign_off
from reports.actions.issuing import issue
from reports.content.frozen import content_of, digest
from reports.enums import EDITION_MOVES, EditionState
from reports.models import Edition, Notice, Rendition
from tests.reports.world import CLOSED_AT, make_edition, make_evidence, make_user

BUSY = EditionState.COMPOSING


def ask_compose_again(edition, by):
    compose_again(edition=edition, by=by)


def ask_sign_off(edition, by):
    sign_off(edition=edition, by=by)


def ask_issue(edition, by):
    Rendition.objects.filter(edition=edition).delete()
    Rendition.objects.create(
        edition=edition, language="en", state="rendered", file="a.pdf", sha256="a", rendered_at=CLOSED_AT
    )
    issue(edition_id=edition.pk)


def ask_compose(edition, by):
    composing.compose(pk=edition.pk)


STEPS = {  # what each step makes of an edition, by the state it is in; every other state stays as it is
    ask_compose: {EditionState.DUE: EditionState.AWAITING_SIGN_OFF},
    ask_compose_again: {
        EditionState.AWAITING_SIGN_OFF: EditionState.DUE,
        EditionState.STOPPED: EditionState.DUE,
    },
    ask_sign_off: {EditionState.AWAITING_SIGN_OFF: EditionState.SIGNED_OFF},
    ask_issue: {EditionState.SIGNED_OFF: EditionState.ISSUED},
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("before", EditionState)
def test_a_step_moves_an_edition_from_its_own_states_alone(world, queued, step, before):
    edition = make_edition(world, before)
    expected = STEPS[step].get(before, before)

    with nullcontext() if expected != before or step in (ask_compose, ask_issue) else pytest.raises(ActionError):
        step(edition, world.administrator)

    edition.refresh_from_db()
    assert edition.state == expected


@pytest.mark.parametrize("before", EditionState)
@pytest.mark.parametrize("after", EditionState)
def test_the_table_holds_the_steps_moves_and_those_of_a_workers_hold_and_no_others(before, after):
    by_steps = {
        move
        for moves in STEPS.values()
        for start, end in moves.items()
        for move in ([(start, end)] if start != EditionState.DUE else [(start, BUSY), (BUSY, end)])
    }
    by_failing = {(BUSY, EditionState.DUE), (BUSY, EditionState.STOPPED)}

    assert (after in EDITION_MOVES[before]) == ((before, after) in by_steps | by_failing)


def test_every_state_has_its_row_in_the_table():
    assert set(EDITION_MOVES) == set(EditionState)


def test_composing_freezes_the_content_with_an_introduction_in_each_language(world, queued):
    edition = make_edition(world)

    composing.compose(pk=edition.pk)

    edition.refresh_from_db()
    assert edition.content_sha256 == digest(edition.content)
    assert edition.introductions["en"]
    assert content_of(edition).introductions == edition.introductions
    assert edition.template_version


def test_later_evidence_changes_nothing_in_what_is_frozen(world, queued):
    edition = make_edition(world)
    composing.compose(pk=edition.pk)
    before = Edition.objects.get().content

    make_evidence(world, "EV-1999-0009", world.elements)

    assert Edition.objects.get().content == before


def test_composing_asks_each_administrator_once(world, queued, django_capture_on_commit_callbacks):
    make_user("bea", Role.ADMINISTRATOR)
    make_user("rev", Role.REVIEWER)
    edition = make_edition(world)

    with django_capture_on_commit_callbacks(execute=True):
        composing.compose(pk=edition.pk)
        composing.compose(pk=edition.pk)

    notices = Notice.objects.order_by("email")
    assert [(one.kind, one.email) for one in notices] == [
        ("sign_off", "ada@example.org"),
        ("sign_off", "bea@example.org"),
    ]
    assert queued == [("reports.send_notice", one.pk) for one in notices.order_by("pk")]


def test_an_edition_touched_by_sample_data_says_so_from_its_creation(world, queued):
    world.period.is_sample = True
    world.period.save()

    (edition,) = create_due_editions(now=CLOSED_AT, by=world.administrator)

    assert edition.touches_sample


def test_editing_the_introduction_changes_the_content_and_its_hash(world):
    edition = make_edition(world, "awaiting")
    before = edition.content_sha256

    edit_introduction(edition=edition, language="en", text="  First.\r\n\r\nSecond. \n", by=world.administrator)

    edition.refresh_from_db()
    assert edition.introductions == {"en": "First.\n\nSecond."}
    assert content_of(edition).introductions == {"en": "First.\n\nSecond."}
    assert edition.content_sha256 != before
    assert AuditEvent.objects.get().before == {"en": "An introduction."}


@pytest.mark.parametrize(
    ("language", "text", "problems"),
    [
        ("en", " \n ", {"text": ["The introduction is empty. Write at least one paragraph."]}),
        ("fr", "Bonjour.", {"language": ["The edition is not in this language."]}),
    ],
)
def test_an_introduction_is_refused(world, language, text, problems):
    edition = make_edition(world, "awaiting")

    with pytest.raises(ActionError) as caught:
        edit_introduction(edition=edition, language=language, text=text, by=world.administrator)

    assert caught.value.problems == problems


@pytest.mark.parametrize("state", [one for one in EditionState if one != EditionState.AWAITING_SIGN_OFF])
def test_the_introduction_can_be_changed_only_before_sign_off(world, state):
    edition = make_edition(world, state)

    with pytest.raises(ActionError, match="only while the edition awaits sign-off"):
        edit_introduction(edition=edition, language="en", text="New.", by=world.administrator)


def test_composing_again_takes_new_facts_and_keeps_what_a_person_wrote(world, queued):
    edition = make_edition(world)
    composing.compose(pk=edition.pk)
    edit_introduction(edition=edition, language="en", text="My own words.", by=world.administrator)
    make_evidence(world, "EV-1999-0009", world.elements)

    compose_again(edition=edition, by=world.administrator)
    composing.compose(pk=edition.pk)

    content = content_of(Edition.objects.get())
    assert content.introductions == {"en": "My own words."}
    assert len(content.evidence) == 3


def test_words_survive_a_composing_that_stops(world, queued):
    edition = make_edition(world)
    composing.compose(pk=edition.pk)
    edit_introduction(edition=edition, language="en", text="My own words.", by=world.administrator)
    AssessmentText.objects.update(language="fr")
    compose_again(edition=edition, by=world.administrator)
    composing.compose(pk=edition.pk)
    stopped = Edition.objects.get().state

    AssessmentText.objects.update(language="en")
    compose_again(edition=edition, by=world.administrator)
    composing.compose(pk=edition.pk)

    assert stopped == "stopped"
    assert Edition.objects.get().introductions == {"en": "My own words."}


def test_a_default_introduction_is_made_anew_with_the_facts(world, queued):
    edition = make_edition(world)
    composing.compose(pk=edition.pk)

    compose_again(edition=edition, by=world.administrator)

    assert Edition.objects.get().introductions == {}


def test_sign_off_makes_a_rendition_for_each_language(world, queued, django_capture_on_commit_callbacks):
    edition = make_edition(world, "awaiting")

    with django_capture_on_commit_callbacks(execute=True):
        sign_off(edition=edition, by=world.administrator)

    rendition = Rendition.objects.get()
    assert (rendition.language, rendition.state) == ("en", "pending")
    assert queued == [("reports.render_rendition", rendition.pk)]
    assert Edition.objects.get().signed_off_by == world.administrator


def test_sign_off_is_refused_while_an_introduction_is_missing(world, queued):
    edition = make_edition(world, "awaiting")
    edition.content["introductions"] = {}
    edition.content_sha256 = digest(edition.content)
    edition.save()

    with pytest.raises(ActionError, match="The introduction is missing in these languages: en"):
        sign_off(edition=edition, by=world.administrator)
    assert Edition.objects.get().state == "awaiting"


def test_sign_off_is_refused_for_content_that_is_not_what_was_frozen(world, queued):
    edition = make_edition(world, "awaiting")
    edition.content["organization"] = "Another"
    edition.save()

    with pytest.raises(ActionError, match="not the one that was frozen"):
        sign_off(edition=edition, by=world.administrator)


def test_sign_off_is_refused_for_an_edition_that_changed_since_it_was_read(world, queued):
    edition = make_edition(world, "awaiting")
    read = edition.content_sha256
    edit_introduction(edition=edition, language="en", text="Another.", by=world.administrator)

    with pytest.raises(ActionError, match="has changed since you opened it"):
        sign_off(edition=edition, read=read, by=world.administrator)
    sign_off(edition=edition, read=Edition.objects.get().content_sha256, by=world.administrator)

    assert Edition.objects.get().state == "signed_off"


@pytest.mark.parametrize("role", [one for one in Role if one != Role.ADMINISTRATOR])
def test_only_an_administrator_signs_off(world, role):
    with pytest.raises(NotPermitted):
        sign_off(edition=make_edition(world, "awaiting"), by=make_user("other", role))


@pytest.mark.parametrize("action", [compose_again, edit_introduction])
def test_a_recorder_cannot_change_an_edition(world, action):
    words = {"language": "en", "text": "New."} if action is edit_introduction else {}

    with pytest.raises(NotPermitted):
        action(edition=make_edition(world, "awaiting"), by=world.author, **words)
