"""Programmes from an IATI activity file."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from iomtrack.accounts.errors import NotPermitted
from objectives.models import AuditEvent, Programme
from objectives.queries.budgets import budget_of
from tests import factories
from tests.objectives.exchange.iati.files import ACTIVITY, CHILD, document, load, messages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]


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


def test_attributes_that_no_programme_has_a_place_for_are_told_too(administrator):
    whole = ACTIVITY.replace("<iati-activity ", '<iati-activity xmlns:own="urn:own" own:mark="a" humanitarian="1" ', 1)

    report = load(document(whole.replace('<budget type="1">', '<budget type="1" status="2">')), administrator).report

    told = {one.element: (one.fate, one.number) for one in report.in_order() if "/@" in one.element}
    assert told == {
        "iati-activity/@hierarchy": ("used", 1),
        "iati-activity/@humanitarian": ("passed_over", 1),
        "iati-activity/@mark": ("passed_over", 1),
        "budget/@status": ("passed_over", 1),
        "participating-org/@type": ("passed_over", 2),
        "recipient-country/@percentage": ("used", 1),
    }


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


@pytest.mark.parametrize("version", ["2.01", "2.02", "2.03"])
def test_each_version_of_the_second_standard_is_read(administrator, version):
    assert load(document(ACTIVITY, version=version), administrator).added == ["RET-1"]


def test_an_activity_without_any_narrative_is_told_at_its_line(administrator):
    bare = ACTIVITY[: ACTIVITY.index("<title>")] + "<title/>" + ACTIVITY[ACTIVITY.index("<description") :]

    assert [one[:2] for one in messages(load(document(bare), administrator))] == [(3, "title")]


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
