"""Framework files on the web: one is taken home, one is checked, shown and loaded on a yes."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from objectives.exchange.framework_export import framework_text
from objectives.forms.framework_file import MAX_BYTES
from objectives.models import AuditEvent, Element, Framework, FrameworkUpload
from tests import factories, pages

pytestmark = pytest.mark.django_db

RIVERS = (Path(__file__).parents[2] / "data" / "rivers-2026.yaml").read_bytes()


@pytest.fixture
def client(client_for, administrator):
    return client_for(administrator)


def choose(client, content, name="rivers.yaml"):
    return client.post("/frameworks/load/", {"file": SimpleUploadedFile(name, content)})


def problems(response):
    """The rows of the table of errors: line, place, message."""
    return [
        tuple(pages.words(cell) for cell in row)
        for row in pages.read(response).xpath("//*[contains(@class, 'file-problems')]/tbody/tr")
    ]


# --- taking one home ----------------------------------------------------------------------------


def test_a_framework_is_downloaded_as_the_file_that_would_load_it(client_for, recorder, framework):
    response = client_for(recorder).get("/frameworks/mc-inf-274/file/")

    assert response.headers["Content-Type"] == "application/yaml; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="mc-inf-274.yaml"'
    assert response.content.decode() == framework_text(framework)


def test_the_page_of_a_framework_offers_its_file(client_for, recorder, framework):
    page = pages.read(client_for(recorder).get("/frameworks/mc-inf-274/"))

    assert page.xpath("//a[normalize-space()='Download as a file']/@href") == ["/frameworks/mc-inf-274/file/"]


# --- choosing one -------------------------------------------------------------------------------


def test_administrators_are_offered_to_load_one_and_others_are_not(client_for, administrator, reviewer):
    link = "//a[@href='/frameworks/load/']"

    assert pages.read(client_for(administrator).get("/frameworks/")).xpath(link)
    assert not pages.read(client_for(reviewer).get("/frameworks/")).xpath(link)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("plan.yaml", b"", "The file is empty. Choose another."),
        ("plan.docx", b"x", "“plan.docx” is no framework file. Choose one that ends in .yaml, .yml or .json."),
        ("plan.yaml", b"x" * (MAX_BYTES + 1), "“plan.yaml” is larger than 10 MB."),
    ],
    ids=["empty", "wrong type", "too large"],
)
def test_what_is_no_framework_file_is_told_at_the_field(client, name, content, told):
    response = choose(client, content, name)

    assert response.status_code == 422
    assert pages.error_links(response) == [("id_file", told)]
    assert pages.field_errors(response) == [told]


def test_no_file_is_told(client):
    response = client.post("/frameworks/load/")

    assert (response.status_code, pages.error_links(response)) == (422, [("id_file", "Choose a file.")])


def test_errors_are_listed_with_their_lines_and_nothing_is_kept(client):
    text = RIVERS.decode().replace("kind: outcome", "kind: aim", 1).replace("parent: '1.1'", "parent: '9.9'", 1)

    response = choose(client, text.replace("issued_on: 2025-11-03", "issued_on: last year").encode(), "plan.yml")

    assert response.status_code == 422
    assert "plan.yml: 3 things to put right" in pages.main(response)
    assert problems(response) == [
        ("16", "issued_on", "must be a day such as 2004-11-04, not “last year”"),
        (
            "151",
            "elements[1].kind",
            "“aim” is none of 'objective', 'role', 'expected_result', 'capacity', 'outcome', 'output'",
        ),
        ("162", "elements[2].parent", "no element “9.9” is in this file"),
    ]
    assert not FrameworkUpload.objects.exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"title: caf\xe9", ("1", "–", "This line is not UTF-8 text. Save the file as UTF-8.")),
        (b"# nothing", ("–", "–", "The file is empty.")),
        (b"a:\n\t- b", ("2", "–", "A tab stands where YAML wants spaces. Indent with spaces.")),
    ],
    ids=["not UTF-8", "comments alone", "tabs"],
)
def test_what_cannot_be_read_is_told(client, content, told):
    assert problems(choose(client, content)) == [told]


def test_thousands_of_errors_are_told_in_part(client):
    rows = b"".join(b"  - {colour: blue}\n" for _number in range(100))

    response = choose(client, b"format: framework/1\nelements:\n" + rows)

    assert len(problems(response)) == 200
    assert "And 404 more. They are shown when these are put right." in pages.main(response)


# --- saying yes ---------------------------------------------------------------------------------


def test_a_sound_file_is_shown_and_nothing_is_written_yet(client):
    response = choose(client, RIVERS)
    page = client.get(response.headers["Location"])

    assert pages.words(pages.read(page).xpath("//h1")[0]) == "Load RLC/2025/1"
    assert "rivers.yaml is sound. Nothing is written yet." in pages.main(page)
    assert (
        "Added 159 elements, 62 indicators, 33 targets, 3 dimensions, 11 categories, 2 vocabularies, 10 terms, "
        "2 amendments Changed 0 rows"
    ) in pages.main(page)
    assert not Framework.objects.exists()


def test_a_yes_loads_it_and_leads_to_the_framework(client, administrator):
    address = choose(client, RIVERS).headers["Location"]

    response = client.post(address, follow=True)

    assert response.redirect_chain == [("/frameworks/rlc-2025-1/", 302)]
    assert pages.messages(response)[0].startswith("RLC/2025/1: 159 elements, 62 indicators")
    assert AuditEvent.objects.filter(action="framework.load").get().by == administrator
    assert bytes(FrameworkUpload.objects.get().content) == b""


def test_a_second_yes_changes_nothing_and_leads_there_too(client):
    address = choose(client, RIVERS).headers["Location"]
    client.post(address)
    events = AuditEvent.objects.count()

    response = client.post(address)

    assert response.headers["Location"] == "/frameworks/rlc-2025-1/"
    assert AuditEvent.objects.count() == events


def test_what_would_change_is_shown_before_and_after(client):
    call_command("load_framework", "tests/data/rivers-2026.yaml", stdout=StringIO())
    text = RIVERS.decode().replace("owner: River Police", "owner: Harbour masters", 1)

    page = client.get(choose(client, text.encode()).headers["Location"])

    assert pages.words(pages.read(page).xpath("//h1")[0]) == "Change RLC/2025/1"
    [row] = pages.read(page).xpath("//*[contains(@class, 'file-changes')]/tbody/tr")
    assert [pages.words(cell) for cell in row] == ["3.1.i", "owner", "River Police", "Harbour masters"]


def test_a_file_that_changes_nothing_says_so(client):
    call_command("load_framework", "tests/data/rivers-2026.yaml", stdout=StringIO())

    page = client.get(choose(client, RIVERS).headers["Location"])

    assert "Nothing to change" in pages.main(page)
    assert pages.read(page).xpath("//main//button") == []


def test_what_was_changed_between_the_check_and_the_yes_is_told(client):
    address = choose(client, RIVERS).headers["Location"]
    call_command("load_framework", "tests/data/rivers-2026.yaml", stdout=StringIO())
    Element.objects.filter(code="SO-3").update(wording="to mark the channels")

    response = client.post(address)

    assert response.status_code == 422
    assert [message for _line, _place, message in problems(response)] == [
        "stands as “to mark the channels”; what was adopted is not changed"
    ]
    assert client.get(address).status_code == 422


def test_another_administrators_file_does_not_exist(client):
    upload = factories.FrameworkUploadFactory()

    assert client.get(upload.get_absolute_url()).status_code == 404
    assert client.post(upload.get_absolute_url()).status_code == 404


def test_a_file_that_nobody_loads_is_gone_after_a_day(client, administrator):
    old = factories.FrameworkUploadFactory(by=administrator)
    FrameworkUpload.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=1, minutes=1))

    choose(client, RIVERS)

    assert not FrameworkUpload.objects.filter(pk=old.pk).exists()


def test_json_loads_as_well(client):
    content = b'{"format": "framework/1",\n\t"symbol": "A/1", "title": "A", "issued_on": "2026-01-01", "elements": [\n'
    content += b'\t{"code": "1", "kind": "outcome", "label": "A", "wording": "a", "paragraph": "1"}]}'

    client.post(choose(client, content, "plan.json").headers["Location"])

    assert Element.objects.get().framework.symbol == "A/1"
