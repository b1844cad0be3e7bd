"""The pages of programmes, as those who read, keep and propose them see them."""

import pytest
from django.utils import translation

from objectives.models import Evidence, Programme
from tests import factories, pages
from tests.objectives.views.places.telling import NO_CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_a_budget_row_in_error_keeps_all_that_was_typed_and_is_named(admin):
    typed = {
        "code": "RET-1",
        "title_en": "Safe return",
        "budget_amount_0": "",
        "budget_amount_1": "1,000",
        "budget_currency_1": "xxy",
        "budget_starts_on_1": "2026-01-01",
        "budget_ends_on_1": "2026-12-31",
    }

    response = admin.post("/programmes/new/", typed)

    assert pages.error_links(response) == [
        ("id_budget_currency_1", "Budget 2: “XXY” is no currency. Give its code of three letters: USD, EUR, CHF.")
    ]
    assert pages.read(response).get_element_by_id("id_title_en").get("value") == "Safe return"


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"budget_amount_0": "5"}, "Budget 1: Give the currency: USD, EUR, CHF."),
        ({"budget_currency_0": "USD"}, "Budget 1: Give the amount."),
        ({"donor_name_0": "", "donor_ref_0": "XM-1"}, "Give the donor’s name too."),
        ({"budget_amount_0": "9" * 30}, "Budget 1: This amount is larger than can be kept."),
        ({"title_en": ""}, "Give it a title in at least one language."),
        ({"code": "New"}, "“New” is the address of a page of this site. Give another code, such as NBO or KE-01."),
        ({"code": "abc def"}, NO_CODE % "abc def"),
        ({"code": "ABC/1"}, NO_CODE % "ABC/1"),
        ({"code": "É1"}, NO_CODE % "É1"),
        ({"code": "-1"}, NO_CODE % "-1"),
        ({"parent": "99999999999999999999"}, "This choice is not on the list any more. Choose again."),
    ],
)
def test_each_field_of_a_programme_says_what_is_wrong(admin, typed, error):
    response = admin.post("/programmes/new/", {"code": "RET-1", "title_en": "Safe return", **typed})

    assert response.status_code == 422
    assert error in [message for _target, message in pages.error_links(response)]
    assert not Programme.objects.exists()


def test_a_programme_shows_its_budget_with_the_revision_in_place_of_the_original(admin, programme):
    factories.ProgrammeBudgetFactory(programme=programme, amount=1_000_000)
    factories.ProgrammeBudgetFactory(programme=programme, amount="750000.50", kind="revised")

    page = admin.get("/programmes/RET-1/")

    assert "Budget USD 750,000.50 Donors" in pages.main(page)
    assert [pages.words(one) for one in pages.read(page).xpath("//del")] == ["USD 1,000,000"]


def test_a_changed_programme_fills_its_form_again(admin, programme):
    factories.ProgrammeBudgetFactory(programme=programme)
    form = pages.read(admin.get("/programmes/RET-1/change/")).xpath("//main//form")[-1]
    typed = {name: value for name, value in form.form_values() if value}

    assert (typed["title_en"], typed["budget_amount_0"], typed["lead_office"]) == (
        "Safe return",
        "100",
        str(programme.lead_office_id),
    )
    assert admin.post("/programmes/RET-1/change/", typed).status_code == 302


def test_staff_propose_while_they_log_and_lose_nothing(client_for, recorder, nairobi, period, elements):
    client = client_for(recorder)
    typed = {"title": "A visit", "description": "To the crossing.", "office": nairobi.code, "propose": "yes"}
    form = client.get("/evidence/new/", follow=True).wsgi_request.get_full_path()

    saved = client.post(form, typed, follow=True)
    back = client.post(
        saved.wsgi_request.get_full_path(), {"title": "Help desk", "entry": entry_of(saved)}, follow=True
    )

    entry = Evidence.objects.get()
    assert (entry.title, entry.description, entry.programme.title) == ("A visit", "To the crossing.", "Help desk")
    assert pages.messages(back) == [f"The programme is proposed, and {entry.reference} is under it."]
    chosen = pages.read(back).xpath("//input[@name='programme']/@value")
    assert chosen == [f"Help desk ({entry.programme.code}, proposed)"]


def entry_of(response):
    return pages.read(response).xpath("//input[@name='entry']/@value")[0]


def test_a_proposal_names_no_entry_of_another(client_for, recorder, outsider):
    entry = factories.EvidenceFactory(author=outsider)

    response = client_for(recorder).post("/programmes/propose/", {"title": "Help desk", "entry": entry.reference})

    assert response.url == "/programmes/"
    assert Evidence.objects.get().programme is None


def test_all_that_is_wrong_is_told_at_once(admin, kenya):
    typed = {"code": "é", "starts_on": "2026-05-01", "ends_on": "2026-04-01", "countries": [kenya.pk], "shares": "KE x"}
    budget = {"budget_amount_1": "5", "budget_currency_1": "XXY", "budget_starts_on_1": "1.1.", "iati_identifier": "A"}
    factories.ProgrammeFactory(iati_identifier="A")

    response = admin.post("/programmes/new/", typed | budget)

    assert {target.removeprefix("id_") for target, _message in pages.error_links(response)} == {
        "code", "iati_identifier", "title_en", "ends_on", "shares", "budget_starts_on_1", "budget_ends_on_1",
    }  # fmt: skip
    assert "Budget 2: Give the last day." in [message for _target, message in pages.error_links(response)]


def test_a_code_in_error_is_told_beside_the_rest(admin):
    response = admin.post("/programmes/new/", {"code": "é", "starts_on": "2026-05-01", "ends_on": "2026-04-01"})

    assert [target for target, _message in pages.error_links(response)] == ["id_code", "id_ends_on", "id_title_en"]


def test_a_proposal_is_confirmed_under_its_code(admin, recorder):
    proposed = factories.ProgrammeFactory(code="PROPOSED-1", title="Help desk", proposed=True, proposed_by=recorder)

    assert "1 proposed programme waits for a decision" in pages.main(admin.get("/programmes/"))
    refused = admin.post("/programmes/PROPOSED-1/confirm/", {"code": ""})
    done = admin.post("/programmes/PROPOSED-1/confirm/", {"code": "HELP-1"}, follow=True)

    assert pages.error_links(refused) == [("id_code", "Give it a code.")]
    assert pages.messages(done) == ["HELP-1 is confirmed."]
    proposed.refresh_from_db()
    assert (proposed.code, proposed.status) == ("HELP-1", "active")


def test_a_choice_that_was_merged_meanwhile_is_taken_as_what_it_is_now(
    client_for, recorder, nairobi, period, programme
):
    gone = factories.ProgrammeFactory(retired=True, merged_into=programme)
    client = client_for(recorder)
    form = client.get("/evidence/new/", follow=True).wsgi_request.get_full_path()

    client.post(form, {"title": "A visit", "programme": gone.code, "save": "yes"})

    assert Evidence.objects.get().programme == programme


@pytest.mark.parametrize("programme_sent", ["0", "-1", "x", "9" * 30, "١"])
def test_a_programme_that_there_is_not_is_said_so(client_for, recorder, period, programme_sent):
    client = client_for(recorder)
    form = client.get("/evidence/new/", follow=True).wsgi_request.get_full_path()

    response = client.post(form, {"title": "A visit", "programme": programme_sent, "save": "yes"})

    assert response.status_code == 422
    assert "id_programme" in [target for target, _message in pages.error_links(response)]


def test_an_entry_shows_its_programme_and_is_found_by_it(client_for, recorder, nairobi, programme, period):
    entry = factories.EvidenceFactory(author=recorder, office=nairobi, programme=programme)
    factories.EvidenceFactory(author=recorder, office=nairobi)
    client = client_for(recorder)

    page = client.get(entry.get_absolute_url())

    assert {"/offices/NBO/", "/programmes/RET-1/"} <= set(pages.read(page).xpath("//dd/a/@href"))
    assert pages.rows(client.get(f"/evidence/?programme={programme.pk}")) == [entry.title]


def test_titles_are_in_the_readers_language_or_in_english(programme):
    Programme.objects.update(translations={"fr": {"title": "Retour sûr"}})
    programme.refresh_from_db()

    said = {}
    for language in ("en", "fr", "es"):
        with translation.override(language):
            said[language] = programme.title_here

    assert said == {"en": "Safe return", "fr": "Retour sûr", "es": "Safe return"}
