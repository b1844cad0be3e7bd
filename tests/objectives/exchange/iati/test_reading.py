"""Programmes from an IATI activity file."""

import io
from datetime import date
from decimal import Decimal

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
    assert told["recipient-country/@percentage", "passed_over"][0] == 1


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
