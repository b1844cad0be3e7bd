"""What is typed into any form and sent after the session has ended stands in it again, once the same person is back."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from lxml.html import HtmlElement

from iomtrack.accounts.models import User
from objectives.enums import EvidenceStatus
from objectives.models import Evidence, EvidenceDecision, EvidenceRemark
from tests import pages
from tests.factories import PASSWORD, EvidenceFactory

pytestmark = pytest.mark.django_db

SAID = "Your session has ended. What you typed is kept: sign in, and go on with it."
REASON = 'The figure is not that of the source: "150" there,\r\n<152> here & below.'


@pytest.fixture
def entry(recorder: User) -> Evidence:
    return EvidenceFactory(submitted=True, author=recorder)


@pytest.fixture
def here(client_for: Callable[[User], Client], reviewer: User) -> Client:
    """A reviewer's browser, with a page open; their session ends while they type."""
    client = client_for(reviewer)
    client.get("/review/")
    client.session.flush()
    return client


def send(client: Client, address: str, fields: dict[str, object], page: str) -> HttpResponse:
    return client.post(address, fields, headers={"referer": f"http://testserver{page}"})


def sign_in(client: Client, user: User, sent: HttpResponse) -> HttpResponse:
    shown = client.get(sent["Location"])
    going_on = pages.read(shown).xpath("//input[@name='next']/@value")[0]
    return client.post("/accounts/sign-in/", {"login": user.email, "password": PASSWORD, "next": going_on}, follow=True)


def note(page: HttpResponse) -> str:
    return " ".join(pages.words(one) for one in pages.read(page).xpath("//*[@id='kept-form']"))


def box(page: HttpResponse, name: str) -> HtmlElement:
    (found,) = pages.read(page).xpath(f"//main//*[@name='{name}']")
    return found


def test_a_reason_for_returning_stands_in_its_form_again(here: Client, entry: Evidence, reviewer: User) -> None:
    page = f"{entry.get_absolute_url()}?queue=yes"
    sent = send(here, f"{entry.get_absolute_url()}return/", {"reason": REASON, "parts": ["title"]}, page)
    asked = here.get(sent["Location"])

    back = sign_in(here, reviewer, sent)

    assert pages.messages(asked) == [SAID]
    assert back.redirect_chain[-1][0] == page
    assert box(back, "reason").text_content().replace("\r\n", "\n").strip("\n") == REASON.replace("\r\n", "\n")
    assert pages.read(back).xpath("//input[@name='parts'][@checked]/@value") == ["title"]
    assert note(back).startswith("You were signed out before this was sent. What you typed is kept and stands in its")
    assert pages.sound(back)
    assert not EvidenceDecision.objects.filter(after=EvidenceStatus.RETURNED).exists()


def test_a_remark_stands_in_its_form_again_and_its_form_is_unfolded(
    here: Client, entry: Evidence, reviewer: User
) -> None:
    page = entry.get_absolute_url()

    back = sign_in(here, reviewer, send(here, f"{page}remarks/", {"text": "Agreed.", "field": "title"}, page))

    text = box(back, "text")
    assert text.text_content().strip() == "Agreed."
    assert text.xpath("ancestor::details/@open") == [""]
    assert box(back, "field").xpath("option[@selected]/@value") == ["title"]
    assert EvidenceRemark.objects.count() == 0


def test_a_line_in_a_form_with_a_page_of_its_own_stands_there_again(
    client_for: Callable[[User], Client], recorder: User, framework: object
) -> None:
    client = client_for(recorder)
    client.get("/")
    client.session.flush()

    sent = send(client, "/programmes/propose/", {"title": 'Roads & "bridges"'}, "/programmes/propose/")
    back = sign_in(client, recorder, sent)

    assert box(back, "title").get("value") == 'Roads & "bridges"'


def test_it_stays_until_it_is_sent_and_goes_then(here: Client, entry: Evidence, reviewer: User) -> None:
    page = entry.get_absolute_url()
    sign_in(here, reviewer, send(here, f"{page}remarks/", {"text": "Agreed."}, page))

    again = here.get(page)
    here.post(f"{page}remarks/", {"text": "Agreed at last."})
    after = here.get(page)

    assert (note(again) != "", note(after)) == (True, "")
    assert EvidenceRemark.objects.get().text == "Agreed at last."


def test_it_can_be_discarded(here: Client, entry: Evidence, reviewer: User) -> None:
    page = entry.get_absolute_url()
    back = sign_in(here, reviewer, send(here, f"{page}remarks/", {"text": "Agreed."}, page))

    after = here.post("/accounts/kept/discard/", {"key": box(back, "key").get("value")}, follow=True)

    assert after.redirect_chain[-1][0] == page
    assert (note(after), box(after, "text").text_content().strip()) == ("", "")


def test_who_discards_it_twice_is_led_to_the_same_page(here: Client, entry: Evidence, reviewer: User) -> None:
    page = entry.get_absolute_url()
    back = sign_in(here, reviewer, send(here, f"{page}remarks/", {"text": "Agreed."}, page))
    key = {"key": box(back, "key").get("value")}

    first, second = (here.post("/accounts/kept/discard/", key) for _ in range(2))

    assert (first["Location"], second["Location"]) == (page, page)


def test_it_goes_when_one_signs_out(here: Client, entry: Evidence, reviewer: User) -> None:
    page = entry.get_absolute_url()
    sign_in(here, reviewer, send(here, f"{page}remarks/", {"text": "Agreed."}, page))

    here.post("/accounts/sign-out/")
    here.force_login(reviewer)

    assert note(here.get(page)) == ""


def test_another_person_who_signs_in_there_never_sees_it(
    here: Client, entry: Evidence, administrator: User, reviewer: User
) -> None:
    page = entry.get_absolute_url()
    sent = send(here, f"{page}remarks/", {"text": "Between us."}, page)

    other = sign_in(here, administrator, sent)
    here.post("/accounts/sign-out/")
    here.force_login(reviewer)

    assert "Between us" not in other.content.decode()
    assert "Between us" not in here.get(page).content.decode()


def test_where_the_form_is_gone_the_text_can_be_copied(here: Client, entry: Evidence, reviewer: User) -> None:
    page = entry.get_absolute_url()
    sent = send(here, f"{page}return/", {"reason": "The source says 150."}, page)
    Evidence.objects.filter(pk=entry.pk).update(status=EvidenceStatus.DRAFT)
    Evidence.objects.filter(pk=entry.pk).update(author=reviewer)

    back = sign_in(here, reviewer, sent)

    assert "its form is no longer on this page" in note(back)
    assert "The source says 150." in note(back)


def test_an_address_that_only_takes_a_form_leads_back_to_the_page_that_shows_it(
    here: Client, entry: Evidence, reviewer: User
) -> None:
    page = entry.get_absolute_url()
    sent = send(here, f"{page}return/", {"reason": "The source says 150."}, f"{page}return/")

    back = sign_in(here, reviewer, sent)

    assert back.redirect_chain[-1] == (page, 302)
    assert box(back, "reason").text_content().strip() == "The source says 150."


@pytest.mark.parametrize("sent", [{}, {"read": "3"}])
def test_a_button_alone_is_said_to_have_done_nothing(
    here: Client, entry: Evidence, reviewer: User, sent: dict[str, str]
) -> None:
    page = entry.get_absolute_url()
    asked = here.get(send(here, f"{page}accept/", sent, page)["Location"])

    assert pages.messages(asked) == ["Your session has ended, and nothing was sent. Sign in, and send it once more."]


@pytest.mark.parametrize("cookie", ["", "1", "1:made-up"])
def test_nothing_is_kept_for_a_browser_that_nobody_signed_in_with(entry: Evidence, cookie: str) -> None:
    visitor = Client()
    visitor.cookies["person"] = cookie

    send(visitor, f"{entry.get_absolute_url()}remarks/", {"text": "Agreed."}, "/")

    assert "kept_forms" not in visitor.session


@pytest.mark.parametrize(
    "more",
    [{"data": {"text": "x" * 300_000}}, {"headers": {"sec-fetch-mode": "cors"}}],
    ids=["too long", "sent by a script"],
)
def test_what_is_too_long_or_sent_by_a_script_is_not_kept(
    here: Client, entry: Evidence, more: dict[str, dict[str, str]]
) -> None:
    sent = here.post(f"{entry.get_absolute_url()}remarks/", **{"data": {"text": "Agreed."}, **more})

    assert "kept_forms" not in here.session
    assert SAID not in pages.messages(here.get(sent["Location"]))


def test_passwords_and_tokens_are_never_kept(here: Client, entry: Evidence) -> None:
    fields = {"text": "Agreed.", "password": "a-secret", "oldpassword1": "a-secret", "csrfmiddlewaretoken": "x"}

    here.post(f"{entry.get_absolute_url()}remarks/", fields)

    assert here.session["kept_forms"][0]["fields"] == {"text": ["Agreed."]}
