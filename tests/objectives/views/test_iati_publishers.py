"""Activity files as other organizations make them, uploaded: loaded or refused in words, with all they hold told."""

import gzip
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from objectives import tasks
from objectives.exchange_enums import IatiState
from objectives.models import AuditEvent, IatiUpload, Programme
from tests import factories
from tests.objectives.exchange.iati import publishers as by
from tests.objectives.exchange.iati.publishers import budget, days, of, one, organizations

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["at once", "by the worker"])
def upload(request, client_for, administrator, settings, kenya):
    """Send a file, let it be checked, and say yes where it is sound: the page, and what came of it."""
    factories.StateFactory(iso="UG")
    if request.param == "by the worker":
        settings.IATI_AT_ONCE_BYTES = 0
    client = client_for(administrator)

    def send(content):
        data = content if isinstance(content, bytes) else content.encode()
        response = client.post("/iati/programmes/", {"file": SimpleUploadedFile("activities.xml", data)}, follow=True)
        assert response.status_code == 200
        row = IatiUpload.objects.latest("pk")
        for _step in ("check", "load"):
            tasks.read_iati(row.pk)
            row.refresh_from_db()
            if row.state == IatiState.CHECKED:
                assert not Programme.objects.exists()
                assert client.post(row.get_absolute_url()).status_code == 302
        page = client.get(row.get_absolute_url())
        assert page.status_code == 200
        return row, page.content.decode()

    return send


def told(row, fate="passed_over"):
    return {(kind["element"], kind["note"]) for kind in row.report["kinds"] if kind["fate"] == fate}


def kept():
    return list(Programme.objects.order_by("pk"))


SOUND = {
    "two levels, as FCDO publishes them": (by.TWO_LEVELS, ["related-activity"]),
    "many languages, none of them the default": (by.MANY_LANGUAGES, ["title/narrative", "description/narrative"]),
    "a bank’s budgets, each to the day when the next begins": (by.BANK, ["transaction"]),
    "elements of other namespaces": (by.EXTENDED, ["{http://example.org/x}marker", "{http://example.org/y}envelope"]),
    "no language anywhere": (of(one()), []),
    "a title in another language alone": (of(one(), root='version="2.03" xml:lang="nl"'), ["title/narrative"]),
    "no currency, and no budget": (of(one(parts="<sector code='11220'/>")), ["sector"]),
    "funders without an identifier": (
        of(one(parts=organizations("<narrative>A</narrative>", "<narrative>B</narrative>", "", "<narrative/>"))),
        ["participating-org"],
    ),
    "a region alone": (of(one(parts='<recipient-region code="298"/>')), ["recipient-region"]),
    "Kosovo": (of(one(parts='<recipient-country code="XK"/>')), ["recipient-country"]),
    "shares that come to 80": (
        of(one(parts='<recipient-country code="KE" percentage="50"/><recipient-country code="UG" percentage="30"/>')),
        ["recipient-country/@percentage"],
    ),
    "planned days alone": (of(one(parts=days(planned_start="2026-01-01", planned_end="2027-01-01"))), []),
    "a late start": (
        of(one(parts=days(planned_start="2024-01-01", actual_start="2026-01-01", planned_end="2025-01-01"))),
        ["activity-date"],
    ),
    "an end before the planned start": (
        of(one(parts=days(planned_start="2026-01-01", actual_end="2025-06-30"))),
        ["activity-date"],
    ),
    "days that are empty": (of(one(parts='<activity-date type="4" iso-date=""/>')), ["activity-date"]),
    "spaces around an identifier": (of(one("\n  XM-1-A\t\n")), []),
    "a very long description": (
        of(one(parts=f"<description><narrative>{'word ' * 20_000}</narrative></description>")),
        ["description/narrative"],
    ),
    "a byte order mark": (b"\xef\xbb\xbf" + of(one()).encode(), []),
    "UTF-16": (of(one(), head='<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16"), []),
    "Latin-1": (of(one(title="Église"), head='<?xml version="1.0" encoding="ISO-8859-1"?>').encode("latin-1"), []),
    "an address with a space": (
        of(
            one(
                parts='<document-link url=" https://example.org/a file.pdf" format="application/pdf">'
                '<title><narrative>Report</narrative></title><category code="a08"/></document-link>'
            )
        ),
        [],
    ),
    "a style sheet and comments": (
        of(one(), head='<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><!-- us -->'),
        [],
    ),
}


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_is_loaded_and_tells_what_was_passed_over(upload, name):
    content, passed = SOUND[name]

    row, page = upload(content)

    assert (row.state, row.report["problems"]) == (IatiState.LOADED, [])
    assert {element for element, note in told(row) if note} == set(passed)
    assert "The file is loaded." in page
    assert len(kept()) == row.report["numbers"]["added"] == (2 if "levels" in name else 1)
    assert AuditEvent.objects.filter(action="programme.add").count() == len(kept())


OLD = """<iati-activities version="1.05"><iati-activity><iati-identifier>A</iati-identifier><title xml:lang="en">Water
</title><activity-date type="start-planned" iso-date="2012-01-01"/></iati-activity></iati-activities>"""
ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
REFUSED = {
    "version 1": (OLD, "which writes titles, dates and organizations another way"),
    "no version": (of(one(), root=""), "does not say of which version of IATI"),
    "gzip": (gzip.compress(of(one()).encode()), "The file is packed"),
    "ZIP": (b"PK\x03\x04\x14\0\0\0\x08\0activities.xml", "The file is packed"),
    "an organization file": (
        '<iati-organisations version="2.03"><iati-organisation/></iati-organisations>',
        "<iati-organisations>, and not <iati-activities>",
    ),
    "no activity": (of(), "The file holds no activity."),
    "an entity": (of(one(title="&e;"), head=ENTITY), "document type"),
    "UTF-8 that is Latin-1": (of(one(title="Église")).encode("latin-1"), "not in the encoding that it names"),
    "an encoding that is none": (of(one(), head='<?xml version="1.0" encoding="x-none"?>'), "encoding"),
    "one identifier twice": (of(one(), one()), "Two activities have this identifier."),
    "one identifier twice, but for the spaces": (of(one(), one(" XM-1-A ")), "Two activities have this identifier."),
    "no currency": (of(one(parts=budget("2026-01-01", "2026-12-31", "5"))), "its activity has no default-currency"),
    "no title": (of(one(title="")), "has no title"),
    "a number with underscores": (
        of(one(parts=budget("2026-01-01", "2026-12-31", "1_000", currency="USD"))),
        "no number from 0 on",
    ),
    "thousands": (
        of(one(parts=budget("2026-01-01", "2026-12-31", "1,000.00", currency="USD"))),
        "no number from 0 on",
    ),
    "budgets that overlap": (
        of(
            one(
                parts=budget("2026-01-01", "2026-12-31", "5", currency="USD")
                + budget("2026-06-01", "2027-05-31", "5", kind="2", currency="USD")
            )
        ),
        "These days overlap those of another budget.",
    ),
    "a planned end before the planned start": (
        of(one(parts=days(planned_start="2026-01-01", planned_end="2025-01-01"))),
        "ends before it starts",
    ),
    "a donor that turns the writing round": (
        of(one(parts=organizations("<narrative>It\u202eyla</narrative>"))),
        "turns the writing round",
    ),
    "too many budgets": (
        of(
            one(
                parts="".join(budget(f"{1700 + n}-01-01", f"{1700 + n}-12-31", "1", currency="USD") for n in range(201))
            )
        ),
        "at most 200 budgets",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_loaded_is_refused_in_words_and_writes_nothing(upload, name):
    content, words = REFUSED[name]

    row, page = upload(content)

    assert row.state == IatiState.REFUSED
    assert any(words in problem["message"] for problem in row.report["problems"])
    assert "to put right" in page
    assert not Programme.objects.exists()
    assert not AuditEvent.objects.filter(object_type="objectives.programme").exists()


def test_what_fcdo_publishes_stands_in_two_levels_with_the_revised_budget(upload):
    upload(by.TWO_LEVELS)

    above, below = kept()
    assert below.parent == above
    assert sorted(below.budgets.values_list("kind", "amount")) == [("original", 100), ("revised", 80)]


def test_languages_are_those_that_programmes_are_kept_in(upload):
    upload(by.MANY_LANGUAGES)

    (programme,) = kept()
    assert (programme.language, programme.title, programme.translations) == (
        "fr",
        "Eau",
        {"es": {"title": "Agua", "description": "Agua"}},
    )


def test_a_title_in_another_language_stands_in_until_there_is_one(upload):
    dutch = of(one(), root='version="2.03" xml:lang="nl"')
    row, _page = upload(dutch)

    (programme,) = kept()
    assert (programme.language, programme.title) == ("en", "Water")
    note = "its language is not English, French or Spanish; it stands in where there is no other title"
    assert told(row) == {("title/narrative", note)}


def test_days_that_a_plan_had_wrong_are_those_that_happened(upload):
    upload(SOUND["a late start"][0])

    (programme,) = kept()
    assert (programme.starts_on, programme.ends_on) == (date(2026, 1, 1), None)


def test_a_bank_s_budgets_are_all_kept_and_can_be_changed_by_hand(upload, client_for, administrator):
    upload(by.BANK)

    (programme,) = kept()
    assert programme.budgets.count() == 50
    assert {one.currency for one in programme.budgets.all()} == {"USD"}
    assert sum(one.amount for one in programme.budgets.all()) == Decimal("525.0")


def test_as_many_names_of_elements_as_anybody_invents_make_no_page_long(upload):
    parts = "".join(f"<made-up-{number}/>" for number in range(500)) + f"<{'long' * 100}/>"

    row, page = upload(of(one(parts=parts)))

    assert len(row.report["kinds"]) <= 303
    assert sum(kind["number"] for kind in row.report["kinds"] if kind["fate"] == "passed_over") == 501
    assert "long" * 26 not in page
