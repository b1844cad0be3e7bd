"""What an administrator types of a programme’s documents: address, titles and descriptions in three languages."""

from datetime import date

import pytest

from objectives.actions.programme_documents import documents_of
from objectives.models import AuditEvent
from tests import factories, pages
from tests.objectives.views.test_programme_parts import DOCUMENT, admin, change, programme

__all__ = ["admin", "programme"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DESCRIBED = DOCUMENT | {
    "document_description_en_0": "What was agreed.",
    "document_title_fr_0": "Accord",
    "document_description_fr_0": "Ce qui fut convenu.",
    "document_description_es_0": "Lo acordado.",
}
TEXTS = {"en": "What was agreed.", "fr": "Ce qui fut convenu.", "es": "Lo acordado."}


def test_a_description_is_typed_in_three_languages_shown_and_kept_in_the_audit(admin, programme):
    assert change(admin, **DESCRIBED).status_code == 302

    (kept,) = documents_of(programme)
    assert kept.descriptions == TEXTS
    assert "What was agreed." in pages.main(admin.get("/programmes/RET-1/"))
    assert AuditEvent.objects.latest("pk").after["documents"][0]["description"] == TEXTS
    form = pages.read(admin.get("/programmes/RET-1/change/")).xpath("//main//form")[-1]
    boxes = dict(form.form_values())
    assert {one: boxes[f"document_description_{one}_0"].strip() for one in TEXTS} == TEXTS


def test_a_description_is_changed_and_emptied_by_hand(admin, programme):
    change(admin, **DESCRIBED)

    change(admin, document_description_en_0="Another text.", document_description_es_0="")

    assert documents_of(programme)[0].descriptions == {"en": "Another text.", "fr": "Ce qui fut convenu."}


@pytest.mark.parametrize(
    ("typed", "box", "message"),
    [
        ({"document_description_fr_0": "x" * 2001}, "description_fr_0", "1 character too long"),
        ({"document_description_es_0": "o\u202edadroca"}, "description_es_0", "turns the writing round"),
        ({"document_url_0": "", "document_title_en_0": ""}, "url_0", "Give the document’s address."),
    ],
)
def test_what_is_wrong_with_a_description_stands_at_its_box(admin, programme, typed, box, message):
    response = change(admin, **DESCRIBED | typed)

    assert response.status_code == 422
    links = dict(pages.error_links(response))
    assert message in links[f"id_document_{box}"]
    assert "Ce qui fut convenu." in response.content.decode() or "description_fr_0" in box
    assert not programme.documents.exists()


def test_words_in_other_languages_stay_with_a_document_whose_address_is_put_right(admin, programme):
    factories.ProgrammeDocumentFactory(
        programme=programme,
        url="https://example.org/old.pdf",
        translations={"de": {"title": "Vertrag", "description": "Das Vereinbarte."}},
    )

    change(admin, document_url_0="https://example.org/new.pdf")

    (kept,) = documents_of(programme)
    assert (kept.url, kept.titles["de"], kept.descriptions["de"]) == (
        "https://example.org/new.pdf",
        "Vertrag",
        "Das Vereinbarte.",
    )


def test_however_many_budgets_a_file_brought_a_form_that_is_saved_keeps_them_all(admin, programme):
    for year in range(1950, 2030):
        first, last = date(year, 1, 1), date(year, 12, 31)
        factories.ProgrammeBudgetFactory(programme=programme, starts_on=first, ends_on=last)

    assert change(admin).status_code == 302

    assert programme.budgets.count() == 80
