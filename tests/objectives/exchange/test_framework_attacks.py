"""What a careless or hostile person may upload: told at its line, never a traceback, and nothing is half written."""

import json

import pytest

from objectives.exchange.frameworks import load_upload, preview_upload
from objectives.exchange.located import FilesRefused
from objectives.models import AuditEvent, Element, Framework
from tests import pages

pytestmark = pytest.mark.django_db


def row(**fields):
    return "  - " + json.dumps({"code": "x", "kind": "output", "label": "X", "wording": "x", "paragraph": "1"} | fields)


HEAD = "format: framework/1\nsymbol: X/1\ntitle: X\nissued_on: 2025-01-01\n"
LAUGHS = "a: &a [ha, ha]\nb: &b [*a, *a]\n"

# a file, and what is told of it: all of it, line by line
FILES = {
    "laughs": (HEAD + LAUGHS, ["6: b[0]: Aliases (*a) are not read. Write it out."]),
    "an alias of a row": (
        HEAD + "elements:\n  - &x {code: x}\n  - *x\n",
        ["7: elements[1]: Aliases (*x) are not read. Write it out."],
    ),
    "a merge key": (
        HEAD + "elements:\n  - &x {code: x}\n  - <<: *x\n",
        ["7: elements[1].<<: Aliases (*x) are not read. Write it out."],
    ),
    "a merge key of fields": (
        HEAD + "<<: {status: draft}\nelements:\n" + row() + "\n",
        ["5: <<: is not a field here"],
    ),
    "a field twice": (
        HEAD + "title: Y\nelements:\n" + row() + "\n",
        ["5: title: is given already in line 3"],
    ),
    "a tag": (
        HEAD + "session: !!python/name:os.system\n",
        ["5: session: Tags (tag:yaml.org,2002:python/name:os.system) are not read. Leave it out."],
    ),
    "brackets without end": ("[" * 10_000, ["1: [0][0][0]: This is nested too deeply."]),
    "brackets without end in JSON": (
        '{"elements": ' + "[" * 10_000 + "]" * 10_000 + "}",
        ["1: elements[0][0]: This is nested too deeply."],
    ),
    "braces without end in JSON": (
        '{"a":' * 10_000 + "1" + "}" * 10_000,
        ["1: a.a.a: This is nested too deeply."],
    ),
    "Latin-1": (
        HEAD.replace("title: X", "title: Fleuves à tous").encode("latin-1"),
        ["3: This line is not UTF-8 text. Save the file as UTF-8."],
    ),
    "UTF-16": (HEAD.encode("utf-16"), ["1: This line is not UTF-8 text. Save the file as UTF-8."]),
    "UTF-16 without a mark": (HEAD.encode("utf-16-le"), ["1: This line holds a character that no text has."]),
    "UTF-32": (HEAD.encode("utf-32"), ["1: This line is not UTF-8 text. Save the file as UTF-8."]),
    "a NUL": (HEAD.replace("title: X", "title: X\0"), ["3: This line holds a character that no text has."]),
    "a bell": (HEAD.replace("title: X", "title: X\a"), ["3: This line holds a character that no text has."]),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ["1: This line is not UTF-8 text. Save the file as UTF-8."]),
    "a spreadsheet": (b"PK\x03\x04\x14\x00\x06\x00", ["1: This line holds a character that no text has."]),
    "a page of the web": (
        "<!DOCTYPE html>\n<title>Sign in</title>\n",
        ["1: The file must begin with fields, such as “symbol: MC/INF/274”."],
    ),
    "blank lines": ("\n\n \n", ["The file is empty."]),
    "nothing but a mark": (b"\xef\xbb\xbf", ["The file is empty."]),
    "JSON cut short": (
        '{"format": "framework/1",\n"elements": [',
        ["2: The file ends too soon: what was opened is not closed."],
    ),
}


@pytest.mark.parametrize("case", FILES)
def test_what_is_no_framework_file_is_told_and_nothing_is_written(case, administrator):
    content, told = FILES[case]
    content = content if isinstance(content, bytes) else content.encode()
    events = AuditEvent.objects.count()

    with pytest.raises(FilesRefused) as refused:
        load_upload("x", content, by=administrator)

    lines = [str(one).removeprefix("x:").strip() for one in refused.value.problems]
    assert lines == told
    assert not Framework.objects.exists()
    assert AuditEvent.objects.count() == events


def test_json_with_what_is_no_number_is_told(administrator):
    indicator = {"element": "x", "code": "i", "title": "I", "unit": "i", "aggregation": "sum", "baseline_date": "1"}
    file = {"format": "framework/1", "symbol": "X/1", "title": "X", "issued_on": "2025-01-01"}
    file["elements"] = [json.loads(row()[4:])]
    file["indicators"] = [indicator | {"baseline": float("nan")}]

    with pytest.raises(FilesRefused) as refused:
        load_upload("x", json.dumps(file, indent=1).encode(), by=administrator)

    assert str(refused.value).endswith(
        "indicators[0].baseline: “NaN” is not a number; write it plainly, such as 4100 or 12.5"
    )


def test_a_wording_of_100_000_characters_is_kept_whole(plan, administrator):
    wording = "treatment plants are built " * 4000
    load_upload(
        "x", plan.replace("wording: treatment plants are built", f"wording: {wording}").encode(), by=administrator
    )

    assert Element.objects.get(code="1a1").wording == wording.strip()


def test_what_looks_like_a_truth_or_a_number_stays_as_it_is_written(administrator):
    rows = "\n".join(row(code="c").replace('"c"', code) for code in ("1.10", "1.1", "no", "NO2", "0x1F", "1e5", "007"))
    load_upload("x", f"{HEAD}elements:\n{rows}\n".encode(), by=administrator)

    assert list(Element.objects.values_list("code", flat=True)) == ["1.10", "1.1", "no", "NO2", "0x1F", "1e5", "007"]


def test_a_circle_of_thousands_of_parents_is_told_once_and_in_short(administrator):
    rows = "\n".join(row(code=f"e{n}", parent=f"e{(n + 1) % 4000}") for n in range(4000))

    with pytest.raises(FilesRefused) as refused:
        load_upload("x", f"{HEAD}elements:\n{rows}\n".encode(), by=administrator)

    assert str(refused.value) == (
        "x:6: elements[0].parent: its parents lead back to itself: e0 → e1 → e2 → e3 → e4 → e5 → e6 → … → e0"
    )


def test_a_tree_of_hundreds_of_levels_is_loaded_and_its_pages_open(administrator, client_for):
    rows = "\n".join(row(code=f"e{n}", **({"parent": f"e{n - 1}"} if n else {})) for n in range(600))
    load_upload("x", f"{HEAD}status: in_force\nelements:\n{rows}\n".encode(), by=administrator)

    for address in ("/frameworks/x-1/", "/frameworks/x-1/file/", Element.objects.get(code="e599").get_absolute_url()):
        assert client_for(administrator).get(address).status_code == 200, address


def test_markup_in_a_file_is_shown_as_it_is_written(plan, administrator, client_for):
    text = plan.replace("label: Open rivers", "label: <script>alert(1)</script>")
    load_upload("x", text.encode(), by=administrator)

    page = client_for(administrator).get("/frameworks/wrc-2030/")

    assert "<script>alert(1)</script>" in pages.main(page)
    assert "<script>alert(1)" not in page.content.decode()


@pytest.mark.parametrize("case", [*FILES])
def test_a_preview_says_what_a_load_says(case, administrator):
    content, _told = FILES[case]
    content = content if isinstance(content, bytes) else content.encode()

    with pytest.raises(FilesRefused) as previewed:
        preview_upload("x", content)
    with pytest.raises(FilesRefused) as refused:
        load_upload("x", content, by=administrator)

    assert str(previewed.value) == str(refused.value)
