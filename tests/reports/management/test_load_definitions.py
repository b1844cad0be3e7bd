from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from objectives.models import AuditEvent
from reports.enums import STANDARD, Section
from reports.models import Definition
from tests.reports.world import make_framework


@pytest.fixture
def frameworks(db):
    make_framework("MC/1842", date(1995, 11, 9))
    make_framework("MC/INF/274", date(2004, 11, 4))


def load(*arguments):
    call_command("load_definitions", *arguments, stdout=StringIO())


def test_the_definitions_that_an_installation_begins_with(frameworks):
    load()

    rows = Definition.objects.values_list("code", "framework__symbol", "session", "languages", "audience")
    assert list(rows) == [
        ("assessment", "MC/1842", "EIGHTY-EIGHTH SESSION", ["en"], "all_members"),
        ("progress", "MC/INF/274", "", ["en"], "all_members"),
    ]
    sections = dict(Definition.objects.values_list("code", "sections"))
    assert sections == {"assessment": list(STANDARD), "progress": list(Section.values)}


def test_loading_twice_changes_nothing(frameworks):
    load()
    before = list(Definition.objects.values()), AuditEvent.objects.count()

    load()

    assert (list(Definition.objects.values()), AuditEvent.objects.count()) == before


def test_a_definition_that_was_changed_in_the_file_is_changed_with_its_audit(frameworks, tmp_path):
    load()
    file = tmp_path / "own.yaml"
    file.write_text("- {code: progress, framework: MC/INF/274, title: Our progress, symbol: P, languages: [en]}")

    load(file)

    assert Definition.objects.get(code="progress").title == "Our progress"
    event = AuditEvent.objects.first()
    assert (event.action, event.before["title"]) == ("definition.save", "Progress report on the IOM Strategy")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {code: x, framework: MC/9, title: T, symbol: S, languages: [en]}", "load the framework MC/9 first"),
        (
            "- {code: x, framework: MC/1842, title: T, symbol: S, languages: [tlh]}",
            "0.languages: .*unknown language tlh",
        ),
        ("- {code: x, framework: MC/1842, symbol: S, languages: [en]}", "0.title: Field required"),
        ("- {code: x, frame: MC/1842}", "0.frame: Extra inputs are not permitted"),
        ("- {code: [", "own.yaml: "),
    ],
)
def test_an_error_is_told_with_its_place_and_nothing_is_written(frameworks, tmp_path, text, message):
    file = tmp_path / "own.yaml"
    file.write_text(text)

    with pytest.raises(CommandError, match=message):
        load(file)
    assert Definition.objects.count() == 0
