"""Nothing typed into the evidence form is lost: while one types, after errors, after the session, in two windows."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from objectives.actions import tick
from objectives.models import AuditEvent, Evidence, FormDraft
from tests import pages
from tests.factories import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "elements")]

TYPED = "/evidence/typed/"


@pytest.fixture
def client(client_for, recorder):
    return client_for(recorder)


@pytest.fixture
def new() -> str:
    """The address of a form for a new entry."""
    return f"/evidence/new/?form={uuid4()}"


@pytest.fixture
def entry(client, new) -> Evidence:
    """A draft of the recorder's, made by the form."""
    client.post(new, {**window(client, new), "title": "First words", "save": "yes"})
    return Evidence.objects.get()


def boxes(response) -> dict[str, object]:
    """What a page's form would send, as it stands: the text boxes, the hidden ones, and what is ticked."""
    tree = pages.read(response)
    found: dict[str, object] = {}
    for box in tree.xpath("//form[contains(@class, 'sheet')]//input[@name]"):
        kind = box.get("type", "text")
        if kind in ("checkbox", "radio"):
            if box.get("checked") is not None:
                found.setdefault(box.get("name"), []).append(box.get("value"))
        elif kind not in ("file", "submit"):
            found[box.get("name")] = box.get("value", "")
    for box in tree.xpath("//form[contains(@class, 'sheet')]//textarea[@name]"):
        found[box.get("name")] = box.text.lstrip("\n") if box.text else ""
    found.pop("csrfmiddlewaretoken", None)
    return found


def window(client, address: str) -> dict[str, object]:
    """A form opened in a window."""
    return boxes(client.get(address))


def turned(sent: dict[str, object], **typed: object) -> dict[str, object]:
    """What a window sends after some more was typed."""
    return {**sent, **typed, "turn": str(int(str(sent["turn"])) + 1)}


def edit(evidence: Evidence) -> str:
    return f"/evidence/{evidence.reference}/edit/"


# --- while one types --------------------------------------------------------------------------------


def test_what_is_typed_is_kept_as_it_stands_and_makes_no_record_and_no_event(client, new):
    typed = turned(window(client, new), title="A visit", starts_on="soon", **{"how-O1": "By <b>hand</b>"})

    response = client.post(TYPED, typed)

    answer = response.json()
    assert (response.status_code, answer["turn"], answer["open"], answer["changed"]) == (200, 1, True, "")
    assert (Evidence.objects.count(), AuditEvent.objects.count()) == (0, 0)
    again = window(client, new)
    assert {name: again[name] for name in ("title", "starts_on", "how-O1")} == {
        "title": "A visit",
        "starts_on": "soon",
        "how-O1": "By <b>hand</b>",
    }


def test_the_form_says_what_it_kept_and_accuses_nobody_yet(client, new):
    client.post(TYPED, turned(window(client, new), starts_on="soon"))

    response = client.get(new)

    assert response.status_code == 200
    assert "it is filled in below. It is not saved yet." in pages.main(response)
    assert pages.error_links(response) == []


def test_a_window_that_goes_on_with_what_was_kept_leaves_one_text(client, new):
    client.post(TYPED, turned(window(client, new), title="One"))

    client.post(TYPED, turned(window(client, new), title="One, two"))

    assert [row.title for row in FormDraft.objects.unfinished()] == ["One, two"]


def test_what_was_gone_on_with_elsewhere_does_not_come_back_when_its_window_sends_it_late(client, new):
    early = turned(window(client, new), title="One")
    client.post(TYPED, early)
    client.post(new, {**window(client, new), "title": "One, two", "save": "yes"})

    answer = client.post(TYPED, early).json()

    assert (answer["open"], FormDraft.objects.unfinished().exists()) == (False, False)


def test_what_comes_late_does_not_write_over_what_came_first(client, new):
    opened = window(client, new)
    client.post(TYPED, {**opened, "title": "One, two", "turn": "2"})

    answer = client.post(TYPED, {**opened, "title": "One", "turn": "1"}).json()

    assert (answer["turn"], FormDraft.objects.get().title) == (2, "One, two")


def test_keeping_costs_eight_queries_at_most(client, new, entry):
    opened = window(client, edit(entry))
    client.post(TYPED, turned(opened, title="One"))

    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.post(TYPED, {**opened, "title": "Two", "turn": "9"})

    assert len(queries) <= 8


def test_nobody_else_sees_or_discards_what_is_typed(client, client_for, new, colleague, reviewer, administrator):
    client.post(TYPED, turned(window(client, new), title="A secret"))
    row = FormDraft.objects.get()

    for person in (colleague, reviewer, administrator):
        other = client_for(person)
        assert "A secret" not in other.get(new).content.decode()
        assert "A secret" not in other.get(TYPED).content.decode()
        assert "unfinished" not in pages.main(other.get("/"))
        assert other.post(f"{TYPED}{row.pk}/discard/").status_code == 404
    assert FormDraft.objects.count() == 1


def test_a_form_that_another_person_opened_is_refused(client, client_for, new, colleague):
    typed = turned(window(client, new), title="Mine")

    response = client_for(colleague).post(TYPED, typed)

    assert (response.status_code, FormDraft.objects.count()) == (409, 0)
    assert response.json() == {"problem": "This form was opened by somebody else, or too long ago."}


@pytest.mark.parametrize("ticket", ["", "x", "a:b:c", "x" * 100_000])
def test_without_a_ticket_of_the_site_nothing_is_kept(client, new, ticket):
    response = client.post(TYPED, {**window(client, new), "ticket": ticket, "title": "A"})

    assert (response.status_code, FormDraft.objects.count()) == (409, 0)


def test_only_fields_of_the_form_are_kept(client, new):
    client.post(TYPED, turned(window(client, new), title="A", is_superuser="on", submit="yes", detach="1"))

    assert not {"is_superuser", "submit", "detach", "ticket", "seen", "turn", "token"} & {
        *FormDraft.objects.get().fields
    }


def test_more_than_is_kept_is_refused_in_words(client, new):
    response = client.post(TYPED, turned(window(client, new), description="é" * 150_000))

    assert (response.status_code, FormDraft.objects.count()) == (413, 0)
    assert "Save the form as a draft." in response.json()["problem"]


def test_a_window_that_sends_too_often_is_told_to_wait(client, new):
    opened = window(client, new)

    answers = [client.post(TYPED, {**opened, "turn": str(turn)}).status_code for turn in range(1, 36)]

    assert answers == [200] * 31 + [429] * 4


def test_one_form_too_many_is_refused(client, new, settings: SimpleNamespace):
    settings.FORM_DRAFTS_MOST = 1
    client.post(TYPED, turned(window(client, new), title="One"))

    response = client.post(TYPED, turned(window(client, f"/evidence/new/?form={uuid4()}"), title="Two"))

    assert (response.status_code, FormDraft.objects.count()) == (413, 1)


@pytest.mark.parametrize("turn", ["", "-1", "x", "9" * 40, "1.5", "١"])
def test_a_turn_that_is_no_number_breaks_nothing(client, new, turn):
    response = client.post(TYPED, {**window(client, new), "seen": turn, "turn": turn, "title": "A"})

    assert (response.status_code, FormDraft.objects.get().title) == (200, "A")


def test_the_home_page_counts_unfinished_forms_and_leads_back_to_them(client, new):
    client.post(TYPED, turned(window(client, new), title="A visit"))

    home = client.get("/")
    link = pages.read(client.get(TYPED)).xpath("//ul[contains(@class, 'unfinished')]//a")[0]

    assert "1 unfinished form, not saved" in pages.main(home)
    assert (link.text, window(client, link.get("href"))["title"]) == ("A visit", "A visit")


def test_what_was_typed_can_be_discarded(client, new):
    client.post(TYPED, turned(window(client, new), title="A visit"))

    response = client.post(f"{TYPED}{FormDraft.objects.get().pk}/discard/", follow=True)

    assert pages.messages(response) == ["What you had typed and not saved is discarded."]
    assert (window(client, new)["title"], FormDraft.objects.count()) == ("", 0)


def test_what_nobody_goes_on_with_is_thrown_away_after_thirty_days(client, new):
    for days in (29, 31):
        client.post(TYPED, turned(window(client, f"/evidence/new/?form={uuid4()}"), title=f"{days} days"))
        FormDraft.objects.filter(fields__title=[f"{days} days"]).update(
            updated_at=timezone.now() - timedelta(days=days)
        )

    tick.tick()

    assert [row.title for row in FormDraft.objects.all()] == ["29 days"]


# --- saved, or not yet ------------------------------------------------------------------------------


@pytest.mark.parametrize("button", ["save", "check"])
def test_saving_ends_what_was_kept(client, new, button):
    typed = turned(window(client, new), title="A visit")
    client.post(TYPED, typed)

    client.post(new, {**turned(typed), button: "yes"})

    assert Evidence.objects.get().title == "A visit"
    assert not FormDraft.objects.unfinished().exists()
    assert "unfinished form" not in pages.main(client.get("/"))


def test_what_was_kept_before_saving_and_comes_after_it_is_passed_over(client, new):
    typed = turned(window(client, new), title="A visit")
    client.post(new, {**turned(typed), "save": "yes"})

    answer = client.post(TYPED, typed).json()

    assert (answer["open"], FormDraft.objects.unfinished().exists()) == (False, False)


def test_what_makes_no_sense_is_kept_though_no_record_is_made(client, new):
    response = client.post(new, {**window(client, new), "title": "A visit", "starts_on": "soon", "save": "yes"})

    assert (response.status_code, Evidence.objects.count()) == (422, 0)
    again = window(client, new)
    assert (again["title"], again["starts_on"]) == ("A visit", "soon")


def test_a_form_put_right_after_an_error_ends_what_was_kept(client, new):
    wrong = client.post(new, {**window(client, new), "title": "A visit", "starts_on": "soon", "save": "yes"})

    client.post(new, {**boxes(wrong), "starts_on": "2026-09-15", "save": "yes"})

    assert (Evidence.objects.get().title, FormDraft.objects.unfinished().exists()) == ("A visit", False)


@pytest.mark.parametrize("step", ["find", "figures", "source"])
def test_a_step_in_the_middle_of_the_form_keeps_what_is_typed(client, new, step):
    response = client.post(new, {**window(client, new), "title": "A visit", "step": step})

    assert (response.status_code, Evidence.objects.count(), FormDraft.objects.get().title) == (200, 0, "A visit")
    client.post(new, {**boxes(response), "save": "yes"})
    assert (Evidence.objects.get().title, FormDraft.objects.unfinished().exists()) == ("A visit", False)


def test_what_was_saved_elsewhere_while_one_checked_it_is_not_submitted_unread(client, entry):
    fill = {"description": "d", "starts_on": "2026-09-15", "ends_on": "2026-09-15", "contributions": ["O1"]}
    whole = {**window(client, edit(entry)), **fill, "how-O1": "how", "citation": "c"}
    client.post(edit(entry), {**whole, "check": "yes"})
    check = f"/evidence/{entry.reference}/check/"
    seen = pages.read(client.get(check)).xpath("//input[@name='seen']/@value")[0]
    client.post(edit(entry), {**window(client, edit(entry)), **fill, "title": "Other words", "save": "yes"})

    response = client.post(check, {"seen": seen, "submit": "yes"})

    assert (response.status_code, Evidence.objects.get().status) == (422, "draft")
    assert "It was saved" not in pages.main(response)
    assert "This entry was saved in another window since you read it here. Read it once more." in pages.main(response)
    assert "Other words" in pages.main(response)


def test_all_kinds_of_fields_are_kept_and_given_back(client, new, kenya, colombia, indicator):
    typed = turned(window(client, new), contributions=["O1"], countries=[str(kenya.pk)], **{"countries-add": "Colom"})
    typed |= {
        "figure-O1:O1.1": "many",
        "citation": "A",
        "citation-2": "B",
        "office": "Nairo",
        "sensitivity": "internal",
    }

    client.post(TYPED, typed)

    again = window(client, new)
    assert (again["contributions"], again["sensitivity"]) == (["O1"], ["internal"])
    assert (again["figure-O1:O1.1"], again["citation"], again["citation-2"]) == ("many", "A", "B")
    assert {str(kenya.pk), str(colombia.pk)} == {*again["countries"]}
    assert again["office"] == "Nairo"


def test_going_back_to_the_same_window_and_saving_again_is_no_conflict(client, new):
    opened = window(client, new)
    client.post(new, {**opened, "title": "A visit", "save": "yes"})

    response = client.post(new, {**opened, "title": "A long visit", "save": "yes"})

    assert (response.status_code, Evidence.objects.get().title) == (302, "A long visit")


def test_an_entry_made_for_a_file_takes_the_text_of_its_window_later(client, new):
    opened = window(client, new)
    client.post(TYPED, turned(opened, title="A visit", starts_on="soon"))
    bare = {name: opened[name] for name in ("token", "ticket", "seen", "turn")}
    client.post(new, {**bare, "save": "yes"})
    entry = Evidence.objects.get()
    assert FormDraft.objects.unfinished().get().title == "A visit"

    response = client.post(edit(entry), {**turned(opened, title="A visit"), "save": "yes"})

    assert (response.status_code, Evidence.objects.get().title) == (302, "A visit")


# --- two windows ------------------------------------------------------------------------------------


def test_a_save_from_a_stale_window_is_refused_and_both_texts_are_shown(client, entry):
    mine, theirs = window(client, edit(entry)), window(client, edit(entry))
    client.post(edit(entry), {**theirs, "title": "Their words", "description": "Theirs alone", "save": "yes"})

    response = client.post(edit(entry), {**mine, "title": "My words", "save": "yes"})

    assert (response.status_code, Evidence.objects.get().title) == (409, "Their words")
    shown = pages.main(response)
    assert all(words in shown for words in ("My words", "Their words", "Theirs alone", "Nothing was written over."))


def test_of_two_texts_each_field_is_chosen_and_saved(client, entry):
    mine, theirs = window(client, edit(entry)), window(client, edit(entry))
    client.post(edit(entry), {**theirs, "title": "Their words", "description": "Theirs", "save": "yes"})
    both = boxes(client.post(edit(entry), {**mine, "title": "My words", "save": "yes"}))

    client.post(edit(entry), {**both, "choose-title": "typed", "choose-description": "saved", "save": "yes"})

    kept = Evidence.objects.get()
    assert (kept.title, kept.description) == ("My words", "Theirs")
    assert not FormDraft.objects.unfinished().exists()


def test_all_that_is_saved_can_stay(client, entry):
    mine, theirs = window(client, edit(entry)), window(client, edit(entry))
    client.post(edit(entry), {**theirs, "title": "Their words", "save": "yes"})
    both = boxes(client.post(edit(entry), {**mine, "title": "My words", "save": "yes"}))

    client.post(edit(entry), {**both, "choose-all": "saved"})

    assert (Evidence.objects.get().title, FormDraft.objects.unfinished().exists()) == ("Their words", False)


def test_a_third_save_while_one_chooses_is_told_too(client, entry):
    mine, theirs = window(client, edit(entry)), window(client, edit(entry))
    client.post(edit(entry), {**theirs, "title": "Their words", "save": "yes"})
    both = boxes(client.post(edit(entry), {**mine, "title": "My words", "save": "yes"}))
    client.post(edit(entry), {**window(client, edit(entry)), "title": "A third time", "save": "yes"})

    response = client.post(edit(entry), {**both, "save": "yes"})

    assert (response.status_code, Evidence.objects.get().title) == (409, "A third time")
    assert "My words" in pages.main(response)


def test_both_texts_stay_until_one_has_chosen(client, entry):
    mine, theirs = window(client, edit(entry)), window(client, edit(entry))
    client.post(edit(entry), {**theirs, "title": "Their words", "save": "yes"})
    client.post(edit(entry), {**mine, "title": "My words", "save": "yes"})

    form = client.get(edit(entry))

    assert boxes(form)["title"] == "Their words"
    compare = pages.read(form).xpath("//a[text()='Compare it with what is saved']/@href")[0]
    assert "My words" in pages.main(client.get(compare))


def test_the_same_text_from_a_stale_window_is_no_conflict(client, entry):
    mine, theirs = window(client, edit(entry)), window(client, edit(entry))
    client.post(edit(entry), {**theirs, "title": "The same", "save": "yes"})

    assert client.post(edit(entry), {**mine, "title": "The same", "save": "yes"}).status_code == 302


def test_two_windows_of_a_new_form_make_one_entry_and_both_texts_are_shown(client, new):
    one, other = window(client, new), window(client, new)
    client.post(TYPED, turned(one, title="One"))
    told = client.post(TYPED, turned(other, title="Other")).json()["changed"]
    client.post(new, {**turned(one, title="One"), "save": "yes"})

    response = client.post(new, {**turned(other, title="Other"), "save": "yes"})

    assert "in another window" in told
    assert (response.status_code, Evidence.objects.get().title) == (409, "One")
    assert "Other" in pages.main(response)


def test_an_open_window_is_told_while_one_types_that_the_entry_was_saved_elsewhere(client, entry):
    mine, theirs = window(client, edit(entry)), window(client, edit(entry))
    client.post(edit(entry), {**theirs, "title": "Their words", "save": "yes"})

    answer = client.post(TYPED, turned(mine, title="My words")).json()

    assert answer["changed"].startswith(f"{entry.reference} was saved in another window or on another device, on ")
    assert "My words" in pages.main(client.get(answer["compare"]))


def test_what_was_typed_into_an_entry_that_was_submitted_meanwhile_is_shown_to_copy(client, new):
    opened = window(client, new)
    client.post(new, {**opened, "title": "A visit", "save": "yes"})
    entry = Evidence.objects.get()
    mine = window(client, edit(entry))
    fill = {"description": "d", "starts_on": "2026-09-15", "ends_on": "2026-09-15", "contributions": ["O1"]}
    client.post(edit(entry), {**window(client, edit(entry)), **fill, "how-O1": "how", "citation": "c", "save": "yes"})
    client.post(f"/evidence/{entry.reference}/check/", {"submit": "yes"})
    assert Evidence.objects.get().status == "submitted"

    response = client.post(edit(entry), {**mine, "title": "My words", "save": "yes"}, follow=True)

    assert "It is past editing now." in pages.main(response)
    assert "My words" in pages.main(response)
    assert Evidence.objects.get().title == "A visit"


def test_nobody_compares_anothers_texts(client, client_for, entry, colleague, reviewer):
    client.post(TYPED, turned(window(client, edit(entry)), title="Mine"))
    address = f"/evidence/{entry.reference}/compare/"

    assert [client_for(person).get(address).status_code for person in (colleague, reviewer)] == [404, 404]


def test_a_seen_that_is_stale_is_refused_without_a_ticket_too(client, entry):
    stale = str(entry.edit_number)
    client.post(edit(entry), {**window(client, edit(entry)), "title": "Their words", "save": "yes"})

    response = client.post(edit(entry), {"title": "My words", "seen": stale, "save": "yes"})

    assert (response.status_code, Evidence.objects.get().title) == (409, "Their words")


# --- the session --------------------------------------------------------------------------------------


def sign_in(client: Client, person, **more) -> object:
    return client.post("/accounts/sign-in/", {"login": person.email, "password": PASSWORD, **more}, follow=True)


def test_a_form_sent_after_the_session_had_ended_is_filled_in_again_after_signing_in(client, new, recorder):
    typed = {**window(client, new), "title": "A visit", "description": "Long words", "save": "yes"}
    client.session.flush()

    sent = client.post(new, typed, follow=True)
    assert pages.messages(sent) == ["Your session has ended. What you typed is kept: sign in, and go on with it."]
    back = sign_in(client, recorder, next=pages.read(sent).xpath("//input[@name='next']/@value")[0])

    assert {name: boxes(back)[name] for name in ("title", "description", "token")} == {
        "title": "A visit",
        "description": "Long words",
        "token": typed["token"],
    }
    assert Evidence.objects.count() == 0
    client.post(new, {**boxes(back), "save": "yes"})
    assert (Evidence.objects.get().title, FormDraft.objects.unfinished().exists()) == ("A visit", False)


def test_an_edit_sent_after_the_session_had_ended_is_filled_in_again(client, entry, recorder):
    typed = {**window(client, edit(entry)), "title": "Other words", "save": "yes"}
    client.session.flush()
    sent = client.post(edit(entry), typed)

    back = sign_in(client, recorder, next=edit(entry))

    assert sent.headers["Location"].endswith(f"next={edit(entry)}")
    assert (boxes(back)["title"], Evidence.objects.get().title) == ("Other words", "First words")


def test_another_person_who_signs_in_there_never_gets_it(client, new, colleague, recorder):
    typed = {**window(client, new), "title": "A secret", "save": "yes"}
    client.session.flush()
    client.post(new, typed)

    shown = sign_in(client, colleague, next=new)

    assert "A secret" not in shown.content.decode()
    assert (FormDraft.objects.count(), "typed" in client.session) == (0, False)


def test_the_home_page_too_gives_back_what_was_sent(client, new, recorder):
    typed = {**window(client, new), "title": "A visit", "save": "yes"}
    client.session.flush()
    client.post(new, typed)

    assert "1 unfinished form, not saved" in pages.main(sign_in(client, recorder))
    assert "A visit" in pages.main(client.get(TYPED))


def test_what_a_visitor_sends_without_a_ticket_or_too_long_is_not_held(client, new):
    typed = {**window(client, new), "title": "A visit"}
    client.session.flush()

    for sent in ({**typed, "ticket": "made up"}, {**typed, "description": "x" * 300_000}):
        response = client.post(new, sent)
        assert (response.status_code, "typed" in client.session) == (302, False)


# --- a form that is out of date -----------------------------------------------------------------------


@pytest.fixture
def strict(recorder) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(recorder)
    return client


def test_a_form_that_is_out_of_date_is_refused_and_what_was_typed_is_kept(strict, new):
    typed = {**window(strict, new), "title": "A visit", "csrfmiddlewaretoken": "x" * 64, "save": "yes"}

    response = strict.post(new, typed)

    assert (response.status_code, Evidence.objects.count()) == (403, 0)
    link = pages.read(response).xpath("//a[@class='btn-main']/@href")[0]
    assert window(strict, link)["title"] == "A visit"


def test_without_cookies_it_waits_for_the_person_to_sign_in(strict, new, recorder):
    typed = {**window(strict, new), "title": "A visit", "save": "yes"}
    strict.cookies.clear()

    response = strict.post(new, typed)

    link = pages.read(response).xpath("//a[@class='btn-main']/@href")[0]
    assert response.status_code == 403
    page = strict.get(link, follow=True)
    token = pages.read(page).xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
    assert boxes(sign_in(strict, recorder, next=link, csrfmiddlewaretoken=token))["title"] == "A visit"


@pytest.mark.parametrize("change", [{"ticket": "made up"}, {"title": "a\0b"}])
def test_what_does_not_come_from_a_form_of_the_site_is_not_kept(strict, new, change):
    typed = {**window(strict, new), "title": "A visit", **change}

    response = strict.post(new, typed)

    assert (response.status_code, FormDraft.objects.count()) == (403, 0)
    assert "Nothing was changed." in pages.main(response)


def test_anothers_ticket_keeps_nothing_in_ones_name(strict, client_for, new, colleague):
    theirs = {**window(client_for(colleague), new), "title": "Smuggled in"}

    response = strict.post(new, theirs)

    assert (response.status_code, FormDraft.objects.count()) == (403, 0)
