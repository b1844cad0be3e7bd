"""What is sent after the session has ended, or by a form that is out of date, is kept for whoever typed it."""

import pytest
from django.test import Client

from objectives.models import Evidence, FormDraft
from tests import pages
from tests.factories import PASSWORD
from tests.objectives.windows import TYPED, boxes, edit, window

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "elements")]


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
