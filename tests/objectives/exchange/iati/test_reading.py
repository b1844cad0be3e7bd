"""Programmes from an IATI activity file."""

import io
import os
from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from iomtrack.accounts.errors import NotPermitted
from objectives.exchange.iati.reading import import_programmes
from objectives.exchange.iati.report import FileRefused
from objectives.models import AuditEvent, Programme
from objectives.queries.budgets import budget_of
from tests import factories

pytestmark = pytest.mark.django_db

ACTIVITY = """<iati-activity default-currency="USD" xml:lang="en" hierarchy="1">
<iati-identifier>XM-DAC-47066-RET-1</iati-identifier>
<reporting-org ref="XM-DAC-47066" type="40"><narrative>IOM</narrative></reporting-org>
<title><narrative>Safe return</narrative><narrative xml:lang="fr">Retour sûr</narrative><narrative xml:lang="de">Heimkehr</narrative></title>
<description type="1"><narrative>Help on the way home.</narrative></description>
<description type="2"><narrative>Its objectives.</narrative></description>
<participating-org role="1" type="10" ref="XM-DAC-6"><narrative>Italy</narrative></participating-org>
<participating-org role="4" type="40"><narrative>IOM</narrative></participating-org>
<activity-status code="2"/>
<activity-date type="1" iso-date="2025-12-01"/><activity-date type="2" iso-date="2026-01-01"/>
<activity-date type="3" iso-date="2027-12-31"/>
<recipient-country code="KE" percentage="100"/>
<sector code="15190"/>
<budget type="1"><period-start iso-date="2026-01-01"/><period-end iso-date="2026-12-31"/><value value-date="2026-01-01">1000.5</value></budget>
<budget type="2"><period-start iso-date="2026-01-01"/><period-end iso-date="2026-12-31"/><value currency="EUR" value-date="2026-06-01">800</value></budget>
</iati-activity>"""  # noqa: E501
CHILD = """<iati-activity><iati-identifier>XM-DAC-47066-RET-1-A</iati-identifier>
<title><narrative xml:lang="es">Fase uno</narrative></title><related-activity ref="XM-DAC-47066-RET-1" type="1"/></iati-activity>"""  # noqa: E501


@pytest.fixture(autouse=True)
def countries(kenya):
    return [kenya]


def document(*activities, version="2.03", before='<?xml version="1.0" encoding="UTF-8"?>\n'):
    return f'{before}<iati-activities version="{version}">\n{"".join(activities)}\n</iati-activities>'.encode()


def load(data, by, **asked):
    return import_programmes(io.BytesIO(data), by=by, **asked)


def messages(outcome):
    return [(one.line, one.element, one.message) for one in outcome.report.problems]


def test_a_programme_is_made_of_an_activity(administrator, kenya):
    outcome = load(document(ACTIVITY), administrator)

    programme = Programme.objects.get()
    assert outcome.added == ["RET-1"]
    assert (programme.code, programme.iati_identifier) == ("RET-1", "XM-DAC-47066-RET-1")
    assert (programme.title, programme.translations["fr"]["title"]) == ("Safe return", "Retour sûr")
    assert programme.description == "Help on the way home."
    assert (programme.starts_on, programme.ends_on) == (date(2026, 1, 1), date(2027, 12, 31))
    assert list(programme.countries.all()) == [kenya]
    assert list(programme.donors.values_list("name", "iati_ref")) == [("Italy", "XM-DAC-6")]


def test_a_revised_budget_replaces_the_original_and_is_not_added(administrator):
    load(document(ACTIVITY), administrator)

    assert [(one.currency, one.amount) for one in budget_of(Programme.objects.get())] == [("EUR", Decimal(800))]


def test_what_was_used_and_what_was_passed_over_is_told_with_its_lines(administrator):
    report = load(document(ACTIVITY), administrator).report

    told = {(one.element, one.fate): (one.number, one.lines) for one in report.in_order()}
    assert told["title/narrative", "used"] == (2, [6, 6])
    assert told["title/narrative", "passed_over"] == (1, [6])
    assert told["sector", "passed_over"][0] == 1
    assert told["description", "passed_over"] == (1, [8])
    assert told["recipient-country/@percentage", "used"] == (1, [14])
    assert told["iati-activity/@hierarchy", "used"] == (1, [3])


def test_the_same_file_twice_changes_nothing(administrator):
    load(document(ACTIVITY, CHILD), administrator)
    events = AuditEvent.objects.count()

    outcome = load(document(ACTIVITY, CHILD), administrator)

    assert (outcome.added, outcome.changed, len(outcome.unchanged)) == ([], [], 2)
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize("activities", [(ACTIVITY, CHILD), (CHILD, ACTIVITY)], ids=["parent first", "child first"])
def test_a_child_stands_below_its_parent_whichever_comes_first(administrator, activities):
    load(document(*activities), administrator)

    child = Programme.objects.get(iati_identifier="XM-DAC-47066-RET-1-A")
    assert child.parent.iati_identifier == "XM-DAC-47066-RET-1"


def test_a_parent_can_name_its_child(administrator):
    parent = ACTIVITY.replace("<sector", '<related-activity ref="B" type="2"/><sector')
    child = "<iati-activity><iati-identifier>B</iati-identifier><title><narrative>B</narrative></title></iati-activity>"

    load(document(parent, child), administrator)

    assert Programme.objects.get(iati_identifier="B").parent.code == "RET-1"


def test_what_the_file_does_not_tell_stays(administrator, nairobi):
    programme = factories.ProgrammeFactory(
        code="OWN", iati_identifier="XM-DAC-47066-RET-1-A", title="Phase one", lead_office=nairobi
    )

    outcome = load(document(CHILD), administrator)

    programme.refresh_from_db()
    assert outcome.changed == ["OWN"]
    assert (programme.title, programme.translations["es"]["title"]) == ("Phase one", "Fase uno")
    assert programme.lead_office == nairobi


def test_a_dry_run_writes_nothing(administrator):
    outcome = load(document(ACTIVITY), administrator, dry_run=True)

    assert outcome.added == ["RET-1"]
    assert not Programme.objects.exists()
    assert not AuditEvent.objects.exists()


def test_one_error_keeps_everything_out(administrator):
    outcome = load(document(ACTIVITY, CHILD.replace("Fase uno", "")), administrator)

    assert not Programme.objects.exists()
    assert messages(outcome)[0][:2] == (18, "title")


def test_an_activity_that_is_over_retires_its_programme(administrator):
    outcome = load(document(ACTIVITY.replace('status code="2"', 'status code="4"')), administrator)

    assert outcome.retired == ["RET-1"]
    assert Programme.objects.get().status == "retired"


@pytest.mark.parametrize(
    ("old", "new", "line", "element", "words"),
    [
        ("<iati-identifier>XM-DAC-47066-RET-1</iati-identifier>", "", 3, "iati-identifier", "has no identifier"),
        ('iso-date="2026-01-01"/>\n', 'iso-date="01/01/2026"/>\n', 12, "activity-date", "is no day"),
        ('iso-date="2027-12-31"', 'iso-date="2020-12-31"', 3, "activity-date", "ends before it starts"),
        ('code="KE"', 'code="XX"', 14, "recipient-country", "no country"),
        ('code="2"', 'code="9"', 11, "activity-status", "code list"),
        (">Safe return<", ">Safe \u202enruter<", 3, "title", "turns the writing round"),
        ("Help on the way home.", "Help \u202eemoh", 3, "description", "turns the writing round"),
        ('type="2" iso-date', 'type="7" iso-date', 12, "activity-date", "code list ActivityDateType"),
        ('budget type="2"', 'budget type="3"', 17, "budget", "1 (original) or 2 (revised)"),
        ('period-end iso-date="2026-12-31"', 'period-end iso-date=""', 16, "budget/period-end", "is no day"),
        (">1000.5<", ">a lot<", 16, "budget/value", "no number"),
        (">1000.5<", ">-5<", 16, "budget/value", "no number"),
        (">1000.5<", ">NaN<", 16, "budget/value", "no number"),
        (">1000.5<", ">1e99<", 16, "budget/value", "no number"),
        ('currency="EUR"', 'currency="XXQ"', 17, "budget/value", "no currency"),
        ('type="2"><period-start', 'type="1"><period-start', 17, "budget", "this kind for these days"),
        (
            'type="2"><period-start iso-date="2026-01-01"',
            'type="2"><period-start iso-date="2026-02-01"',
            17,
            "budget",
            "overlap",
        ),
    ],
)
def test_errors_are_told_at_their_line(administrator, old, new, line, element, words):
    outcome = load(document(ACTIVITY.replace(old, new, 1)), administrator)

    ((found_line, found_element, message),) = messages(outcome)
    assert (found_line, found_element) == (line, element)
    assert words in message
    assert not Programme.objects.exists()


def test_two_activities_with_one_identifier_are_refused(administrator):
    assert len(messages(load(document(ACTIVITY, ACTIVITY), administrator))) == 2


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
READS_A_FILE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
HOSTILE = {
    "billion laughs": document(CHILD, before=f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>').replace(b"Fase", b"&l9;"),
    "laughs in the root": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><iati-activities version="&l9;"/>'.encode(),
    "external entity": document(CHILD, before='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>').replace(
        b"Fase", b"&e;"
    ),
    "external DTD": document(CHILD, before='<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'),
    "DTD in UTF-16": document(CHILD, before="<!DOCTYPE x>").decode().encode("utf-16"),
    "a long prologue": document(CHILD, before=f"<!--{'x' * 20_000}--><!DOCTYPE x>"),
    "undeclared entity": document(CHILD).replace(b"Fase", b"&nope;"),
    "empty": b"",
    "spaces": b"  \n ",
    "not XML": b"identifier,title\n1,Safe return\n",
    "a workbook": b"PK\x03\x04" + b"\0" * 60,
    "HTML": b"<html><body><p>Not found</body></html>",
    "cut short": document(ACTIVITY)[:400],
    "wrong encoding": document(ACTIVITY).decode().encode("latin-1"),
    "an encoding that is none": document(CHILD, before='<?xml version="1.0" encoding="klingon"?>'),
    "NUL": document(CHILD).replace(b"Fase", b"\0"),
    "no activity": document(),
    "an organization file": b'<iati-organisations version="2.03"/>',
    "version 1": document(ACTIVITY, version="1.05"),
    "no version": document(ACTIVITY, version=""),
    "a parameter entity": document(CHILD, before='<!DOCTYPE x [<!ENTITY % e SYSTEM "file:///etc/passwd"> %e;]>'),
    "a feed": b'<rss version="2.03"><channel/></rss>',
    "the root in a namespace": b'<x:iati-activities xmlns:x="urn:x" version="2.03"/>',
    "an activity without its root": ACTIVITY.encode(),
    "more after the end": document(CHILD) + b"<again/>",
    "a sign that XML has not": document(CHILD).replace(b"Fase", b"&#x1F;"),
    "an attribute twice": document(CHILD).replace(b"<iati-activity>", b'<iati-activity hierarchy="1" hierarchy="2">'),
    "version 3": document(ACTIVITY, version="3.00"),
    "too deep": document("<a>" * 5000 + "</a>" * 5000),
    "a huge text": document(CHILD).replace(b"Fase", b"x" * 11_000_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words_and_writes_nothing(administrator, name):
    with pytest.raises(FileRefused) as refused:
        load(HOSTILE[name], administrator)

    assert len(str(refused.value)) < 400
    assert "root:" not in str(refused.value)
    assert not Programme.objects.exists()


@pytest.mark.parametrize("version", ["2.01", "2.02", "2.03"])
def test_each_version_of_the_second_standard_is_read(administrator, version):
    assert load(document(ACTIVITY, version=version), administrator).added == ["RET-1"]


def test_an_activity_without_any_narrative_is_told_at_its_line(administrator):
    bare = ACTIVITY[: ACTIVITY.index("<title>")] + "<title/>" + ACTIVITY[ACTIVITY.index("<description") :]

    assert [one[:2] for one in messages(load(document(bare), administrator))] == [(3, "title")]


def test_what_asks_for_another_file_is_passed_over(administrator):
    asks = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'

    report = load(document(ACTIVITY.replace("<sector", f"{asks}<sector")), administrator).report

    assert [one.number for one in report.in_order() if "XInclude" in one.element] == [1]
    assert "root:" not in str(Programme.objects.values())


BUDGET = """<budget type="{}"><period-start iso-date="{}"/><period-end iso-date="{}"/>
<value currency="USD" value-date="2026-01-01">{}</value></budget>"""
FIRST, SECOND, LONG = ("2026-01-01", "2026-06-30"), ("2026-07-01", "2026-12-31"), ("2026-01-01", "2026-12-31")


@pytest.mark.parametrize(
    ("budgets", "total"),
    [
        ([(1, *FIRST, 10), (1, *SECOND, 20)], 30),
        ([(1, *FIRST, 10), (1, *SECOND, 20), (2, *SECOND, 5)], 15),
        ([(2, *SECOND, 5), (1, *SECOND, 20), (1, *FIRST, 10)], 15),
        ([(2, *FIRST, 7)], 7),
        ([(1, *FIRST, 10), (2, *LONG, 7)], None),
        ([(1, *LONG, 10), (2, *FIRST, 7)], None),
        ([(1, *LONG, 10), (1, *FIRST, 7)], None),
        ([(1, *FIRST, 10), (2, *FIRST, 7), (2, *FIRST, 8)], None),
    ],
)
def test_revisions_replace_and_budgets_that_overlap_are_refused(administrator, budgets, total):
    """`total` is what counts in the end; None where the file is kept out."""
    told = "".join(BUDGET.format(*one) for one in budgets)
    start, end = ACTIVITY.index("<budget"), ACTIVITY.index("</iati-activity>")

    outcome = load(document(ACTIVITY[:start] + told + ACTIVITY[end:]), administrator)

    if total is None:
        assert {one[1] for one in messages(outcome)} == {"budget"}
        assert not Programme.objects.exists()
    else:
        assert [one.amount for one in budget_of(Programme.objects.get())] == [total]


TRANSACTION = """<transaction ref="{}"><transaction-type code="3"/><transaction-date iso-date="2026-02-01"/>
<value currency="USD" value-date="2026-02-01">100</value><description><narrative>Paid for the way home.</narrative>
</description><recipient-country code="XX"/></transaction>"""
MEGABYTE = 1024 * 1024


class Watched(io.FileIO):
    """A file that notes how much memory the process has whenever more of it is read. In bytes."""

    most = 0

    def read(self, size=-1, /):
        resident = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        self.most = max(self.most, resident)
        return super().read(size)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not tell how much memory is used")
@pytest.mark.parametrize("number", [1, 25], ids=["one activity", "25 activities"])
def test_fifty_megabytes_are_read_in_little_memory(administrator, tmp_path, number):
    file = tmp_path / "activities.xml"
    size = 50 * MEGABYTE // number
    with file.open("w", encoding="utf-8") as out:
        out.write('<iati-activities version="2.03">')
        for one in range(number):
            out.write(activity(f"A-{one}").removesuffix("</iati-activity>"))
            for ref in range(size // len(TRANSACTION)):
                out.write(TRANSACTION.format(ref))
            out.write("</iati-activity>")
        out.write("</iati-activities>")

    with Watched(file) as watched:
        watched.read(1)
        before = watched.most
        outcome = import_programmes(watched, by=administrator)

    assert len(outcome.added) == number
    assert (watched.most - before) / MEGABYTE < 100


def test_a_file_in_utf_16_without_a_document_type_is_read(administrator):
    data = document(CHILD, before='<?xml version="1.0" encoding="UTF-16"?>').decode().encode("utf-16")

    assert load(data, administrator).added


def test_staff_load_no_programmes(recorder):
    with pytest.raises(NotPermitted):
        load(document(ACTIVITY), recorder)


def test_the_command_tells_what_it_did(tmp_path, capsys):
    file = tmp_path / "activities.xml"
    file.write_bytes(document(ACTIVITY, CHILD))

    call_command("import_iati", file)

    assert "2 added, 0 changed" in capsys.readouterr().out


def test_the_command_refuses_with_the_lines(tmp_path):
    file = tmp_path / "activities.xml"
    file.write_bytes(document(ACTIVITY.replace('code="KE"', 'code="XX"')))

    with pytest.raises(CommandError, match="line 14: XM-DAC-47066-RET-1 recipient-country"):
        call_command("import_iati", file)


LINK = """<document-link url="https://example.org/a.pdf" format="application/pdf">
<title><narrative>Agreement</narrative><narrative xml:lang="fr">Accord</narrative><narrative xml:lang="de">Vertrag</narrative></title>
<description><narrative>What was agreed.</narrative></description>
<category code="A09"/><category code="A11"/><language code="en"/><language code="fr"/><document-date iso-date="2026-02-01"/></document-link>"""  # noqa: E501


def with_links(*links):
    return document(ACTIVITY.replace("</iati-activity>", f"{''.join(links)}</iati-activity>"))


def test_documents_come_with_all_their_titles_and_kinds(administrator):
    report = load(with_links(LINK), administrator).report

    (found,) = Programme.objects.get().documents.all()
    assert (found.url, found.media_type, found.languages) == ("https://example.org/a.pdf", "application/pdf", "en fr")
    assert (found.title, found.language) == ("Agreement", "en")
    assert found.translations == {"de": {"title": "Vertrag"}, "fr": {"title": "Accord"}}
    assert (found.categories, found.dated_on) == ("A09 A11", date(2026, 2, 1))
    told = {(one.element, one.fate): one.number for one in report.in_order()}
    assert told["document-link", "used"] == 1
    assert told["document-link/category", "used"] == 2
    assert told["document-link/description", "passed_over"] == 1


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


def places(*shares):
    """An activity that works in these: "KE 60", "UG", or "region 40"."""
    told = []
    for code, _space, share in (one.partition(" ") for one in shares):
        percentage = f' percentage="{share}"' if share else ""
        told.append(
            f'<recipient-region code="298"{percentage}/>'
            if code == "region"
            else f'<recipient-country code="{code}"{percentage}/>'
        )
    return document(ACTIVITY.replace('<recipient-country code="KE" percentage="100"/>', "".join(told)))


def kept_shares():
    programme = Programme.objects.get()
    shares = dict(programme.places.values_list("state__iso", "percentage"))
    return shares | {"regions": programme.regions_percentage}


@pytest.mark.parametrize(
    ("told", "kept", "why"),
    [
        (["KE 60", "UG 40"], {"KE": 60, "UG": 40, "regions": None}, None),
        (["KE 60.5", "UG 19.5", "region 20"], {"KE": Decimal("60.5"), "UG": Decimal("19.5"), "regions": 20}, None),
        (["KE 33.333333", "UG 66.666666"], {"KE": Decimal("33.3333"), "UG": Decimal("66.6667"), "regions": None}, None),
        (["region 100"], {"regions": 100}, None),
        (["KE", "UG"], {"KE": None, "UG": None, "regions": None}, None),
        (["KE 60", "UG 30"], {"KE": None, "UG": None, "regions": None}, "do not come to 100"),
        (["KE 60", "UG 60"], {"KE": None, "UG": None, "regions": None}, "do not come to 100"),
        (["KE 60", "UG 40", "region 40"], {"KE": None, "UG": None, "regions": None}, "do not come to 100"),
        (["KE 100", "UG"], {"KE": None, "UG": None, "regions": None}, "not every country"),
        (["KE 100", "KE 100"], {"KE": 100, "regions": None}, None),
    ],
)
def test_shares_are_kept_where_they_come_to_a_hundred_and_told_where_not(administrator, told, kept, why):
    factories.StateFactory(iso="UG")

    report = load(places(*told), administrator).report

    assert kept_shares() == kept
    notes = [one.note for one in report.in_order() if one.element.endswith("@percentage") and one.fate == "passed_over"]
    assert [why in note for note in notes] == ([True] * len(notes) if why else [])
    assert bool(notes) == bool(why)


@pytest.mark.parametrize("share", ["-1", "101", "60%", "sixty", "NaN", "1e3"])
def test_a_share_that_is_none_is_told_at_its_line(administrator, share):
    assert [one[:2] for one in messages(load(places(f"KE {share}"), administrator))] == [
        (14, "recipient-country/@percentage")
    ]


def test_regions_of_a_second_vocabulary_are_passed_over(administrator):
    data = places("KE 50", "region 50").replace(
        b"<sector", b'<recipient-region code="R1" vocabulary="2" percentage="100"/><sector'
    )

    report = load(data, administrator).report

    assert kept_shares() == {"KE": 50, "regions": 50}
    assert ("recipient-region/@percentage", "passed_over") in {(one.element, one.fate) for one in report.in_order()}


def test_shares_on_record_stay_where_a_file_tells_the_same_countries_without(administrator):
    factories.StateFactory(iso="UG")
    load(places("KE 60", "UG 40"), administrator)

    load(places("UG", "KE"), administrator)
    assert kept_shares() == {"KE": 60, "UG": 40, "regions": None}
    load(places("UG"), administrator)
    assert kept_shares() == {"UG": None, "regions": None}


def activity(identifier, *relations, level=None):
    """A small activity; its relations are written "1 A": part of A, or "2 A": A is part of it."""
    told = "".join(
        f'<related-activity type="{kind}" ref="{other}"/>' for kind, other in (one.split() for one in relations)
    )
    hierarchy = f' hierarchy="{level}"' if level else ""
    return f"""<iati-activity{hierarchy}><iati-identifier>{identifier}</iati-identifier>
<title><narrative>{identifier}</narrative></title>{told}</iati-activity>"""


def standing():
    """What stands below what: "B<A" for each."""
    rows = Programme.objects.filter(parent__isnull=False).values_list("iati_identifier", "parent__iati_identifier")
    return sorted("<".join(row) for row in rows)


@pytest.mark.parametrize("order", list(permutations("ABC")))
def test_three_levels_stand_whatever_their_order_in_the_file(administrator, order):
    told = {
        "A": activity("A", "2 B", level=1),
        "B": activity("B", "1 A", level=2),
        "C": activity("C", "1 B", level=3),
    }

    load(document(*(told[one] for one in order)), administrator)

    assert standing() == ["B<A", "C<B"]


@pytest.mark.parametrize(
    "files",
    [
        [[activity("A")], [activity("B", "1 A")]],
        [[activity("B")], [activity("A", "2 B")]],
        [[activity("B", "1 A")], [activity("A")], [activity("B", "1 A")]],
    ],
    ids=["parent earlier", "child earlier, named by its parent", "child earlier, and again"],
)
def test_what_came_in_an_earlier_file_is_found(administrator, files):
    for one in files:
        outcome = load(document(*one), administrator)

    assert standing() == ["B<A"]
    assert outcome.is_sound


def test_a_child_on_record_that_its_parent_names_is_told_as_changed(administrator):
    load(document(activity("B")), administrator)

    outcome = load(document(activity("A", "2 B")), administrator)

    assert (outcome.added, outcome.changed) == (["A"], ["B"])
    assert load(document(activity("A", "2 B")), administrator).unchanged == ["A"]


def test_a_hierarchy_that_is_turned_round_is_taken(administrator):
    load(document(activity("A", level=1), activity("B", "1 A", level=2), activity("C", "1 B", level=3)), administrator)

    load(document(activity("A", "1 B", level=3), activity("B", "1 C", level=2), activity("C", level=1)), administrator)

    assert standing() == ["A<B", "B<C"]


def test_a_circle_keeps_the_file_out(administrator):
    outcome = load(document(activity("A", "1 B"), activity("B", "1 C"), activity("C", "1 A")), administrator)

    assert {one[1] for one in messages(outcome)} == {"related-activity"}
    assert not Programme.objects.exists()


def test_of_several_parents_the_one_of_the_level_above_is_kept(administrator):
    top, middle = activity("A", level=1), activity("B", "1 A", level=2)

    report = load(document(top, middle, activity("C", "1 A", "1 B", level=3)), administrator).report

    assert standing() == ["B<A", "C<B"]
    assert "a programme is part of one other; there is one already" in {one.note for one in report.in_order()}


def test_what_an_administrator_put_below_another_stays_there(administrator):
    """Also in a file of several levels, where the parent came from no file."""
    own = factories.ProgrammeFactory(code="OWN")
    load(document(activity("A"), activity("B")), administrator)
    Programme.objects.filter(code="A").update(parent=own)

    load(document(activity("A", level=1), activity("B", "1 A", level=2)), administrator)

    assert Programme.objects.get(code="A").parent == own


@pytest.mark.parametrize(
    ("activities", "note"),
    [
        ([activity("A", level=1), activity("B", level=2)], "names no activity that it is part of"),
        ([activity("A", level=2), activity("B", "1 A", level=2)], "not below that of the activity"),
        ([activity("A", level="first")], "a level is a number"),
        ([activity("A", "1 Z")], "is not known here"),
        ([activity("A", "2 Z")], "is not known here"),
        ([activity("A", "3 B"), activity("B")], "only parents"),
    ],
)
def test_what_is_odd_about_a_hierarchy_is_told(administrator, activities, note):
    report = load(document(*activities), administrator).report

    assert [one.note for one in report.in_order() if note in one.note]


def test_more_levels_than_programmes_stand_in_are_told_at_their_line(administrator):
    line = [activity("P0"), *(activity(f"P{number}", f"1 P{number - 1}") for number in range(1, 10))]

    outcome = load(document(*line), administrator)

    assert {one[1] for one in messages(outcome)} == {"related-activity"}
    assert "at most 8 levels" in messages(outcome)[0][2]
