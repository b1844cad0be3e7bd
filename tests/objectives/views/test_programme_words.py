"""Where the words of a programme could not be written: administrators are told, and have it tried again."""

import pytest

from iomtrack.accounts.errors import ActionError, NotPermitted
from objectives.actions import programme_words
from objectives.models import AuditEvent, ProgrammeWords
from tests import factories, pages
from tests.objectives.test_searching import found

pytestmark = pytest.mark.django_db
WHY = "Unexpected error: OSError: No space left on device"
AT_HOME = "What was logged under a programme is not found by its new name yet: "
ON_ITS_PAGE = "still found by its old name"


@pytest.fixture
def stopped():
    """The work for a programme's new title has stopped twice; an entry stands under it."""
    programme = factories.ProgrammeFactory(code="RET-1", title="Kayaks")
    entry = factories.EvidenceFactory(title="A", description="B", programme=programme, accepted=True)
    for after in (entry.pk, 0):
        factories.ProgrammeWordsFactory(programme=programme, state="stopped", attempts=3, error=WHY, after=after)
    return programme


def states():
    return list(ProgrammeWords.objects.order_by("pk").values_list("state", flat=True))


def test_administrators_are_told_at_home_and_on_its_page_with_the_reason(client_for, administrator, stopped):
    client = client_for(administrator)

    assert f"{AT_HOME}Kayaks" in pages.main(client.get("/"))
    page = pages.main(client.get("/programmes/RET-1/"))
    assert ON_ITS_PAGE in page
    assert WHY in page


def test_several_are_told_by_their_number(client_for, administrator, stopped):
    factories.ProgrammeWordsFactory(programme__code="RET-2", programme__title="Canoes", state="stopped")

    told = "What was logged under 2 programmes is not found by their new names yet: Kayaks , Canoes"
    assert told in pages.main(client_for(administrator).get("/"))


@pytest.mark.parametrize("who", ["recorder", "reviewer", "auditor"])
def test_nobody_else_is_bothered(who, request, client_for, stopped):
    client = client_for(request.getfixturevalue(who))

    assert "not found by" not in pages.main(client.get("/"))
    assert ON_ITS_PAGE not in pages.main(client.get("/programmes/RET-1/"))


@pytest.mark.parametrize("state", ["waiting", "writing", "written"])
def test_what_goes_on_is_not_told(state, client_for, administrator, stopped):
    ProgrammeWords.objects.update(state=state)

    assert "not found by" not in pages.main(client_for(administrator).get("/"))
    assert ON_ITS_PAGE not in pages.main(client_for(administrator).get("/programmes/RET-1/"))


def test_the_button_has_the_last_change_tried_again_and_then_all_is_found(client_for, administrator, stopped):
    told = pages.messages(client_for(administrator).post("/programmes/RET-1/retry/", follow=True))

    assert any("wait to be found by its new name" in one for one in told)
    row = ProgrammeWords.objects.get()
    assert (row.state, row.attempts, row.error, row.after) == ("waiting", 0, "", 0)
    event = AuditEvent.objects.get(action="programme.retry")
    assert (event.by, event.before["error"], event.after) == (administrator, WHY, {"state": "waiting"})
    programme_words.write_words(pk=row.pk)
    assert (len(found("kayak")), states()) == (1, ["written"])


def test_pressed_twice_it_says_that_nothing_has_stopped(client_for, administrator, stopped):
    client = client_for(administrator)
    client.post("/programmes/RET-1/retry/")

    assert "Only what has stopped can be started again." in pages.messages(
        client.post("/programmes/RET-1/retry/", follow=True)
    )
    with pytest.raises(ActionError, match="Only what has stopped"):
        programme_words.write_words_again(programme=stopped, by=administrator)


def test_only_administrators_have_it_tried_again(reviewer, stopped):
    with pytest.raises(NotPermitted):
        programme_words.write_words_again(programme=stopped, by=reviewer)


def test_a_later_change_that_goes_well_leaves_nothing_to_tell(client_for, administrator, stopped):
    row = factories.ProgrammeWordsFactory(programme=stopped)
    other = factories.ProgrammeWordsFactory(state="stopped")

    programme_words.write_words(pk=row.pk)

    assert sorted(states()) == ["stopped", "written"]
    assert ProgrammeWords.objects.get(state="stopped") == other
