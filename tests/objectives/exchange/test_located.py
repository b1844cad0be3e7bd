"""What cannot be read at all is told in one clear line; what can be read knows its lines."""

import sys

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from objectives.exchange.located import MAX_BYTES, read


def read_problems(file):
    return [str(problem) for problem in read(file)[1]]


UNREADABLE = {
    "empty": (b"", "{file}: The file is empty."),
    "comments alone": (b"# nothing\n", "{file}: The file is empty."),
    "a list": (b"- one\n- two\n", "{file}:1: The file must begin with fields, such as “symbol: MC/INF/274”."),
    "a word": (b"framework\n", "{file}:1: The file must begin with fields, such as “symbol: MC/INF/274”."),
    "not UTF-8": (b"symbol: A\ntitle: Caf\xe9\n", "{file}:2: This line is not UTF-8 text. Save the file as UTF-8."),
    "UTF-16": ("symbol: A".encode("utf-16"), "{file}:1: This line is not UTF-8 text. Save the file as UTF-8."),
    "a NUL": (b"symbol: A\ntitle: a\x00b\n", "{file}:2: This line holds a character that no text has."),
    "not closed": (
        b'symbol: A\ntitle: "Rivers\n',
        "{file}:2: A quotation mark is opened here and not closed.",
    ),
    "out of line": (
        b"symbol: A\n  title: B\n",
        "{file}:2: A colon with a space after it stands in a value. Put quotation marks around it, or line it up.",
    ),
    "a bracket not closed": (
        b"a: 1\nb: [1, 2\nc: 3\n",
        "{file}:2: A bracket is opened here, and a comma or its closing bracket is missing after it.",
    ),
    "a tab before a list": (b"a:\n\t- b\n", "{file}:2: A tab stands where YAML wants spaces. Indent with spaces."),
    "a tab before a field": (b"a: 1\n\tb: 2\n", "{file}:2: A tab stands where YAML wants spaces. Indent with spaces."),
    "a mark": (b"a: 1\nb: @x\n", "{file}:2: A value cannot begin with “@”. Put it in quotation marks."),
    "a colon": (
        b"a: 1\ntitle: Rivers: a plan\n",
        "{file}:2: A colon with a space after it stands in a value. Put quotation marks around it, or line it up.",
    ),
    "out of step": (
        b"list:\n  - a: 1\n b: 2\n",
        "{file}:3: This line does not line up with those above it, or a quotation mark ends too soon.",
    ),
    "a backslash": (
        b'a: "C:\\Q"\n',
        "{file}:1: A backslash in double quotation marks begins something else. Use single quotation marks.",
    ),
    "an alias": (
        b"a: &x [1]\nb: *x\n",
        "{file}:2: b: Aliases (*x) are not read. Write it out.",
    ),
    "a tag": (
        b"a: 1\nb: !!python/object:os.system x\n",
        "{file}:2: b: Tags (tag:yaml.org,2002:python/object:os.system) are not read. Leave it out.",
    ),
    "two documents": (b"a: 1\n---\nb: 2\n", "{file}:2: A second document begins here. Give it a file of its own."),
    "a key of fields": (b"? {a: 1}\n: 2\n", "{file}:1: The name of a field must be plain text."),
    "nested for ever": (
        b"a: " + b"[" * (sys.getrecursionlimit() * 2),
        "{file}:1: a[0][0]: This is nested too deeply.",
    ),
    "laughs": (
        b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "{file}:2: b[0]: Aliases (*a) are not read. Write it out.",
    ),
    "too large": (b"a: " + b"x" * MAX_BYTES, "{file}: The file is larger than 10 MB."),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_told_in_one_line(case, write):
    content, told = UNREADABLE[case]
    file = write(content)

    assert read_problems(file) == [told.format(file=file)]


def test_a_missing_file_is_told(tmp_path):
    assert read_problems(f"{tmp_path}/none.yaml") == [f"{tmp_path}/none.yaml: There is no such file."]


def test_a_folder_is_told(tmp_path):
    assert read_problems(str(tmp_path)) == [f"{tmp_path}: This is a folder; name a file in it."]


def test_values_stay_as_they_were_typed(write):
    located, _problems = read(
        write("year: 1996\nno: NO\nversion: 1.10\nday: 2004-11-04\nempty:\ntilde: ~\nquoted: ''\n")
    )

    assert located.data == {"year": "1996", "no": "NO", "version": "1.10", "day": "2004-11-04", "quoted": ""}


def test_json_is_read(write):
    located, problems = read(write('{"symbol": "A",\n "elements": [{"code": "O1"}, {"code": "é"}]}'))

    assert problems == []
    assert located.data == {"symbol": "A", "elements": [{"code": "O1"}, {"code": "é"}]}


def test_json_may_be_indented_by_tabs(write):
    located, problems = read(write('{\n\t"symbol": "A",\n\t"elements": []\n}'))

    assert (located.data, problems) == ({"symbol": "A", "elements": []}, [])
    assert located.line_of(("elements",)) == 3


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(write):
    located, problems = read(write(b"\xef\xbb\xbfsymbol: A\r\ntitle: B\r\n"))

    assert (located.data, problems) == ({"symbol": "A", "title": "B"}, [])


def test_a_place_knows_its_line_and_a_missing_one_that_around_it(write):
    located, _problems = read(write("a: 1\nlist:\n  - x: 1\n  - x: 2\n    y: 3\n"))

    places = [("a",), ("list",), ("list", 1), ("list", 1, "y"), ("list", 1, "z"), ("none",)]
    assert [located.line_of(place) for place in places] == [1, 2, 4, 5, 4, 1]


def test_a_character_that_json_writes_in_two_escapes_is_one(write):
    located, problems = read(write('{"title": "\\ud83d\\ude00"}'))

    assert (located.data, problems) == ({"title": "\N{GRINNING FACE}"}, [])


def test_half_a_character_is_told(write):
    file = write('a: 1\nb: "\\ud83d"\n')

    assert read_problems(file) == [f"{file}:2: b: holds a character that no text has"]


@given(st.one_of(st.binary(), st.text("a:- \n\t\"'[]{}#&*!|>%@`,?~é\\0", max_size=60).map(str.encode)))
@example(b"\xff\xfe")
@example(b"%YAML 9\n---\n")
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_bytes_a_file_is_read_or_its_faults_are_told(write, content):
    located, problems = read(write(content))

    assert located is not None or len(problems) == 1
    assert all(str(problem).encode() for problem in problems)
