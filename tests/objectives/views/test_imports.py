"""The pages of imports: the template, uploading, what was found, and what becomes of it."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from iomtrack.accounts.models import User
from objectives.models import AuditEvent, Evidence, Framework, ImportBatch, Indicator
from tests import factories, imports, pages
from tests.objectives import sheets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "period", "nairobi", "elements")]


@pytest.fixture
def client(recorder: User, client_for: Callable[[User], Client]) -> Client:
    return client_for(recorder)


def send(client: Client, data: bytes, address: str = "/imports/new/", **fields: str) -> object:
    """Upload a file as the form does."""
    form = {"framework": "mc-inf-274", "landing": "draft", "decimal_mark": "point", "charset": "", **fields}
    return client.post(address, {**form, "file": SimpleUploadedFile("rows.xlsx", data)})


def lines(data: bytes, sheet: str = "Evidence") -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def test_a_template_is_made_for_the_framework(client: Client, indicator: Indicator) -> None:
    dimension = factories.DimensionFactory(code="sex", name="Sex")
    factories.CategoryFactory(dimension=dimension, code="female", label="Female")
    indicator.dimensions.add(dimension)

    response = client.get("/imports/template/mc-inf-274/")

    data = b"".join(response.streaming_content)
    names, labels, example, *_more = lines(data)
    assert response["Content-Disposition"] == 'attachment; filename="evidence-mc-inf-274.xlsx"'
    assert names[:3] == ["external_reference", "title", "description"]
    assert {"serves_1", "how_1", "serves_4", "citation_1", "O1/O1.1", "O1/O1.1/sex:female"} <= set(names)
    assert labels[names.index("O1/O1.1")].startswith("O1: Persons assisted (persons)")
    assert example[0].startswith("#")
    assert "NBO – Nairobi" in [line[0] for line in lines(data, "Lists")]
    assert lines(data, "Read me")[0] == ["Evidence for MC/INF/274"]


def test_the_template_itself_holds_no_entries(client: Client, framework: Framework, recorder: User) -> None:
    data = b"".join(client.get("/imports/template/mc-inf-274/").streaming_content)

    assert sheets.said(sheets.checked(framework, data, by=recorder)) == [
        "There are no entries below the names of the columns. Fill in at least one row."
    ]


def test_a_name_that_looks_like_a_formula_stays_a_name_in_the_template(client: Client) -> None:
    factories.OfficeFactory(code="EVIL", name="=HYPERLINK(1)")

    data = b"".join(client.get("/imports/template/mc-inf-274/").streaming_content)

    assert "EVIL – =HYPERLINK(1)" in [line[0] for line in lines(data, "Lists")]
    assert b"<f>" not in sheets.part(data, "xl/worksheets/sheet3.xml")


def test_a_template_of_150_elements_and_as_many_indicators_can_be_filled_in(
    client: Client, framework: Framework, recorder: User
) -> None:
    for number in range(150):
        element = factories.ElementFactory(framework=framework, code=f"E{number}", position=10 + number)
        factories.IndicatorFactory(element=element, code=f"E{number}.1")
    names = lines(b"".join(client.get("/imports/template/mc-inf-274/").streaming_content))[0]
    row = sheets.sound(serves_2="E149 – Objective E149", how_2="Well.", **{"E149/E149.1": 7})

    batch = sheets.checked(framework, sheets.xlsx(row, names=[str(one) for one in names]), by=recorder)

    assert (batch.state, sheets.said(batch)) == ("ready", [])


def test_a_file_goes_from_upload_to_undo(client: Client) -> None:
    response = send(client, sheets.xlsx(sheets.sound()), landing="submitted")
    batch = ImportBatch.objects.get()
    assert response.url == f"/imports/{batch.pk}/"
    assert "Being checked" in client.get(response.url).content.decode()

    sheets.worked(batch)
    page = client.get(response.url).content.decode()
    assert "The file is sound. Nothing is written yet" in page
    assert "Training in Nairobi" in page
    client.post(f"{response.url}confirm/")
    sheets.worked(batch)
    assert "can be undone as a whole" in client.get(response.url).content.decode()
    assert Evidence.objects.get().status == "submitted"
    client.post(f"{response.url}undo/")
    sheets.worked(batch)

    page = client.get(response.url).content.decode()
    assert "Undone on" in page
    assert "The entry that it had submitted is discarded" in page
    assert '?status=discarded&amp;author=me">What is discarded</a>' in page
    assert [one.status for one in Evidence.objects.all()] == ["discarded"]


def test_what_has_to_be_put_right_is_listed_and_handed_out_and_taken_back(client: Client) -> None:
    rows = [sheets.sound(1), sheets.sound(2, office="XXX", starts_on="3/4/2026"), sheets.sound(3)]
    batch = ImportBatch.objects.get(pk=send(client, sheets.xlsx(*rows)).url.split("/")[2])
    sheets.worked(batch)

    page = pages.read(client.get(f"/imports/{batch.pk}/"))
    cells = [" ".join(" ".join(one.itertext()).split()) for one in page.xpath("//table//tbody/tr")]
    assert cells == [
        "3 NBO-2 Column D starts_on : “3/4/2026” can be read as 2026-04-03 and as 2026-03-04. Write the one that is "
        "meant. Column F office : “XXX” is not known here. Write a code of the list, such as NBO."
    ]
    fix = b"".join(client.get(f"/imports/{batch.pk}/to-put-right/").streaming_content)
    names, _labels, row = lines(fix)
    assert names[:3] == ["# what to put right", "external_reference", "title"]
    assert (row[1], row[names.index("office")]) == ("NBO-2", "XXX")
    assert "office: “XXX” is not known here." in row[0]

    again = send(client, sheets.xlsx(dict(zip(names, row, strict=True)) | {"office": "NBO", "starts_on": "2026-09-14"}),
                 f"/imports/{batch.pk}/")  # fmt: skip
    corrected = sheets.worked(ImportBatch.objects.get(pk=again.url.split("/")[2]))
    assert (corrected.state, corrected.new, sheets.said(corrected)) == ("ready", 3, [])


def test_what_is_typed_into_a_file_is_shown_as_it_is_typed(client: Client) -> None:
    row = sheets.sound(title="<script>alert(1)</script>", office="<b>x</b>")
    batch = ImportBatch.objects.get(pk=send(client, sheets.xlsx(row)).url.split("/")[2])
    sheets.worked(batch)

    page = client.get(f"/imports/{batch.pk}/").content.decode()

    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "<b>x</b>" not in page


def test_rows_are_paged_by_their_place(client: Client, recorder: User, framework: Framework) -> None:
    batch = imports.make("ready", by=recorder, framework=framework, rows=60)

    def shown(query: str) -> tuple[list[str], str]:
        page = pages.read(client.get(f"/imports/{batch.pk}/{query}"))
        after = page.xpath("//a[@rel='next']/@href")
        return [one.text_content() for one in page.xpath("//tbody/tr/td[1]")], after[0] if after else ""

    first, more = shown("")
    second, last = shown(more.partition("#")[0])
    third, end = shown(last.partition("#")[0])

    assert (first[0], first[-1], second[0], third[-1], end) == ("2", "26", "27", "61", "")


def test_the_disk_being_full_is_said(client: Client, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = "/proc/no-such-place"

    response = send(client, sheets.xlsx(sheets.sound()))

    assert response.status_code == 422
    assert "there may be no room left. Upload it again in a while." in response.content.decode()
    assert not ImportBatch.objects.exists()


def test_a_file_beyond_the_limit_is_refused(client: Client, settings: object) -> None:
    settings.IMPORT_MOST_BYTES = 1000

    response = send(client, sheets.xlsx(sheets.sound()))

    assert response.status_code == 422
    assert "The file is larger than 1000 bytes." in response.content.decode().replace("\xa0", " ")


def test_progress_is_told_to_the_page(client: Client, recorder: User, framework: Framework) -> None:
    batch = imports.make("working", by=recorder, framework=framework)

    answer = client.get(f"/imports/{batch.pk}/progress/")

    assert answer.json() == {"state": "working", "under_way": True, "done": 2, "total": 2}
    assert "no-store" in answer["Cache-Control"]


def test_each_step_is_in_the_audit(client: Client) -> None:
    batch = ImportBatch.objects.get(pk=send(client, sheets.xlsx(sheets.sound())).url.split("/")[2])
    sheets.worked(batch)
    client.post(f"/imports/{batch.pk}/throw-away/")

    assert list(AuditEvent.objects.order_by("pk").values_list("action", flat=True)) == [
        "import.upload",
        "import.throw_away",
    ]


@pytest.mark.parametrize("number", ["99999999999999999999", "0"])
def test_an_import_that_is_not_there_is_not_found(client: Client, number: str) -> None:
    assert client.get(f"/imports/{number}/").status_code == 404
