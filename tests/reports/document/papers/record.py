# ruff: noqa: E501
"""The period 1995–2004 of the framework of 1995, as Section IV of MC/INF/274 states it."""

from datetime import date
from decimal import Decimal

from reports.content.facts import (
    CONTENT_VERSION,
    Amount,
    AssessmentFacts,
    DefinitionFacts,
    ElementFacts,
    Footnote,
    FrameworkFacts,
    IndicatorFacts,
    Judgement,
    LineageFacts,
    Passage,
    PeriodFacts,
    ReportContent,
)
from tests.reports.document.papers.entries import ALL_SECTIONS, entry
from tests.reports.document.papers.words import (
    AGREEMENTS,
    CAPACITIES_1995,
    OBJECTIVES_1995,
    PLAN,
    RESULTS_1995,
    STRATEGY,
    THREADS,
)

FINDINGS_1995 = {
    "O1": ("ongoing", "specific"),
    "O4": ("ongoing", "specific"),
    "O8": ("difficult_to_measure", "specific"),
    "C4": ("partly_met", "specific"),
}
MEASURED_1995 = {"E5": "quantifiable", "E4": "difficult"}
REFINED_1995 = ("O2", "O5", "O9")
INTRODUCTION = (
    "This document assesses the Strategic Plan of 1995 as Section IV of MC/INF/274 does.\n\n"
    "Each statement that rests on evidence carries a footnote with the entry’s reference, date and source."
)


def year_entry(number, year, title, elements, source):
    reference = f"EV-{year}-{number:04}"
    return entry(reference, title, date(year, 1, 1), elements, last=date(year, 12, 31), precision="year", source=source)


def record_evidence():
    agreements = [
        year_entry(number, year, f"Agreement with {partner}", ("O4", "E5"), (STRATEGY, "footnote 4"))
        for number, (year, partner) in enumerate(AGREEMENTS, start=1)
    ]
    others = [
        year_entry(41, 1999, "Reorganization into seven key areas of specialty", ("O1", "C1"), (STRATEGY, "20")),
        entry(
            "EV-2001-0042",
            "International Dialogue on Migration, Eighty-second Session of the Council",
            date(2001, 11, 27),
            ("O3", "O6"),
            last=date(2001, 11, 29),
            source=(STRATEGY, "footnote 7"),
        ),
        entry(
            "EV-2002-0043",
            "Round Table on Managing Migration at the Regional Level",
            date(2002, 6, 1),
            ("O3", "O6"),
            last=date(2002, 6, 30),
            precision="month",
            source=(STRATEGY, "footnote 7"),
        ),
        entry(
            "EV-2002-0044",
            "“Migrants’ Rights: IOM Policy and Activities” (MC/INF/259)",
            date(2002, 11, 13),
            ("O9", "E8"),
            source=(STRATEGY, "footnote 8"),
        ),
        entry(
            "EV-2003-0045",
            "Launch of the Global Commission on International Migration",
            date(2003, 12, 1),
            ("O6",),
            last=date(2003, 12, 31),
            precision="month",
            source=(STRATEGY, "19"),
        ),
        entry(
            "EV-2004-0046",
            "Growth of membership, staff and offices",
            date(1995, 11, 29),
            ("C1", "C4"),
            last=date(2004, 11, 4),
            precision="period",
            source=(STRATEGY, "19"),
        ),
    ]
    return tuple(sorted(agreements + others, key=lambda each: (each.starts_on, each.reference)))


def growth(code, title, unit, baseline, value, qualifier="exact"):
    return IndicatorFacts(
        code=code,
        element="C1",
        title=title,
        unit=unit,
        decimals=0,
        aggregation="latest",
        direction="none",
        baseline=Amount(Decimal(baseline), "exact"),
        baseline_date="1995",
        baseline_source="MC/INF/274, paragraph 19",
        target=None,
        value=Amount(Decimal(value), qualifier),
        evidence=("EV-2004-0046",),
    )


def record_element(code, kind, label, wording, evidence, paragraph):
    finding, basis = FINDINGS_1995.get(code, ("partly_met" if kind == "expected_result" else "ongoing", "general"))
    if kind == "capacity" and code != "C4":
        assessment = None
    else:
        continuation = (
            Judgement("refined", "specific") if code in REFINED_1995 else Judgement("remains_relevant", "general")
        )
        assessment = AssessmentFacts(
            finding=Judgement(finding, basis),
            measurability=Judgement(MEASURED_1995.get(code, ""), "specific"),
            continuation=continuation,
            source=f"{STRATEGY}, paragraph {15 if kind == 'capacity' else 14}",
            narratives={
                "en": "Financial contributions from Member States have not always allowed IOM to increase its capacities to the extent required."
            }
            if code == "C4"
            else {},
            challenges={"en": "Outstanding contributions continue to be an urgent problem."} if code == "C4" else {},
            is_sample=False,
        )
    references = tuple(
        each.reference for each in evidence if any(given.element == code for given in each.contributions)
    )
    indicators = (
        growth("members", "Member States", "States", 55, 105),
        growth("observers", "Observer States", "States", 41, 27),
        growth("staff", "Staff", "staff members", 1100, 4100, "over"),
        growth("offices", "Field Offices", "offices", 70, 200, "over"),
    )
    return ElementFacts(
        code=code,
        kind=kind,
        label=label,
        wording=wording,
        source_symbol=STRATEGY,
        source_paragraph=paragraph,
        footnotes=(
            Footnote(
                "2",
                "For example, contributing to better understanding and dialogue at the regional level through regional dialogue mechanisms or processes.",
            ),
        )
        if code == "E5"
        else (),
        restatements=(Passage("", PLAN, "Objective 9", "to work towards effective respect of migrants’ rights"),)
        if code == "O9"
        else (),
        parent="",
        assessment=assessment,
        entries=len(references),
        indicators=indicators if code == "C1" else (),
        evidence=references,
    )


def record(**changes):
    """The period 1995–2004 of the framework of 1995, as Section IV of MC/INF/274 states it."""
    evidence = record_evidence()
    elements = [record_element(code, "objective", *words, evidence, "12") for code, words in OBJECTIVES_1995.items()]
    elements += [
        record_element(code, "expected_result", *words, evidence, "13") for code, words in RESULTS_1995.items()
    ]
    elements += [record_element(code, "capacity", *words, evidence, "15") for code, words in CAPACITIES_1995.items()]
    facts = {
        "version": CONTENT_VERSION,
        "organization": "International Organization for Migration",
        "definition": DefinitionFacts(
            "assessment",
            "Assessment of the 1995 Strategic Plan",
            "MC/INF/1995–2004/0",
            "Eighty-eighth session",
            ALL_SECTIONS,
            "all_members",
        ),
        "revision": 0,
        "framework": FrameworkFacts(
            symbol=PLAN,
            title="IOM Strategic Planning: Toward the Twenty-first Century",
            language="en",
            issued_on=date(1995, 5, 9),
            adopted_on=date(1995, 11, 29),
            adopted_by="Council Resolution No. 923 (LXXI)",
            passages=(
                Passage(
                    "The Council affirmed in its Resolution No. 923 (LXXI)",
                    "Resolution No. 923 (LXXI)",
                    "2",
                    "that IOM, committed to the principle that humane and orderly migration benefits migrants and society, acts to: assist in meeting the operational challenges of migration; advance understanding of migration issues; encourage social and economic development through migration; and work towards effective respect of the human dignity and well-being of migrants",
                ),
            ),
            chapeaux={
                "objective": Passage("", STRATEGY, "12", "The Plan outlined a number of objectives to be met by IOM:"),
                "expected_result": Passage(
                    "", STRATEGY, "13", "As this strategic plan is implemented, IOM will be contributing to:"
                ),
            },
        ),
        "period": PeriodFacts("1995-2004", "1995–2004", date(1995, 11, 29), date(2004, 11, 4), False),
        "elements": tuple(elements),
        "evidence": evidence,
        "lineage": tuple(
            LineageFacts(
                "succession",
                kind,
                code,
                STRATEGY,
                other,
                label,
                wording,
                (STRATEGY, "28"),
                note,
                (STRATEGY, "16") if note else (STRATEGY, "28"),
            )
            for kind, code, other, label, wording, note in THREADS
        ),
        "introductions": {"en": INTRODUCTION},
        "languages": ("en",),
        "document_date": date(2004, 11, 4),
        "is_sample": False,
    }
    return ReportContent(**{**facts, **changes})
