"""A programme’s documents, the shares of its countries and what stands below it, as its pages show and take them."""

from decimal import Decimal

import pytest

from objectives.models import AuditEvent, Programme
from tests import factories, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DOCUMENT = {
    "document_url_0": "https://example.org/agreement.pdf",
    "document_title_en_0": "Agreement",
    "document_categories_0": ["A09", "A11"],
    "document_media_type_0": "application/pdf",
    "document_languages_0": "EN, fr",
    "document_dated_on_0": "2026-02-01",
}


@pytest.fixture
def admin(client_for, administrator):
    return client_for(administrator)


@pytest.fixture
def programme(nairobi):
    return factories.ProgrammeFactory(code="RET-1", title="Safe return", lead_office=nairobi)


def change(client, **typed):
    """Sends the form as the page fills it, with what is typed beside."""
    form = pages.read(client.get("/programmes/RET-1/change/")).xpath("//main//form")[-1]
    sent = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    return client.post("/programmes/RET-1/change/", sent | typed)


def test_a_document_is_typed_and_shown(admin, programme):
    assert change(admin, **DOCUMENT).status_code == 302

    page = admin.get("/programmes/RET-1/")
    (link,) = pages.read(page).xpath("//a[@href='https://example.org/agreement.pdf']")
    assert (pages.words(link), link.get("rel")) == ("Agreement", "noopener noreferrer nofollow")
    assert (
        "Agreement Memorandum of understanding · Contract · 1 February 2026 · application/pdf · English, French"
        in pages.main(page)
    )


def test_a_form_that_is_saved_as_it_stands_changes_nothing(admin, programme, kenya):
    factories.ProgrammeDocumentFactory(
        programme=programme, translations={"de": {"title": "Vertrag"}}, categories="A09 A11", languages="en"
    )
    factories.ProgrammeCountryFactory(programme=programme, state=kenya, percentage="62.5")
    Programme.objects.update(regions_percentage="37.5")

    assert change(admin).status_code == 302

    assert not AuditEvent.objects.filter(action="programme.change").exists()
    assert programme.documents.get().translations == {"de": {"title": "Vertrag"}}


def test_a_document_that_is_emptied_is_gone(admin, programme):
    factories.ProgrammeDocumentFactory(programme=programme)
    kept = factories.ProgrammeDocumentFactory(programme=programme, title="Another")

    change(admin, document_url_0="", document_title_en_0="", document_categories_0=[])

    assert [one.title for one in programme.documents.all()] == [kept.title]


@pytest.mark.parametrize(
    ("typed", "box", "message"),
    [
        ({"document_url_0": ""}, "url_1", "Give the document’s address."),
        ({"document_url_0": "javascript:alert(1)"}, "url_1", "This is not an address on the web"),
        ({"document_url_0": "www.example.org"}, "url_1", "One begins with https:// or http://."),
        ({"document_title_en_0": ""}, "title_en_1", "Give the document a title in at least one language."),
        ({"document_title_en_0": "x" * 201}, "title_en_1", "1 character too long"),
        ({"document_categories_0": []}, "categories_1_field", "Say what kind of document it is."),
        ({"document_categories_0": ["Q1"]}, "categories_1_field", "This choice is not on the list any more."),
        ({"document_media_type_0": "PDF"}, "media_type_1", "This is no format."),
        ({"document_languages_0": "English"}, "languages_1", "“english” is no language."),
        (
            {"document_dated_on_0": "2026-02-30"},
            "dated_on_1",
            "This is not a day of the calendar. Write it as 2026-09-14.",
        ),
    ],
)
def test_what_is_wrong_with_a_document_stands_at_its_box_in_its_row(admin, programme, typed, box, message):
    """The first row is empty, which moves no message to another row."""
    second = {name.replace("_0", "_1"): value for name, value in (DOCUMENT | typed).items()}

    response = change(admin, **second)

    assert response.status_code == 422
    ((target, said),) = pages.error_links(response)
    assert target == f"id_document_{box}"
    assert message in said
    assert not programme.documents.exists()


def test_shares_are_typed_by_code_or_name_and_shown(admin, programme, kenya):
    uganda = factories.StateFactory(iso="UG", name="Uganda")

    response = change(admin, countries=[kenya.pk, uganda.pk], shares="KE 33.33\nuganda: 46.67 %;", regions_share="20")

    assert response.status_code == 302
    assert dict(programme.places.values_list("state__iso", "percentage")) == {
        "KE": Decimal("33.33"),
        "UG": Decimal("46.67"),
    }
    page = pages.main(admin.get("/programmes/RET-1/")).replace("\N{NO-BREAK SPACE}", " ")
    assert "Countries and areas Uganda 46.67 % , Kenya 33.33 % , regions 20 %" in page


@pytest.mark.parametrize(
    ("shares", "message"),
    [
        ("KE", "“KE” is no share. Write a country and its share: KE 60."),
        ("KE sixty", "“sixty” is not a number."),
        ("KE 60; KE 40", "KE is named twice."),
        ("FR 100", "“FR” is none of the countries that are chosen."),
        ("KE 60", "The shares come to 60 per cent, and not to 100."),
        ("KE 33,3", "33,3"),
    ],
)
def test_shares_that_do_not_hold_are_told_at_their_box_and_stay_as_typed(admin, programme, kenya, shares, message):
    response = change(admin, countries=[kenya.pk], shares=shares)

    ((target, said),) = pages.error_links(response)
    assert target == "id_shares"
    assert message in said
    assert pages.read(response).get_element_by_id("id_shares").text.strip() == shares
    assert not programme.places.exists()


def logged(programme, **traits):
    return factories.EvidenceFactory(programme=programme, accepted=True, **traits)


@pytest.fixture
def parts(programme):
    """A part of the programme, a part of that, one that was merged into it, and one that is retired; an entry each."""
    child = factories.ProgrammeFactory(code="PART", title="A part", parent=programme)
    low = factories.ProgrammeFactory(code="LOW", parent=child)
    merged = factories.ProgrammeFactory(code="MERGED", merged_into=low, retired=True)
    over = factories.ProgrammeFactory(code="OVER", parent=programme, retired=True)
    return [logged(one) for one in (programme, child, low, merged, over)]


def counts(page):
    return [pages.words(one) for one in pages.read(page).xpath("//ul[contains(@class,'todo')]/li")]


def test_what_was_logged_is_shown_alone_and_with_what_stands_below(client_for, reviewer, parts):
    client = client_for(reviewer)

    assert counts(client.get("/programmes/RET-1/")) == ["1 accepted"]
    assert counts(client.get("/programmes/RET-1/?below=yes")) == ["5 accepted"]
    assert counts(client.get("/programmes/PART/?below=yes")) == ["3 accepted"]
    assert counts(client.get("/programmes/LOW/?below=yes")) == ["2 accepted"]


def test_the_list_behind_a_count_holds_as_many(client_for, reviewer, parts):
    client = client_for(reviewer)
    page = pages.read(client.get("/programmes/RET-1/?below=yes"))

    (address,) = page.xpath("//ul[contains(@class,'todo')]/li/a/@href")

    rows = pages.read(client.get(f"/evidence/{address}" if address.startswith("?") else address))
    assert len(rows.xpath("//table//tbody/tr")) == 5


def test_the_page_leads_up_and_down(admin, parts):
    page = pages.main(admin.get("/programmes/PART/"))

    assert "Part of Safe return" in page
    assert "Parts Programme" in page


def test_the_list_says_what_is_part_of_what_and_is_narrowed_to_it(admin, parts):
    factories.ProgrammeFactory(code="ELSE")

    page = admin.get("/programmes/?under=PART")

    titles = [pages.words(one) for one in pages.read(page).xpath("//tbody/tr/td[1]//div")]
    assert sorted(title.partition(" ")[0] for title in titles) == ["LOW", "MERGED", "PART"]
    assert "PART · part of RET-1" in titles


def test_a_parent_below_itself_is_told_at_its_box(admin, programme, parts):
    low = Programme.objects.get(code="LOW")

    response = change(admin, parent=low.pk)

    assert pages.error_links(response) == [("id_parent", "It would stand below itself. Choose another programme.")]
