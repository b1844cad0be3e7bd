# ruff: noqa: E501
"""A quarter under the framework of 2004, with gaps on purpose; all of it sample data."""

from datetime import date, timedelta
from decimal import Decimal

from reports.content.facts import (
    CONTENT_VERSION,
    Amount,
    AssessmentFacts,
    DefinitionFacts,
    ElementFacts,
    FrameworkFacts,
    IndicatorFacts,
    Judgement,
    LineageFacts,
    PeriodFacts,
    ReportContent,
)
from tests.reports.document.papers.entries import ALL_SECTIONS, entry
from tests.reports.document.papers.words import OBJECTIVES_1995, OBJECTIVES_2004, PLAN, ROLES_2004, STRATEGY, THREADS

DEEDS = (
    "Training of border officials in document examination",
    "Pre-departure medical examinations for families bound for resettlement",
    "Round table on labour migration with employers and trade unions",
    "Return and reintegration grants paid to former combatants",
    "Survey of remittances in three provinces, with the national bank",
    "Information campaign on the dangers of smuggling, broadcast in four languages",
)
OFFICES = ("Nairobi", "Dhaka", "Bogotá", "Tirana", "Dakar", "Almaty")
FINDINGS_SAMPLE = ("met", "ongoing", "partly_met", "difficult_to_measure", "not_attainable", "not_met")
SAMPLE_START = date(2026, 7, 1)


def sample_evidence(codes, number=100):
    usable = [code for code in codes if code not in ("O6", "R4")]
    return tuple(
        entry(
            f"EV-2026-{place:04}",
            DEEDS[place % len(DEEDS)],
            SAMPLE_START + timedelta(days=place * 91 // number),
            (usable[place % len(usable)], usable[(place * 5 + 3) % len(usable)]) if place % 3 else (usable[place % 3],),
            office=OFFICES[place % len(OFFICES)],
            source=("Monthly report of the office", "") if place % 2 else None,
            is_sample=True,
            how="Officials and partners took part, and said what they would change" if place % 4 == 0 else "",
        )
        for place in range(number)
    )


def sample_indicator(code, place, evidence):
    target = None if place % 4 == 3 else Decimal(100 + 20 * place)
    value = None if place % 5 == 4 else Amount(Decimal(70 + 31 * place), "about" if place == 2 else "exact")
    baseline = None if place % 6 == 5 else Amount(Decimal(60 + 10 * place), "exact")
    return IndicatorFacts(
        code=f"{code}.1",
        element=code,
        title=("Persons assisted" if place % 2 else "Officials trained, of whom at least half are women"),
        unit="persons",
        decimals=0,
        aggregation="sum",
        direction="increase",
        baseline=baseline,
        baseline_date="2025-06-30" if baseline else "",
        baseline_source="Annual report 2025" if baseline else "",
        target=target,
        value=value,
        evidence=tuple(each.reference for each in evidence[:9:2]) if value else (),
    )


def sample_element(place, kind, code, label, wording, evidence):
    own = [each for each in evidence if any(given.element == code for given in each.contributions)]
    assessed = place % 7 != 5
    assessment = AssessmentFacts(
        finding=Judgement(FINDINGS_SAMPLE[place % len(FINDINGS_SAMPLE)], "specific"),
        measurability=Judgement(("quantifiable", "difficult", "")[place % 3], "specific"),
        continuation=Judgement("remains_relevant", "specific"),
        source="",
        narratives={
            "en": "Offices report steady work in the quarter. Partners took part in planning, and most activities went ahead on the dates agreed.\n\nDemand exceeded what could be offered in two regions."
        },
        challenges={"en": "Funding came late in the quarter."} if place % 2 else {},
        is_sample=True,
    )
    return ElementFacts(
        code=code,
        kind=kind,
        label=label,
        wording=wording,
        source_symbol=STRATEGY,
        source_paragraph="28" if kind == "objective" else "29",
        footnotes=(),
        restatements=(),
        parent="",
        assessment=assessment if assessed else None,
        entries=len(own),
        indicators=(sample_indicator(code, place, own),) if place % 5 != 1 and own else (),
        evidence=tuple(each.reference for each in own),
    )


def sample(number=100, **changes):
    """A quarter under the framework of 2004, with gaps on purpose; all of it sample data."""
    words = [("objective", *each) for each in OBJECTIVES_2004] + [("role", *each) for each in ROLES_2004]
    evidence = sample_evidence([code for _kind, code, _label, _wording in words], number)
    facts = {
        "version": CONTENT_VERSION,
        "organization": "International Organization for Migration",
        "definition": DefinitionFacts(
            "progress", "Progress under the Strategy of 2004", "PR/2026-Q3/0", "", ALL_SECTIONS, "all_members"
        ),
        "revision": 0,
        "framework": FrameworkFacts(
            STRATEGY,
            "IOM Strategy: Current and Future Migration Realities and IOM’s Role",
            "en",
            date(2004, 11, 4),
            None,
            "",
            (),
            {},
        ),
        "period": PeriodFacts("2026-Q3", "Third quarter of 2026", SAMPLE_START, date(2026, 9, 30), True),
        "elements": tuple(sample_element(place, *each, evidence) for place, each in enumerate(words)),
        "evidence": evidence,
        "lineage": tuple(
            LineageFacts(
                "ancestry",
                kind,
                other,
                PLAN,
                code,
                OBJECTIVES_1995[code][0],
                OBJECTIVES_1995[code][1],
                (STRATEGY, "12"),
                note,
                (STRATEGY, "16") if note else ("", ""),
            )
            for kind, code, other, _label, _wording, note in THREADS
        ),
        "introductions": {"en": "This document reports on a quarter of sample data."},
        "languages": ("en",),
        "document_date": date(2026, 10, 15),
        "is_sample": True,
    }
    return ReportContent(**{**facts, **changes})
