"""The pages of offices and programmes, as those who read, keep and propose them see them."""

from datetime import date

import pytest
from django.utils import translation

from objectives.models import Evidence, Office, Programme
from tests import factories, pages

NO_CODE = "Give it a code of letters from A to Z, digits, dots and hyphens: NBO, KE-01. “new” is none."
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def admin(client_for, administrator):
    return client_for(administrator)


@pytest.fixture
def programme(nairobi):
    return factories.ProgrammeFactory(code="RET-1", title="Safe return", lead_office=nairobi)


@pytest.fixture
def before(framework):
    return factories.PeriodFactory(
        framework=framework, code="2026-Q2", label="Q2", starts_on="2026-04-01", ends_on="2026-06-30", closed=True
    )


def logged(elements, code, period, **traits):
    entry = factories.EvidenceFactory(framework=period.framework, period=period, **traits)
    factories.ContributionFactory(evidence=entry, element=elements[code])
    return entry


def part(response, heading):
    """What stands below a heading, up to the next."""
    text = pages.main(response)
    assert heading in text
    return text.partition(heading)[2].strip()


def test_the_page_of_an_office_counts_by_status_and_by_element(client_for, recorder, nairobi, bogota, period, elements):
    for status in ("accepted", "accepted", "submitted"):
        logged(elements, "O1", period, office=nairobi, **{status: True})
    logged(elements, "O2", period, office=nairobi)
    logged(elements, "R1", period, office=bogota, accepted=True)

    page = client_for(recorder).get("/offices/NBO/")

    counts = [pages.words(one) for one in pages.read(page).xpath("//ul[contains(@class,'todo')]/li")]
    assert counts == ["1 draft", "1 awaiting review", "2 accepted"]
    assert [pages.words(row) for row in pages.read(page).xpath("//tbody/tr")] == ["O1 Objective O1 2 1"]
    assert "Draft: 1 the oldest since today" in pages.main(page)


def test_how_long_the_oldest_waits_is_said(client_for, recorder, nairobi, period, elements, time_machine):
    time_machine.move_to("2026-09-01T10:00:00+00:00")
    logged(elements, "O1", period, office=nairobi, submitted=True)
    time_machine.move_to("2026-09-21T10:00:00+00:00")
    logged(elements, "O1", period, office=nairobi, submitted=True)

    page = client_for(recorder).get("/offices/NBO/")

    assert "Awaiting review: 2 the oldest for 20 days" in pages.main(page)


def test_another_office_shows_what_was_accepted_alone(client_for, outsider, nairobi, period, elements, before):
    logged(elements, "O1", period, office=nairobi, accepted=True)
    logged(elements, "O1", period, office=nairobi, submitted=True)
    logged(elements, "O2", before, office=nairobi, accepted=True)

    page = client_for(outsider).get("/offices/NBO/")

    assert "2 accepted" in pages.main(page)
    assert "Awaiting review 1" not in pages.main(page)
    assert "What is missing" not in pages.main(page)
    assert "Where it stands" not in pages.main(page)


def test_what_was_reported_before_and_is_not_yet_now_is_missing(
    client_for, recorder, nairobi, period, elements, before
):
    earlier = logged(elements, "O1", before, office=nairobi, accepted=True)
    factories.FigureFactory(
        evidence=earlier, indicator=factories.IndicatorFactory(element=elements["O1"], title="Persons assisted")
    )
    logged(elements, "O2", before, office=nairobi, accepted=True)
    logged(elements, "O2", period, office=nairobi, submitted=True)

    missing = part(client_for(recorder).get("/offices/NBO/"), "What is missing")

    assert missing.startswith("Reported in Q2, and neither submitted nor accepted in Third quarter of 2026 yet: O1 ")
    assert "O1 Persons assisted" in missing
    assert "O2" not in missing.partition("People")[0]


def test_where_nothing_was_reported_nothing_is_missing(client_for, recorder, nairobi, period, elements, before):
    client = client_for(recorder)

    silent = part(client.get("/offices/NBO/"), "What is missing")
    logged(elements, "O2", before, office=nairobi, accepted=True)
    logged(elements, "O2", period, office=nairobi, accepted=True)

    assert silent.startswith("Nothing was reported in Q2 that could be.")
    assert "All that was reported in Q2 has something" in part(client.get("/offices/NBO/"), "What is missing")


def test_a_merged_office_is_counted_with_the_one_that_stays(client_for, reviewer, nairobi, bogota, period, elements):
    Office.objects.filter(pk=bogota.pk).update(
        merged_into=nairobi, retired_on=date(2026, 1, 1), retired_reason="Merged."
    )
    entry = logged(elements, "O1", period, office=bogota, accepted=True)
    client = client_for(reviewer)

    assert "1 accepted" in pages.main(client.get("/offices/NBO/"))
    assert "On 1 January 2026 it was merged into Nairobi" in pages.main(client.get("/offices/BOG/"))
    assert pages.rows(client.get(f"/evidence/?office={nairobi.pk}")) == [entry.title]
    listed = [pages.words(row) for row in pages.read(client.get("/offices/")).xpath("//tbody/tr")]
    assert listed == ["Nairobi NBO Country office – 0 1"]


def test_the_list_of_offices_is_searched_and_filtered(admin, nairobi, bogota):
    Office.objects.filter(pk=bogota.pk).update(translations={"fr": {"name": "Santafé"}}, kind="regional")
    factories.OfficeFactory(name="Gone", retired=True)

    assert pages.rows(admin.get("/offices/?text=santafé")) == ["Bogotá"]
    assert pages.rows(admin.get("/offices/?kind=country")) == ["Nairobi"]
    assert pages.rows(admin.get("/offices/?use=retired")) == ["Gone"]
    assert pages.rows(admin.get("/offices/?use=all")) == ["Bogotá", "Gone", "Nairobi"]


def test_an_administrator_makes_changes_and_retires_an_office(admin, nairobi):
    made = admin.post("/offices/new/", {"code": "KLA", "name_fr": "Kampala", "kind": "country"}, follow=True)
    changed = admin.post("/offices/KLA/change/", {"name_en": "Kampala seat", "kind": "regional"}, follow=True)
    refused = admin.post("/offices/KLA/retire/", {"reason": ""})
    retired = admin.post("/offices/KLA/retire/", {"reason": "It was closed."}, follow=True)

    assert pages.messages(made) == ["The office is made."]
    assert "Kampala seat Regional office" in pages.main(changed)
    assert pages.error_links(refused) == [("id_reason", "Say why it is retired.")]
    assert "It was closed." in pages.main(retired)
    assert pages.messages(admin.post("/offices/KLA/restore/", follow=True)) == ["Kampala seat is in use again."]


def test_nothing_is_merged_before_it_was_seen_what_will_happen(admin, nairobi, bogota, period, elements, outsider):
    entry = logged(elements, "O1", period, office=bogota)
    logged(elements, "O1", period, office=bogota, accepted=True)

    plan = admin.get("/offices/BOG/merge/?into=NBO")

    assert f"1 draft or returned entry moves to NBO: {entry.reference}" in pages.main(plan)
    assert "1 entry that was submitted stays recorded under BOG" in pages.main(plan)
    assert "Posted to NBO from now on: Outsider" in pages.main(plan)
    assert Evidence.objects.get(pk=entry.pk).office == bogota
    done = admin.post("/offices/BOG/merge/", {"into": "NBO"}, follow=True)
    assert pages.messages(done) == ["Bogotá is merged into Nairobi."]


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
        ("id_budget_currency_1", "“XXY” is no currency. Give its code of three letters: USD, EUR, CHF.")
    ]
    assert pages.read(response).get_element_by_id("id_title_en").get("value") == "Safe return"


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"budget_amount_0": "5"}, "Give the currency: USD, EUR, CHF."),
        ({"budget_currency_0": "USD"}, "Give the amount."),
        ({"donor_name_0": "", "donor_ref_0": "XM-1"}, "Give the donor’s name too."),
        ({"budget_amount_0": "9" * 30}, "This amount is larger than can be kept."),
        ({"title_en": ""}, "Give it a title in at least one language."),
        (
            {"code": "new"},
            "Give it a code of letters from A to Z, digits, dots and hyphens: NBO, KE-01. “new” is none.",
        ),
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
