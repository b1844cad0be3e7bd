"""Several write one entry: who may, what they see of each other, and that nobody's text is written over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from iomtrack.accounts.enums import Role
from objectives.models import AuditEvent, CoAuthor, Evidence, OpenForm, ReviewNotice
from tests import factories, pages
from tests.conftest import make_person
from tests.objectives.windows import TYPED, edit, turned, window

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "elements")]


@pytest.fixture
def entry(framework, recorder, nairobi) -> Evidence:
    """A draft of the recorder's, of no office yet, so that nobody sees it by their office."""
    return factories.EvidenceFactory(framework=framework, author=recorder, office=None, title="First words")


@pytest.fixture
def friend(entry, bogota) -> object:
    """A co-author in another office, who sees the entry for no other reason."""
    person = make_person("friend", Role.RECORDER, bogota)
    factories.CoAuthorFactory(evidence=entry, user=person)
    return person


def share(entry: Evidence) -> str:
    return f"/evidence/{entry.reference}/together/"


def opening(entry: Evidence) -> str:
    return f"/evidence/{entry.reference}/open/"


# --- naming -------------------------------------------------------------------------------------------


def test_an_author_names_a_colleague_who_is_told_and_finds_the_entry_in_their_lists(
    client_for, entry, recorder, colleague
):
    response = client_for(recorder).post(share(entry), {"name": "yes", "colleague": "colleague"}, follow=True)

    theirs = client_for(colleague)
    assert "Colleague can write EV-" in pages.main(response)
    assert entry.title in pages.main(theirs.get("/evidence/"))
    assert entry.title in pages.main(theirs.get("/evidence/?together=yes"))
    assert "1 entry that you write together" in pages.main(theirs.get("/"))
    assert [(one.user, one.kind) for one in ReviewNotice.objects.all()] == [(colleague, "shared")]


def test_only_those_who_record_in_the_office_are_offered(client_for, entry, recorder, colleague, nairobi, outsider):
    make_person("decider", Role.REVIEWER, nairobi)
    make_person("gone", Role.RECORDER, nairobi, is_active=False)

    answer = client_for(recorder).get("/evidence/choose/colleagues/?q=example.org").json()

    assert [one["label"] for one in answer["matches"]] == ["Colleague (colleague@example.org)"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Name a colleague first."),
        (
            "outsider",
            "Nobody who could be named is called “outsider”. Type a part of the name, or the e-mail address.",
        ),
    ],
)
@pytest.mark.usefixtures("outsider")
def test_a_name_that_cannot_be_is_refused_at_its_place(client_for, entry, recorder, typed, message):
    response = client_for(recorder).post(share(entry), {"name": "yes", "colleague": typed})

    assert (response.status_code, pages.error_links(response)) == (422, [("id_colleague", message)])
    assert not CoAuthor.objects.exists()


def test_several_of_one_name_are_listed_to_choose_from(client_for, entry, recorder, nairobi):
    for number in (1, 2):
        factories.PostingFactory(user__email=f"ada{number}@example.org", user__name="Ada", office=nairobi)

    response = client_for(recorder).post(share(entry), {"name": "yes", "colleague": "Ada"})

    offered = [pages.words(one) for one in pages.read(response).xpath("//*[contains(@class, 'matches')]//label")]
    assert offered == ["Ada (ada1@example.org)", "Ada (ada2@example.org)"]


def test_a_name_is_taken_away_and_what_was_written_stays(client_for, entry, recorder, friend):
    client_for(friend).post(edit(entry), {**window(client_for(friend), edit(entry)), "title": "Theirs", "save": "yes"})

    client_for(recorder).post(share(entry), {"go": friend.pk})

    entry.refresh_from_db()
    assert (entry.title, CoAuthor.objects.count()) == ("Theirs", 0)
    assert client_for(friend).get(edit(entry)).status_code == 404
    assert client_for(friend).get(f"/evidence/{entry.reference}/").status_code == 404


def test_a_co_author_steps_back_but_takes_away_nobody_else(client_for, entry, colleague, friend):
    factories.CoAuthorFactory(evidence=entry, user=colleague)

    client_for(friend).post(share(entry), {"go": colleague.pk})
    client_for(friend).post(share(entry), {"go": friend.pk})

    assert [one.user for one in CoAuthor.objects.all()] == [colleague]


# --- writing ------------------------------------------------------------------------------------------


def test_a_co_author_changes_the_entry_and_does_not_submit_discard_or_share_it(client_for, entry, friend, colleague):
    client = client_for(friend)

    saved = client.post(edit(entry), {**window(client, edit(entry)), "title": "Theirs", "save": "yes"})
    submitted = client.post(f"/evidence/{entry.reference}/check/", {"submit": "yes"})
    named = client.post(share(entry), {"name": "yes", "colleague": "friend"})
    discarded = client.post(f"/evidence/{entry.reference}/discard/")

    entry.refresh_from_db()
    assert (saved.status_code, entry.title, entry.status) == (302, "Theirs", "draft")
    assert "Only the author of an entry can submit it." in pages.main(submitted)
    assert (named.status_code, discarded.status_code, CoAuthor.objects.count()) == (422, 404, 1)
    assert "Submit for review" not in pages.main(client.get(f"/evidence/{entry.reference}/check/"))


def test_the_page_says_who_wrote_what_and_the_audit_names_each(client_for, entry, recorder, friend):
    for person, typed in ((recorder, {"description": "How it went"}), (friend, {"title": "Theirs"})):
        client = client_for(person)
        client.post(edit(entry), {**window(client, edit(entry)), **typed, "save": "yes"})

    page = pages.main(client_for(recorder).get(f"/evidence/{entry.reference}/"))

    assert "Together with Friend" in page
    assert "Who wrote what Recorder In a few sentences" in page
    assert "Friend In one line" in page
    saves = AuditEvent.objects.filter(action="evidence.save").order_by("pk")
    assert [(one.by, one.after["title"]) for one in saves] == [(recorder, "First words"), (friend, "Theirs")]


def test_who_wrote_an_entry_does_not_review_it_whatever_they_become(client_for, entry, friend, nairobi):
    Evidence.objects.filter(pk=entry.pk).update(status="submitted", submitted_at=timezone.now(), office=nairobi)
    friend.role = Role.REVIEWER
    friend.save()

    client = client_for(friend)
    client.post(f"/evidence/{entry.reference}/accept/")
    page = client.get(f"/evidence/{entry.reference}/")

    entry.refresh_from_db()
    assert entry.status == "submitted"
    assert "Accept" not in pages.main(page)


# --- at once ------------------------------------------------------------------------------------------


def test_two_who_save_at_once_are_told_of_each_other_by_name_and_both_texts_are_kept(
    client_for, entry, recorder, friend
):
    mine, theirs = client_for(recorder), client_for(friend)
    opened, other = window(mine, edit(entry)), window(theirs, edit(entry))
    theirs.post(edit(entry), {**other, "title": "Theirs", "save": "yes"})

    told = mine.post(TYPED, turned(opened, title="Mine")).json()
    response = mine.post(edit(entry), {**turned(opened, title="Mine"), "save": "yes"})

    entry.refresh_from_db()
    assert told["changed"].startswith(f"Friend saved {entry.reference} on ")
    assert told["changed"].endswith("Both texts are kept.")
    assert (response.status_code, entry.title) == (409, "Theirs")
    assert "It was saved by Friend on" in pages.main(response)
    assert "Mine" in pages.main(response)


def test_what_the_other_typed_and_did_not_save_is_theirs_alone(client_for, entry, recorder, friend):
    client = client_for(friend)
    client.post(TYPED, turned(window(client, edit(entry)), title="A secret"))

    assert "A secret" not in client_for(recorder).get(edit(entry)).content.decode()


def test_a_form_says_who_else_has_it_open_for_as_long_as_they_do(client_for, entry, recorder, friend):
    said = "Friend has this form open too."
    alone = client_for(recorder).post(opening(entry), {"seen": "0"}).json()
    client_for(friend).post(opening(entry), {"seen": "0"})

    both = client_for(recorder).post(opening(entry), {"seen": "0"}).json()
    page = pages.main(client_for(recorder).get(edit(entry)))
    OpenForm.objects.update(at=timezone.now() - timedelta(minutes=1))
    later = pages.main(client_for(recorder).get(edit(entry)))

    assert (alone["open"], both["open"]) == ("", said)
    assert "You write this entry together with: Friend." in page
    assert (said in page, said in later) == (True, False)


def test_a_form_that_is_open_is_told_of_a_save(client_for, entry, recorder, friend):
    client = client_for(friend)
    client.post(edit(entry), {**window(client, edit(entry)), "title": "Theirs", "save": "yes"})

    told = client_for(recorder).post(opening(entry), {"seen": "0"}).json()

    assert told["changed"].startswith("Friend saved ")
    assert told["link"] == f"/evidence/{entry.reference}/"


def test_what_one_types_tells_who_else_is_there(client_for, entry, recorder, friend):
    client_for(friend).post(opening(entry), {"seen": "0"})
    client = client_for(recorder)

    told = client.post(TYPED, turned(window(client, edit(entry)), title="Mine")).json()

    assert told["others"] == "Friend has this form open too."


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 50])
def test_whatever_is_sent_as_seen_is_answered(client_for, entry, recorder, friend, seen):
    assert client_for(recorder).post(opening(entry), {"seen": seen}).json()["changed"] == ""
