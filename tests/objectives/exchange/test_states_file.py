"""Files of States: every way that spreadsheets write them, every error at its place, all or nothing, and again."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from iomtrack.accounts.errors import ActionError
from objectives.actions.standings import begin_standing, load_standings
from objectives.exchange.states import plan
from objectives.exchange.states_file import StatesRefused, text_of
from objectives.models import AuditEvent, State, StateStanding
from tests import factories

pytestmark = pytest.mark.django_db

HEADINGS = "iso,standing,since,until,language\n"
FILE = HEADINGS + "KE,observer,1980-01-01,,fr\nKE,member,1985-11-26,,fr\nCO,member,1956-01-02,1999-12-31,\n"


@pytest.fixture(autouse=True)
def states():
    for iso, name in (("KE", "Kenya"), ("CO", "Colombia"), ("CI", "Côte d’Ivoire")):
        factories.StateFactory(iso=iso, name=name, standing="neither")


NO_STANDING = "row 2, column standing: Write “member” or “observer”."
NO_DAY = "row 2, column since: Write the day as in 2004-11-04: year, month, day."
FORMULA = "row 2, column iso: This is a formula. Write the value itself."
OVERLAP = "row 2, column until: This overlaps the standing of this State since 2001-01-01."
TWICE = "row 4, column since: This State and day are in row 2 already."


def no_country(row, iso):
    return f"row {row}, column iso: No country has the ISO 3166-1 code “{iso}”. Give the two letters, such as KE."


def refused(text):
    with pytest.raises(StatesRefused) as error:
        plan(text_of(text if isinstance(text, bytes) else text.encode()))
    return [str(problem) for problem in error.value.problems]


def load(text, by):
    load_standings(histories=plan(text), by=by)


def histories():
    rows = StateStanding.objects.order_by("state__iso", "since")
    return list(rows.values_list("state__iso", "standing", "since", "until"))


LOADED = [
    ("CO", "member", date(1956, 1, 2), date(1999, 12, 31)),
    ("KE", "observer", date(1980, 1, 1), date(1985, 11, 25)),
    ("KE", "member", date(1985, 11, 26), None),
]


def test_a_file_is_loaded_and_a_standing_lasts_until_the_next_one(administrator):
    load(FILE, administrator)

    assert histories() == LOADED
    assert dict(State.objects.values_list("iso", "language")) == {"KE": "fr", "CO": "en", "CI": "en"}
    event = AuditEvent.objects.get(object_label="Kenya")
    assert (event.action, event.before) == ("state.load_standings", {"standings": [], "language": "en"})
    assert event.after["standings"][1] == {"standing": "member", "since": "1985-11-26", "until": None}


def test_the_same_file_again_changes_nothing(administrator):
    load(FILE, administrator)

    assert plan(FILE) == []


def test_what_is_on_record_and_not_in_the_file_stays_and_ends_where_the_file_begins(administrator):
    begin_standing(state=State.objects.get(iso="CO"), standing="member", since=date(1956, 1, 2), by=administrator)
    begin_standing(state=State.objects.get(iso="KE"), standing="observer", since=date(1980, 1, 1), by=administrator)

    load(HEADINGS + "KE,member,1985-11-26,,", administrator)

    assert histories() == [("CO", "member", date(1956, 1, 2), None), *LOADED[1:]]


def test_a_row_puts_its_standing_in_the_place_of_the_one_of_that_day(administrator):
    begin_standing(state=State.objects.get(iso="KE"), standing="observer", since=date(1985, 11, 26), by=administrator)

    load(HEADINGS + "KE,member,1985-11-26,1990-01-01,", administrator)

    assert histories() == [("KE", "member", date(1985, 11, 26), date(1990, 1, 1))]


def test_a_row_may_say_the_language_alone(administrator):
    load("iso,standing,since,language\nKE,,,es\n", administrator)

    assert (State.objects.get(iso="KE").language, histories()) == ("es", [])


@pytest.mark.parametrize(
    "content",
    [
        FILE.encode("utf-8-sig"),
        FILE.replace(",", ";").encode(),
        FILE.replace(",", "\t").encode("utf-16"),
        ("sep=;\n" + FILE.replace(",", ";")).encode(),
        FILE.replace("\n", "\r\n").encode(),
        FILE.replace("iso,", "ISO , ").replace("KE", " ke ").replace("member", "Member").encode(),
        FILE.replace("\n", ",Côte d’Ivoire\n").replace("language,Côte d’Ivoire", "language,Name").encode("cp1252"),
        (FILE + ",,,,\n\n").encode(),
    ],
    ids=["BOM", "semicolons", "UTF-16 with tabs", "sep line", "CRLF", "capitals and spaces", "Windows", "empty rows"],
)
def test_it_is_read_as_spreadsheets_save_it(content, administrator):
    load(text_of(content), administrator)

    assert histories() == LOADED


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        ("XX,member,1990-01-01,,", [no_country(2, "XX")]),
        (",member,1990-01-01,,", [no_country(2, "")]),
        ("KE,guest,1990-01-01,,", [NO_STANDING]),
        ("KE,,1990-01-01,,", [NO_STANDING]),
        ("KE,,,,", [NO_STANDING]),
        ("KE,member,,,", ["row 2, column since: Give the first day."]),
        ("KE,member,04/11/2004,,", [NO_DAY]),
        ("KE,member,2004-02-30,,", [NO_DAY]),
        ("KE,member,1990-01-01,soon,", ["row 2, column until: Write the day as in 2004-11-04: year, month, day."]),
        ("KE,member,1990-01-02,1990-01-01,", ["row 2, column until: The last day is before the first day."]),
        ("KE,member,1990-01-01,,de", ["row 2, column language: Write “en”, “fr” or “es”, or leave it empty."]),
        ("=KE,member,1990-01-01,,", [FORMULA]),
        ("KE,=A1,-1,+1,@x", [FORMULA.replace("iso", one) for one in ("standing", "since", "until", "language")]),
        ("KE,member,1990-01-01,,,x", ["row 2: There is something beyond the last column."]),
        ("KE,member,1990-01-01,,\nCO,member,1990-01-01,,\nKE,observer,1990-01-01,,", [TWICE]),
        (
            "KE,member,1990-01-01,,en\nKE,observer,1980-01-01,,fr",
            ["row 3, column language: Row 2 gives this State “en”."],
        ),
        ("KE,member,1990-01-01,2001-01-01,\nKE,observer,2001-01-01,,", [OVERLAP]),
        ("KE,guest,x,,\nXX,member,1990-01-01,,", [NO_STANDING, NO_DAY, no_country(3, "XX")]),
        ("", ["row 1: The file has no row below its headings."]),
    ],
)
def test_every_error_is_told_by_row_and_column(rows, problems):
    assert refused(HEADINGS + rows) == problems


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (b"", ["row 1: The file is empty."]),
        (b"iso,standing\nKE,member\n", ["row 1: The column “since” is missing."]),
        (
            b"iso,standing,since,colour,since\nKE,member\n",
            [
                "row 1: There is no column “colour”. Known are: iso, standing, since, until, language.",
                "row 1, column since: This column is there twice.",
            ],
        ),
        (b"iso,standing,since\n" + b"KE,member,1990-01-01\n" * 5000, ["row 5001: The file has more than 5000 rows."]),
        (b"x" * 500_001, ["row 1: The file is larger than 500 KB."]),
        (b"PK\x03\x04\0\0", ["row 1: This is not a CSV file. Save the sheet as CSV."]),
    ],
    ids=["empty", "no column", "unknown column", "long", "large", "a workbook"],
)
def test_what_is_no_file_of_states_says_why(content, problems):
    assert refused(content) == problems


def test_a_row_that_overlaps_what_is_on_record_is_told(administrator):
    factories.StateStandingFactory(
        state=State.objects.get(iso="KE"), since=date(1980, 1, 1), until=date(1990, 1, 1), standing="observer"
    )

    assert refused(HEADINGS + "KE,member,1985-11-26,,") == [
        "row 2, column since: This State is on record with another standing until 1990-01-01."
    ]


def test_a_state_that_was_changed_since_the_file_was_checked_stops_all(administrator):
    planned = plan(FILE)
    begin_standing(state=State.objects.get(iso="KE"), standing="member", since=date(2001, 1, 1), by=administrator)

    with pytest.raises(ActionError, match="Kenya was changed by somebody else meanwhile"):
        load_standings(histories=planned, by=administrator)

    assert histories() == [("KE", "member", date(2001, 1, 1), None)]


# --- the command ------------------------------------------------------------------------------------


def run(*arguments):
    output = StringIO()
    call_command("load_states", *map(str, arguments), stdout=output)
    return output.getvalue().splitlines()[1:]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "states.csv"
    path.write_text(FILE)
    return path


def test_the_command_loads_a_file_again_and_again(file, administrator):
    assert run(file, "--by", administrator.email) == [f"{file}: 2 States changed"]
    assert run(file) == [f"{file}: nothing to change"]
    assert histories() == LOADED
    assert AuditEvent.objects.filter(action="state.load_standings", by=administrator).count() == 2


def test_the_command_tells_every_error_and_saves_nothing(file):
    file.write_text(HEADINGS + "KE,member,1990-01-01,,\nKE,guest,x,,\n")

    with pytest.raises(CommandError) as error:
        run(file)

    assert str(error.value).splitlines() == [
        f"{file}: row 3, column standing: Write “member” or “observer”.",
        f"{file}: row 3, column since: Write the day as in 2004-11-04: year, month, day.",
    ]
    assert (histories(), State.objects.count()) == ([], 3)


def test_the_command_needs_a_file_that_is_there_and_an_administrator(file, recorder):
    with pytest.raises(CommandError, match="No such file or directory"):
        run("missing.csv")
    with pytest.raises(CommandError, match="is not an administrator's address"):
        run(file, "--by", recorder.email)


def test_without_a_name_the_service_account_of_files_answers_for_it(file):
    run(file)

    assert AuditEvent.objects.filter(action="state.load_standings")[0].by.email == "states@iomtrack.invalid"
