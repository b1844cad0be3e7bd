"""The record of MC/INF/274 is loaded whole, by the steps that people take, and again without harm."""

from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from objectives.models import (
    Assessment,
    AuditEvent,
    Element,
    Evidence,
    EvidenceDecision,
    Framework,
    Period,
)
from objectives.queries.overview import period_overview

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parents[2] / "objectives" / "data"
RECORD = str(DATA / "records" / "mc-1842-1995-2004.yaml")


@pytest.fixture(scope="module")
def recorded(once):
    """The official frameworks and the record of them; gives what the command says."""
    return once(load_official)


def load_official():
    frameworks = [str(DATA / "frameworks" / name) for name in ("mc-1842.yaml", "mc-inf-274.yaml")]
    call_command("load_framework", *frameworks, stdout=StringIO())
    out = StringIO()
    call_command("load_record", RECORD, stdout=out)
    return out.getvalue().strip()


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
