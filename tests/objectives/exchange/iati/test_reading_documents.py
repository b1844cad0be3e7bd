"""The documents of an activity."""

from datetime import date

import pytest

from objectives.actions.programme_documents import documents_of
from objectives.models import AuditEvent, Programme
from tests import pages
from tests.objectives.exchange.iati.files import ACTIVITY, document, load, messages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

LINK = """<document-link url="https://example.org/a.pdf" format="application/pdf">
<title><narrative>Agreement</narrative><narrative xml:lang="fr">Accord</narrative><narrative xml:lang="de">Vertrag</narrative></title>
<description><narrative>What was agreed.</narrative><narrative xml:lang="fr">Ce qui fut convenu.</narrative></description>
<category code="A09"/><category code="A11"/><language code="en"/><language code="fr"/><document-date iso-date="2026-02-01"/></document-link>"""  # noqa: E501


def with_links(*links):
    return document(ACTIVITY.replace("</iati-activity>", f"{''.join(links)}</iati-activity>"))


def test_documents_come_with_all_their_titles_and_kinds(administrator):
    report = load(with_links(LINK), administrator).report

    (found,) = Programme.objects.get().documents.all()
    assert (found.url, found.media_type, found.languages) == ("https://example.org/a.pdf", "application/pdf", "en fr")
    assert (found.title, found.language) == ("Agreement", "en")
    french = {"title": "Accord", "description": "Ce qui fut convenu."}
    assert found.description == "What was agreed."
    assert found.translations == {"de": {"title": "Vertrag"}, "fr": french}
    assert (found.categories, found.dated_on) == ("A09 A11", date(2026, 2, 1))
    told = {(one.element, one.fate): one.number for one in report.in_order()}
    assert told["document-link", "used"] == 1
    assert told["document-link/category", "used"] == 2
    assert told["document-link/description", "used"] == 1


def test_the_same_documents_change_nothing_and_others_take_their_place(administrator):
    other = LINK.replace("a.pdf", "b.pdf").replace("A11", "A12")
    load(with_links(LINK, LINK), administrator)
    events = AuditEvent.objects.count()

    again = load(with_links(LINK, LINK), administrator)
    assert (again.unchanged, AuditEvent.objects.count()) == (["RET-1"], events)
    assert load(with_links(other, LINK), administrator).changed == ["RET-1"]
    assert load(document(ACTIVITY), administrator).unchanged == ["RET-1"]
    assert list(Programme.objects.get().documents.values_list("url", flat=True)) == [
        "https://example.org/b.pdf",
        "https://example.org/a.pdf",
    ]


@pytest.mark.parametrize(
    ("old", "new", "element", "words"),
    [
        ("https://example.org/a.pdf", "javascript:alert(1)", "document-link/@url", "no"),
        ("https://example.org/a.pdf", "file:///etc/passwd", "document-link/@url", "address on the web"),
        ("https://example.org/a.pdf", "", "document-link/@url", "Give the document’s address"),
        ('code="A11"', 'code="Q1"', "document-link/category", "code list DocumentCategory"),
        ('<category code="A09"/><category code="A11"/>', "", "document-link/category", "what kind"),
        ('format="application/pdf"', 'format="PDF"', "document-link/@format", "no format"),
        ('language code="fr"', 'language code="french"', "document-link/language", "no language"),
        ('iso-date="2026-02-01"', 'iso-date="February"', "document-link/document-date", "is no day"),
    ],
)
def test_a_document_that_does_not_hold_keeps_the_file_out_at_its_line(administrator, old, new, element, words):
    outcome = load(with_links(LINK.replace(old, new)), administrator)

    ((line, found, message),) = messages(outcome)
    assert (line, found) == (18, element)
    assert words in message
    assert not Programme.objects.exists()


def test_a_document_without_a_title_is_told_at_its_line(administrator):
    link = f"{LINK[: LINK.index('<title>')]}<title/>{LINK[LINK.index('<description>') :]}"

    assert [one[:2] for one in messages(load(with_links(link), administrator))] == [(18, "document-link/title")]


def test_what_is_more_than_a_programme_keeps_is_told(administrator):
    links = [LINK.replace("a.pdf", f"{number}.pdf") for number in range(42)]

    report = load(with_links(*links), administrator).report

    assert Programme.objects.get().documents.count() == 40
    assert {one.note: one.number for one in report.in_order() if one.element == "document-link"} == {
        "a programme keeps at most 40 documents": 2,
        "": 42,
    }


def test_a_description_is_kept_in_a_language_that_has_no_title(administrator):
    link = LINK.replace("<description>", '<description><narrative xml:lang="es">Lo acordado.</narrative>')
    load(with_links(link), administrator)

    (kept,) = documents_of(Programme.objects.get())

    assert kept.descriptions == {"en": "What was agreed.", "fr": "Ce qui fut convenu.", "es": "Lo acordado."}
    assert kept.titles == {"en": "Agreement", "de": "Vertrag", "fr": "Accord"}
    assert load(with_links(link), administrator).unchanged == ["RET-1"]


def test_a_description_that_is_too_long_is_cut_and_told(administrator):
    report = load(with_links(LINK.replace("What was agreed.", "x" * 2001)), administrator).report

    assert len(Programme.objects.get().documents.get().description) == 2000
    assert [one.note for one in report.in_order() if one.element == "document-link/description/narrative"] == [
        "what is over 2000 characters is cut off"
    ]


def test_a_description_is_shown_in_the_readers_language_and_told_to_the_audit(administrator, client_for):
    load(with_links(LINK), administrator)
    administrator.language = "fr"
    administrator.save()

    assert "Ce qui fut convenu." in client_for(administrator).get("/programmes/RET-1/").content.decode()
    (told,) = AuditEvent.objects.latest("pk").after["documents"]
    assert told["description"] == {"en": "What was agreed.", "fr": "Ce qui fut convenu."}


def test_a_form_that_is_saved_as_it_stands_keeps_every_description(administrator, client_for):
    german = '<description><narrative xml:lang="de">Das Vereinbarte.</narrative>'
    load(with_links(LINK.replace("<description>", german)), administrator)
    client = client_for(administrator)
    (form,) = pages.read(client.get("/programmes/RET-1/change/")).xpath("//main//form")
    before = documents_of(Programme.objects.get())

    response = client.post("/programmes/RET-1/change/", list_of(form.form_values()))

    assert response.status_code == 302
    assert documents_of(Programme.objects.get()) == before
    assert before[0].descriptions["de"] == "Das Vereinbarte."


def list_of(values):
    """What a form sends, as the client takes it."""
    sent = {}
    for name, value in values:
        sent.setdefault(name, []).append(value)
    return sent
