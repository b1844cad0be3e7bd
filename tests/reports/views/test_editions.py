"""Editions over HTTP: read, preview, word the introduction, sign off, and try again."""

import pytest

from reports.models import Edition
from tests import factories, pages
from tests.reports.world import make_edition, make_recipient

pytestmark = pytest.mark.django_db
CONFIRMED = {"confirm": "yes", "agreed": "on"}


@pytest.fixture
def client(client_for, administrator):
    return client_for(administrator)


@pytest.fixture
def edition(world, queued):
    return make_edition(world, "awaiting")


def at(edition, step=""):
    return f"/editions/{edition.pk}/{step}"


def offered(response):
    """The steps that a page offers by a button."""
    actions = pages.read(response).xpath("//main//form/@action | //main//button/@formaction")
    return [action.strip("/").split("/", 2)[2] for action in actions]


# --- reading ----------------------------------------------------------------------------------------


def test_the_list_shows_where_each_edition_stands(client, world, queued):
    edition = make_edition(world, "issued")
    rendition = factories.RenditionFactory(edition=edition)
    factories.DeliveryFactory(rendition=rendition, recipient=make_recipient("FR"))
    make_edition(world, "awaiting", revision=1)
    make_edition(world, "stopped", revision=2, error="Why.")

    table = [pages.words(row) for row in pages.read(client.get("/editions/")).xpath("//tbody/tr")]

    assert table == [
        "Assessment of the plan MC/1842 1995-2004 2 Stopped something has stopped",
        "Assessment of the plan MC/1842 1995-2004 1 Awaiting sign-off",
        "Assessment of the plan MC/1842 1995-2004 0 Issued 0 of 1 sent",
    ]


def test_an_empty_list_says_when_an_edition_is_made(client):
    assert "One is made for each period that closes." in pages.main(client.get("/editions/"))


def test_an_edition_says_what_it_rests_on(client, edition, world):
    text = pages.main(client.get(at(edition)))

    assert "Awaiting sign-off · 1995-2004 · revision 0" in text
    assert "3 elements, 2 entries of evidence" in text
    assert edition.content_sha256 in text
    assert "Signed off not yet" in text


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "nobody would be told by mail"), (1, "sent to 1 recipient."), (2, "sent to 2 recipients.")],
)
def test_it_says_to_how_many_it_would_go(client, edition, number, said):
    for iso in ("FR", "IT")[:number]:
        make_recipient(iso)

    assert said in pages.main(client.get(at(edition)))


@pytest.mark.parametrize(
    ("who", "state", "steps"),
    [
        ("administrator", "awaiting", ["introduction/en", "sign-off", "compose"]),
        ("reviewer", "awaiting", ["introduction/en"]),
        ("administrator", "stopped", ["compose"]),
        ("reviewer", "stopped", []),
        ("administrator", "due", []),
        ("administrator", "issued", []),
    ],
)
def test_an_edition_offers_what_one_may_do_with_it(client_for, cast, world, queued, who, state, steps):
    edition = make_edition(world, state)

    assert offered(client_for(cast[who]).get(at(edition))) == steps


def test_an_edition_that_has_stopped_says_why(client, world, queued):
    edition = make_edition(world, "stopped", error="O1 has no narrative in English.")

    assert "It has stopped: O1 has no narrative in English." in pages.main(client.get(at(edition)))


def test_an_issued_edition_shows_what_became_of_each_delivery(client, world, queued):
    rendition = factories.RenditionFactory(edition=make_edition(world, "issued"))
    factories.DeliveryFactory(
        rendition=rendition, recipient=make_recipient("FR"), state="stopped", error="No such mailbox."
    )

    response = client.get(at(rendition.edition))

    (row,) = pages.read(response).xpath("//tbody/tr")
    assert pages.words(row).startswith("Mission of FR State FR · mission@fr.example.org Stopped")
    assert "No such mailbox." in pages.words(row)
    assert offered(response) == ["retry"]
    assert pages.faults(response.content.decode()) == []


# --- preview ----------------------------------------------------------------------------------------


def test_the_preview_is_the_report_marked_as_a_draft(client, edition, pdf_text):
    response = client.get(at(edition, "preview/en/"))

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="draft-assessment-1995-2004.pdf"'
    text = pdf_text(response.content)
    assert "An introduction." in text
    assert "draft" in text.lower()


@pytest.mark.parametrize("step", ["preview/fr/", "preview/xx/"])
def test_a_language_that_the_edition_is_not_in_is_not_found(client, edition, step):
    assert client.get(at(edition, step)).status_code == 404


def test_what_is_not_composed_has_no_preview(client, world, queued):
    assert client.get(at(make_edition(world), "preview/en/")).status_code == 404


# --- the introduction -------------------------------------------------------------------------------


def test_the_introduction_is_worded_anew(client, edition):
    response = client.post(at(edition, "introduction/en/"), {"introduction": "It was a good year."}, follow=True)

    edition.refresh_from_db()
    assert (edition.introductions, pages.messages(response)) == (
        {"en": "It was a good year."},
        ["The introduction is saved."],
    )
    shown = pages.read(response).xpath("//textarea[@name='introduction']")[0].text_content().strip()
    assert shown == "It was a good year."


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (" ", "A report needs an introduction: write at least a sentence."),
        ("x" * 20_001, "“Introduction” is 1 character too long: it has 20,001, and 20,000 fit. Shorten it."),
    ],
)
def test_an_introduction_that_will_not_do_is_told_at_its_field(client, edition, typed, message):
    response = client.post(at(edition, "introduction/en/"), {"introduction": typed})

    assert (response.status_code, pages.error_links(response)) == (422, [("id_en_introduction", message)])
    assert pages.faults(response.content.decode()) == []
    assert Edition.objects.get(pk=edition.pk).introductions == {"en": "An introduction."}


@pytest.mark.parametrize("typed", ["Too late.", ""])
def test_after_sign_off_the_introduction_stands(client, world, queued, typed):
    edition = make_edition(world, "signed_off")

    response = client.post(at(edition, "introduction/en/"), {"introduction": typed}, follow=True)

    assert Edition.objects.get(pk=edition.pk).introductions == {"en": "An introduction."}
    assert pages.messages(response) == ["The introduction can be changed only while the edition awaits sign-off."]


def test_an_introduction_in_another_language_is_not_found(client, edition):
    assert client.post(at(edition, "introduction/fr/"), {"introduction": "Une."}).status_code == 404


# --- sign-off ---------------------------------------------------------------------------------------


def test_what_was_read_is_signed_off(client, edition, administrator):
    read = pages.read(client.get(at(edition))).xpath("//input[@name='content_sha256']/@value")[0]

    response = client.post(at(edition, "sign-off/"), {"content_sha256": read, **CONFIRMED}, follow=True)

    edition.refresh_from_db()
    assert (edition.state, edition.signed_off_by) == ("signed_off", administrator)
    assert pages.messages(response) == ["Signed off. The PDF is being rendered, and is then delivered."]


@pytest.mark.parametrize("confirmed", [{}, CONFIRMED])
@pytest.mark.parametrize("typed", [{"content_sha256": "ab" * 32}, {"content_sha256": ""}, {}])
def test_what_was_not_read_is_not_signed_off(client, edition, typed, confirmed):
    response = client.post(at(edition, "sign-off/"), typed | confirmed, follow=True)

    edition.refresh_from_db()
    assert (edition.state, edition.signed_off_at) == ("awaiting", None)
    assert len(pages.messages(response)) == 1


def test_signing_off_twice_says_where_it_stands(client, edition):
    for _ in range(2):
        typed = {"content_sha256": edition.content_sha256, **CONFIRMED}
        response = client.post(at(edition, "sign-off/"), typed, follow=True)

    assert pages.messages(response) == ["That was done already: the edition is “Signed off, being rendered”."]


def test_an_edition_is_composed_again(client, edition):
    response = client.post(at(edition, "compose/"), follow=True)

    edition.refresh_from_db()
    assert (edition.state, pages.messages(response)) == ("due", ["It is being composed again."])


def test_what_has_stopped_is_tried_again(client, world, queued):
    rendition = factories.RenditionFactory(edition=make_edition(world, "signed_off"), state="stopped", attempts=3)

    response = client.post(at(rendition.edition, "retry/"), follow=True)

    rendition.refresh_from_db()
    assert (rendition.state, rendition.attempts) == ("pending", 0)
    assert pages.messages(response) == ["What had stopped is tried again."]


def test_what_people_type_is_never_markup(client, world, queued):
    script = "<script>alert(1)</script>"
    edition = make_edition(world, "stopped", error=script, introductions={"en": script})

    page = client.get(at(edition)).content.decode()

    assert (script in page, "&lt;script&gt;alert(1)" in page) == (False, True)


def test_signing_off_with_an_unsaved_introduction_saves_it_and_asks_to_read_again(client, edition):
    answer = client.post(at(edition, "sign-off/"), {"introduction": "Typed and not saved."}, follow=True)

    edition.refresh_from_db()
    assert (edition.state, edition.introductions["en"]) == ("awaiting", "Typed and not saved.")
    assert "is saved now" in answer.content.decode()


@pytest.mark.parametrize("button", ["introduction/en/", "sign-off/"])
def test_an_introduction_that_somebody_else_saved_meanwhile_is_not_overwritten(client, edition, button):
    read = edition.introductions["en"]
    client.post(at(edition, "introduction/en/"), {"introduction": "A colleague's words.", "read": read})

    response = client.post(at(edition, button), {"introduction": "My words.", "read": read})

    edition.refresh_from_db()
    assert (edition.state, edition.introductions["en"]) == ("awaiting", "A colleague's words.")
    assert [message for _target, message in pages.error_links(response)] == [
        "Somebody else has changed the introduction. Put the two together, and save again."
    ]
    assert "Saved by somebody else meanwhile: A colleague's words." in pages.main(response)
    form = {
        one.get("name"): one.value for one in pages.read(response).xpath("//*[@name='introduction' or @name='read']")
    }
    assert (form["introduction"].strip(), form["read"]) == ("My words.", "A colleague's words.")
    again = client.post(at(edition, "introduction/en/"), {"introduction": "Both.", "read": form["read"]}, follow=True)
    assert pages.messages(again) == ["The introduction is saved."]


def test_signing_off_from_a_page_that_is_out_of_date_keeps_what_was_saved_since(client, edition):
    read, sha256 = edition.introductions["en"], edition.content_sha256
    client.post(at(edition, "introduction/en/"), {"introduction": "A colleague's words.", "read": read})

    stale = {"introduction": read, "read": read, "content_sha256": sha256}
    response = client.post(at(edition, "sign-off/"), stale, follow=True)

    edition.refresh_from_db()
    assert (edition.state, edition.introductions["en"]) == ("awaiting", "A colleague's words.")
    assert pages.messages(response)[-1] == (
        "The edition has changed since you opened it. Read it again, and sign it off then."
    )


def test_who_receives_it_and_what_is_missing_stand_beside_the_signature(client, edition):
    recipient = make_recipient("FR")

    text = client.get(at(edition)).content.decode()

    assert f"{recipient.name} ({recipient.state})" in text
    assert "What the report will state as gaps" in text


def test_the_navigation_counts_what_waits_for_a_signature(client, client_for, reviewer, edition):
    waiting = 'class="nav-count">1<'

    assert waiting in client.get("/").content.decode()
    assert waiting not in client_for(reviewer).get("/").content.decode()
