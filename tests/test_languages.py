"""In which language a page is read: a person's own, one chosen here before, one that the browser asks for, English."""

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.utils import translation

from iomtrack.accounts.languages import language_of
from iomtrack.accounts.models import User
from objectives.amounts import amount_text
from objectives.models import AuditEvent
from objectives.queries.day_words import span
from objectives.templatetags.words import short_month
from tests import factories, pages

pytestmark = pytest.mark.django_db

SIGN_IN, CHOOSE, HOME = "/accounts/sign-in/", "/accounts/language/", "/"


@pytest.fixture(autouse=True)
def english_afterwards():
    with translation.override("en"):
        yield


def language_said(response):
    """What a page says of its language: in its markup, and in its head."""
    markup = response.content.decode()
    return markup.partition('<html lang="')[2].partition('"')[0], response.headers.get("Content-Language")


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("", "en"),
        ("fr", "fr"),
        ("fr-CA,fr;q=0.9,en;q=0.5", "fr"),
        ("es-419", "es"),
        ("de,es;q=0.4", "es"),
        ("ar", "en"),
        ("x" * 5000, "en"),
        ("*", "en"),
    ],
)
def test_a_visitor_is_spoken_to_in_a_language_that_the_browser_asks_for(client, asked, spoken):
    assert language_said(client.get(SIGN_IN, headers={"accept-language": asked})) == (spoken, spoken)


def test_a_choice_made_before_signing_in_goes_before_what_the_browser_asks_for(client):
    chosen = client.post(CHOOSE, {"language": "es", "next": SIGN_IN}, headers={"accept-language": "fr"})
    response = client.get(SIGN_IN, headers={"accept-language": "fr"})

    assert (chosen.status_code, chosen["Location"]) == (302, SIGN_IN)
    assert language_said(response) == ("es", "es")
    cookie = client.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("es", True, "Lax")


def test_a_person_is_spoken_to_in_their_own_language_whatever_the_browser_says(client, recorder):
    User.objects.filter(pk=recorder.pk).update(language="fr")
    client.force_login(recorder)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"

    assert language_said(client.get(HOME, headers={"accept-language": "es"})) == ("fr", "fr")


def test_a_person_s_choice_is_kept_with_the_account_and_in_the_browser(client, recorder):
    client.force_login(recorder)
    client.post(CHOOSE, {"language": "fr", "next": "/evidence/?q=a"})
    client.post(CHOOSE, {"language": "fr"})

    event = AuditEvent.objects.get(action="account.choose_language")
    recorder.refresh_from_db()
    assert (recorder.language, client.cookies[settings.LANGUAGE_COOKIE_NAME].value) == ("fr", "fr")
    assert (event.by, event.before, event.after) == (recorder, {"language": "en"}, {"language": "fr"})
    client.post("/accounts/sign-out/")
    assert language_said(client.get(SIGN_IN)) == ("fr", "fr")


@pytest.mark.parametrize(
    ("own", "remembered", "chosen", "spoken"),
    [
        ("en", "", ["fr"], "fr"),
        ("es", "", ["fr", "en"], "en"),
        ("es", "fr", [], "es"),
        ("fr", "es", ["fr"], "fr"),
    ],
)
def test_what_was_chosen_on_the_way_in_is_kept_with_the_account(client, recorder, own, remembered, chosen, spoken):
    User.objects.filter(pk=recorder.pk).update(language=own)
    if remembered:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = remembered
    for language in chosen:
        client.post(CHOOSE, {"language": language, "next": SIGN_IN})

    client.post(SIGN_IN, {"login": recorder.email, "password": factories.PASSWORD})

    told = [(event.by, event.after) for event in AuditEvent.objects.filter(action="account.choose_language")]
    recorder.refresh_from_db()
    assert (language_said(client.get(HOME)), recorder.language) == ((spoken, spoken), spoken)
    assert told == ([(recorder, {"language": spoken})] if spoken != own else [])


def test_a_choice_on_the_way_in_is_no_choice_of_whoever_signs_in_there_next(client, recorder, colleague):
    client.post(CHOOSE, {"language": "fr", "next": SIGN_IN})
    for user in (recorder, colleague):
        client.post(SIGN_IN, {"login": user.email, "password": factories.PASSWORD})
        client.post("/accounts/sign-out/")

    assert [one.language for one in User.objects.filter(pk__in=[recorder.pk, colleague.pk]).order_by("pk")] == [
        "fr" if pk == recorder.pk else "en" for pk in sorted([recorder.pk, colleague.pk])
    ]


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_a_choice_leads_to_no_other_site(client, back):
    assert client.post(CHOOSE, {"language": "fr", "next": back})["Location"] == HOME


@pytest.mark.parametrize("language", ["", "de", "FR", "fr-CA", "fr\n", "x" * 500])
def test_a_language_that_is_not_offered_is_not_found(client, recorder, language):
    client.force_login(recorder)

    assert client.post(CHOOSE, {"language": language}).status_code == 404
    recorder.refresh_from_db()
    assert recorder.language == "en"


def test_the_menu_names_each_language_in_its_own_and_marks_the_one_at_hand(client):
    page = client.get(f"{SIGN_IN}?next=/evidence/", headers={"accept-language": "fr"}).content.decode()
    menu = page.partition('<form class="languages"')[2].partition("</form>")[0]

    names = pages.read(client.get(SIGN_IN, headers={"accept-language": "fr"})).xpath("//footer//button")
    assert [(one.get("value"), one.get("lang"), one.text) for one in names] == [
        ("en", "en", "English"),
        ("fr", "fr", "Français"),
        ("es", "es", "Español"),
    ]
    assert 'lang="fr" aria-current="true">Français<' in menu
    assert menu.count("aria-current") == 1
    assert 'name="next" value="/accounts/sign-in/?next=/evidence/"' in menu


def test_one_request_s_language_does_not_stay_for_the_next(client):
    client.get(SIGN_IN, headers={"accept-language": "fr"})

    assert translation.get_language() == "en"
    assert language_said(client.get(SIGN_IN)) == ("en", "en")


def test_errors_are_in_the_reader_s_language_too(client, recorder):
    User.objects.filter(pk=recorder.pk).update(language="es")

    refused = client.get("/evidence/%00", headers={"accept-language": "fr"})
    client.force_login(recorder)
    missing = client.get("/nowhere/")
    assert (refused.status_code, *language_said(refused)) == (400, "fr", "fr")
    assert (missing.status_code, *language_said(missing)) == (404, "es", "es")


def test_what_is_no_page_names_no_language_and_caches_keep_languages_apart(client):
    health = client.get("/healthz", headers={"accept-language": "fr"})
    page = client.get(SIGN_IN, headers={"accept-language": "fr"})

    assert "Content-Language" not in health.headers
    assert {"Cookie", "Accept-Language"} <= {one.strip() for one in page["Vary"].split(",")}
    assert page["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("asked", "spoken"), [("fr", "fr"), ("de, es;q=0.8, en;q=0.5", "es"), ("de", "en"), ("*", "en"), ("", "en")]
)
@pytest.mark.parametrize(("path", "status"), [("frameworks", 401), ("nothing", 404), ("elements?framework=%00", 400)])
def test_programs_are_answered_in_the_language_that_they_ask_for(client, asked, spoken, path, status):
    refused = client.get(f"/api/v1/{path}", headers={"accept-language": asked} if asked else {})

    assert (refused.status_code, refused["Content-Language"]) == (status, spoken)


def test_the_description_for_programs_is_in_english_whoever_asks(client):
    french = client.get("/api/v1/openapi.json", headers={"accept-language": "fr"})

    assert french.content == client.get("/api/v1/openapi.json").content


@pytest.mark.parametrize(
    ("kept", "read"), [("fr", "fr"), ("fr-CA", "fr"), ("es", "es"), ("de", "en"), ("", "en"), ("french", "en")]
)
def test_the_language_of_a_person_is_always_one_that_is_offered(kept, read):
    assert language_of(factories.UserFactory.build(language=kept)) == read


def test_the_account_page_offers_the_languages(client, recorder):
    client.force_login(recorder)
    page = pages.main(client.get("/accounts/security/"))

    assert "Of the pages, and of the letters that you get." in page
    assert all(name in page for name in ("English", "Français", "Español"))


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", ["3–5 Sep 2026", "28 Aug – 5 Sep 2026", "28 Dec 2025 – 5 Sep 2026", "Sep 2026", "1,234.5"]),
        (
            "fr",
            ["3–5 sept. 2026", "28 août – 5 sept. 2026", "28 déc. 2025 – 5 sept. 2026", "sept. 2026", "1\u202f234,5"],
        ),
        ("es", ["3–5 sep 2026", "28 ago – 5 sep 2026", "28 dic 2025 – 5 sep 2026", "sep 2026", "1\u00a0234,5"]),
    ],
)
def test_days_and_numbers_are_written_as_the_language_writes_them(language, written):
    last = date(2026, 9, 5)
    with translation.override(language):
        assert [
            span(date(2026, 9, 3), last),
            span(date(2026, 8, 28), last),
            span(date(2025, 12, 28), last),
            short_month(last),
            amount_text(Decimal("1234.5"), 1),
        ] == written
