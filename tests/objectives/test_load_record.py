"""The record of MC/INF/274 is loaded whole, by the steps that people take, and again without harm."""

from collections import Counter
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from objectives.models import (
    Assessment,
    AuditEvent,
    Dimension,
    Element,
    Evidence,
    EvidenceDecision,
    Figure,
    Framework,
    Indicator,
    Office,
    Period,
    Programme,
)
from objectives.queries.budgets import Money, budget_of
from objectives.queries.overview import period_overview
from tests.objectives.exchange.conftest import example, line_of

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parents[2] / "objectives" / "data"
RECORD = str(DATA / "records" / "mc-1842-1995-2004.yaml")
EXAMPLE = example("record-file.md")


@pytest.fixture
def recorded():
    """The official frameworks and the record of them; gives what the command says."""
    frameworks = [str(DATA / "frameworks" / name) for name in ("mc-1842.yaml", "mc-inf-274.yaml")]
    call_command("load_framework", *frameworks, stdout=StringIO())
    out = StringIO()
    call_command("load_record", RECORD, stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def load(tmp_path):
    """Loads a text as a record of the example's framework; gives what the command says."""
    plan = tmp_path / "plan.yaml"
    plan.write_text(example("framework-file.md"), encoding="utf-8")
    call_command("load_framework", str(plan), stdout=StringIO())

    def load_text(text):
        path, out = tmp_path / "record.yaml", StringIO()
        path.write_text(text, encoding="utf-8")
        call_command("load_record", str(path), stdout=out)
        return out.getvalue().strip()

    return load_text


# --- the official record ------------------------------------------------------------------------


def test_the_record_says_what_it_added(recorded):
    assert recorded == "MC/1842: 58 entries, 22 assessments added; 1 period opened, 1 period closed"


def test_a_second_load_changes_nothing_and_says_so(recorded):
    events, out = AuditEvent.objects.count(), StringIO()
    call_command("load_record", RECORD, stdout=out)
    assert out.getvalue().strip() == "MC/1842: nothing to change"
    assert AuditEvent.objects.count() == events


def test_its_period_is_closed_by_the_administration(recorded):
    period = Period.objects.get()
    assert (period.framework.symbol, period.code, period.label) == ("MC/1842", "1995-2004", "1995–2004")
    assert (period.starts_on, period.ends_on) == (date(1995, 11, 29), date(2004, 11, 4))
    assert (period.status, period.closed_by.name) == ("closed", "Administration")


def test_every_entry_was_submitted_and_accepted_by_another(recorded):
    assert set(Evidence.objects.values_list("status", "author__name", "reviewer__name")) == {
        ("accepted", "Record of MC/INF/274", "Administration")
    }
    assert Counter(EvidenceDecision.objects.values_list("before", "after")) == {
        ("draft", "submitted"): 58,
        ("submitted", "accepted"): 58,
    }


def test_every_entry_cites_the_document_and_falls_in_the_period(recorded):
    entries = Evidence.objects.prefetch_related("sources")
    assert all(any(source.citation == "MC/INF/274" and source.paragraph for source in e.sources.all()) for e in entries)
    assert min(entry.starts_on for entry in entries) == date(1995, 11, 29)
    assert max(entry.ends_on for entry in entries) == date(2004, 11, 4)
    assert not Evidence.objects.filter(is_sample=True).exists()


def test_every_agreement_of_footnote_4_is_an_entry_of_its_year(recorded):
    agreements = Evidence.objects.filter(sources__paragraph="footnote 4", date_precision="year")
    years = Counter(entry.starts_on.year for entry in agreements)
    assert years == {1996: 1, 1997: 1, 1998: 2, 1999: 2, 2000: 3, 2001: 2, 2002: 1, 2003: 5}
    assert all((e.starts_on.month, e.ends_on.month) == (1, 12) for e in agreements)


@pytest.mark.parametrize(
    ("key", "starts_on", "ends_on", "precision"),
    [
        ("resolution-923", date(1995, 11, 29), date(1995, 11, 29), "day"),
        ("reorganization", date(1999, 1, 1), date(1999, 12, 31), "year"),
        ("international-dialogue", date(2001, 11, 27), date(2001, 11, 29), "day"),
        ("round-table", date(2002, 6, 1), date(2002, 6, 30), "month"),
        ("comments-2004", date(2004, 1, 1), date(2004, 11, 4), "year"),
        ("geneva-migration-group", date(1995, 11, 29), date(2004, 11, 4), "period"),
    ],
)
def test_an_entry_is_dated_as_precisely_as_the_source_dates_it(recorded, key, starts_on, ends_on, precision):
    entry = Evidence.objects.get(external_reference=f"mc-inf-274/{key}")
    assert (entry.starts_on, entry.ends_on, entry.date_precision) == (starts_on, ends_on, precision)


def test_the_figures_of_paragraph_19_are_the_period_values(recorded):
    rows = period_overview(Framework.objects.get(symbol="MC/1842"), Period.objects.get())
    values = {
        one.indicator.code: (int(one.indicator.baseline), int(one.value.value), one.value.qualifier)
        for row in rows
        for one in row.indicators
    }
    assert values == {
        "C1.1": (1100, 4100, "over"),
        "C1.2": (70, 200, "over"),
        "C4.1": (55, 105, "exact"),
        "C4.2": (41, 27, "exact"),
    }


def test_the_findings_are_those_of_section_iv(recorded):
    findings = {
        one.element.code: f"{one.finding} {one.finding_basis}" for one in Assessment.objects.select_related("element")
    }
    assert findings == {
        **dict.fromkeys(("O1", "O4"), "ongoing specific"),
        **dict.fromkeys(("O2", "O3", "O5", "O6", "O7", "O9"), "ongoing general"),
        "O8": "difficult_to_measure specific",
        **{f"E{number}": "partly_met general" for number in range(1, 10)},
        **dict.fromkeys(("C1", "C2", "C3"), "partly_met general"),
        "C4": "partly_met specific",
    }


def test_measurability_is_judged_only_where_section_iv_judges_it(recorded):
    judged = Assessment.objects.exclude(measurability="")
    assert set(judged.values_list("element__code", "measurability", "measurability_basis")) == {
        ("E4", "difficult", "specific"),
        ("E5", "quantifiable", "specific"),
    }


def test_continuation_is_refined_where_paragraph_16_names_it(recorded):
    refined = Assessment.objects.filter(continuation="refined", continuation_basis="specific")
    relevant = Assessment.objects.filter(continuation="remains_relevant", continuation_basis="general")
    assert sorted(refined.values_list("element__code", flat=True)) == ["O2", "O5", "O9"]
    assert relevant.count() == 15
    assert sorted(Assessment.objects.filter(continuation="").values_list("element__code", flat=True)) == [
        "C1",
        "C2",
        "C3",
        "C4",
    ]


def test_the_shortfall_of_financial_capacity_is_its_challenge(recorded):
    challenges = {
        one.element.code: one.texts.get().challenges for one in Assessment.objects.all() if one.texts.get().challenges
    }
    assert list(challenges) == ["C4"]
    assert "have not always allowed IOM to increase its capacities" in challenges["C4"]


def test_gaps_stay_gaps(recorded):
    without = Element.objects.filter(framework__symbol="MC/1842", contributions=None)
    assert list(without.values_list("code", flat=True)) == ["E6"]


# --- any record ---------------------------------------------------------------------------------


def test_the_example_of_the_page_loads_and_loads_again(load):
    assert load(EXAMPLE) == "WRC/2030: 1 entry, 1 assessment added; 1 period opened, 1 period closed"
    assert load(EXAMPLE) == "WRC/2030: nothing to change"


def test_what_is_new_in_an_open_period_is_added(load):
    text = EXAMPLE.replace("    close: true\n", "")
    load(text)
    second = text[text.index("  - key:") : text.index("assessments:")].replace("wrc/plant-at-aville", "wrc/second")
    assert load(text.replace("assessments:", f"{second}assessments:")) == (
        "WRC/2030: 1 entry, 0 assessments added; 0 periods opened, 0 periods closed"
    )
    assert load(EXAMPLE) == "WRC/2030: 0 entries, 0 assessments added; 0 periods opened, 1 period closed"


def test_what_is_new_for_a_closed_period_is_refused(load, tmp_path):
    load(EXAMPLE)
    text = EXAMPLE.replace("wrc/plant-at-aville", "wrc/second").replace("- element: 1a1", "- element: 1a")
    with pytest.raises(CommandError) as error:
        load(text)
    assert str(error.value).splitlines() == [
        f"{tmp_path}/record.yaml:{line_of('wrc/second', text)}: evidence[0]: "
        "First half of 2026 is closed, and this is not in it",
        f"{tmp_path}/record.yaml:{line_of('- element: 1a', text)}: assessments[0]: "
        "First half of 2026 is closed, and this is not in it",
    ]
    assert Evidence.objects.count() == 1


def test_other_days_for_a_period_that_stands_are_refused(load, tmp_path):
    load(EXAMPLE)
    text = EXAMPLE.replace("starts_on: 2026-01-01", "starts_on: 2026-01-02")
    with pytest.raises(CommandError) as error:
        load(text)
    assert str(error.value) == (
        f"{tmp_path}/record.yaml:{line_of('starts_on', text)}: periods[0].starts_on: "
        "“2026-H1” is open from 2026-01-01 to 2026-06-30 already"
    )


def test_an_office_that_stands_keeps_its_name(load):
    Office.objects.create(code="HQ", name="Seat")
    load(EXAMPLE)
    assert list(Office.objects.values_list("name", flat=True)) == ["Seat"]


def test_the_accounts_of_a_record_cannot_sign_in(load):
    load(EXAMPLE)
    entry = Evidence.objects.get()
    assert [(one.role, one.has_usable_password()) for one in (entry.author, entry.reviewer)] == [("service", False)] * 2


def test_answers_and_parts_are_loaded(load):
    call_command("load_dimensions", stdout=StringIO())
    Indicator.objects.get(code="1a1.1").dimensions.add(Dimension.objects.get(code="sex"))
    broken_down = EXAMPLE.replace("value: 13", "value: 13, qualifier: over, parts: {sex: {female: 7, male: 6}}")

    load(broken_down)

    figure = Figure.objects.get()
    assert (figure.value, figure.qualifier, figure.answer) == (13, "over", "value")
    assert {part.category.code: int(part.value) for part in figure.parts.all()} == {"female": 7, "male": 6}


@pytest.mark.parametrize("answer", ["not_reported", "not_applicable"])
def test_why_there_is_no_figure_is_loaded(load, answer):
    load(EXAMPLE.replace("value: 13", f"answer: {answer}"))

    assert (Figure.objects.get().answer, Figure.objects.get().value) == (answer, None)


def test_a_record_brings_its_programmes_and_loads_again_without_harm(load):
    programmes = """programmes:
  - code: WASTE-1
    title: Waste of three towns
    lead_office: HQ
    donors: [{name: River Fund}]
    budgets:
      - {amount: 100, currency: EUR, starts_on: 2026-01-01, ends_on: 2026-12-31}
      - {amount: 80, currency: EUR, starts_on: 2026-01-01, ends_on: 2026-12-31, kind: revised}

periods:"""
    text = EXAMPLE.replace("periods:", programmes, 1).replace("    date:", "    programme: WASTE-1\n    date:", 1)
    text = text.replace("name: Headquarters", "name: Headquarters, kind: headquarters")

    load(text)

    assert load(text) == "WRC/2030: nothing to change"
    programme = Programme.objects.get()
    assert Evidence.objects.get().programme == programme
    assert (programme.title, programme.lead_office.kind) == ("Waste of three towns", "headquarters")
    assert budget_of(programme) == (Money("EUR", Decimal(80)),)
