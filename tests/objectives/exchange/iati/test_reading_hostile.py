"""Activity files that are meant to do harm, and those that are merely large."""

import io
import os
from pathlib import Path

import pytest

from objectives.exchange.iati.reading import import_programmes
from objectives.exchange.iati.report import FileRefused
from objectives.models import Programme
from tests.objectives.exchange.iati.files import ACTIVITY, CHILD, activity, document, load

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))


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


def test_what_asks_for_another_file_is_passed_over(administrator):
    asks = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'

    report = load(document(ACTIVITY.replace("<sector", f"{asks}<sector")), administrator).report

    assert [one.number for one in report.in_order() if "XInclude" in one.element] == [1]
    assert "root:" not in str(Programme.objects.values())


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
