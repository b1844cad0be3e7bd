# ruff: noqa: E501
"""Two contents by hand: the record of MC/INF/274, Section IV, and a sample quarter under the framework of 2004."""

from datetime import date, timedelta
from decimal import Decimal

from reports.content.facts import (
    CONTENT_VERSION,
    Amount,
    AssessmentFacts,
    ContributionFacts,
    DefinitionFacts,
    ElementFacts,
    EvidenceFacts,
    Footnote,
    FrameworkFacts,
    IndicatorFacts,
    Judgement,
    LineageFacts,
    Passage,
    PeriodFacts,
    ReportContent,
    SourceFacts,
)
from reports.enums import STANDARD

STRATEGY, PLAN = "MC/INF/274", "MC/1842"
NOT_JUDGED = Judgement("", "specific")

OBJECTIVES_1995 = {
    "O1": (
        "Migration services",
        "provide secure, reliable and cost-effective services for persons who require international migration assistance",
    ),
    "O2": ("Assistance in emergencies", "provide migration assistance to persons affected by emergencies"),
    "O3": (
        "Reference point for information",
        "be the reference point for information on international, regional and internal migration, providing leadership in the international dialogue on migration",
    ),
    "O4": (
        "Expert advice and cooperation",
        "offer expert advice and cooperation to governments, intergovernmental and non-governmental organizations and others on migration matters",
    ),
    "O5": (
        "Migration for development",
        "promote economic and social development through the design and implementation of migration-related programmes, including the transfer of qualified human resources",
    ),
    "O6": ("Forum for debate", "be a forum for and provide leadership in the international debate on migration"),
    "O7": (
        "Return and reintegration",
        "undertake programmes which facilitate the return and reintegration of displaced persons and other migrants, taking into account the needs and concerns of local communities",
    ),
    "O8": (
        "Solutions to irregular migration",
        "help governments and migrants find solutions to the problems and causes of irregular migration",
    ),
    "O9": ("Migrants’ rights", "work towards the effective respect of migrants’ rights"),
}
RESULTS_1995 = {
    "E1": ("Informed governments and societies", "better informed governments and societies"),
    "E2": (
        "Governmental capacity",
        "strengthened governmental capacity to manage migration pressures and opportunities",
    ),
    "E3": (
        "Clearer policies",
        "clearer governmental policies and programmes which both encourage and provide incentives for orderly migration and discourage disorderly migration",
    ),
    "E4": ("Fairness, discipline and equity", "increased fairness, discipline and equity"),
    "E5": ("Integrated and harmonized action", "more and improved opportunities for integrated and harmonized action"),
    "E6": ("Prevention and root causes", "more effective prevention, including addressing root causes"),
    "E7": (
        "Enforcement against traffickers",
        "better enforcement of measures against traffickers of migrants or other illegal dealers profiting from the desperation of migrants",
    ),
    "E8": (
        "Protection and obligations",
        "enhanced protection of migrants’ rights and welfare on the one hand and observance of their legal obligations to receiving States on the other",
    ),
    "E9": (
        "Resolution of migration crises",
        "resolution of migration crises in ways which contribute to stabilization and development",
    ),
}
CAPACITIES_1995 = {
    "C1": ("Operational capacity", "enhanced operational capacities"),
    "C2": ("Intellectual capacity", "enhanced intellectual capacities"),
    "C3": ("Technological capacity", "enhanced technological capacities"),
    "C4": ("Financial capacity", "enhanced financial capacities"),
}
AGREEMENTS = (
    (1996, "the United Nations"),
    (1997, "the United Nations High Commissioner for Refugees"),
    (1998, "the United Nations Development Programme"),
    (1998, "the Organization of African Unity"),
    (1999, "the Joint United Nations Programme on HIV/AIDS"),
    (1999, "the World Health Organization"),
    (2000, "the League of Arab States"),
    (2000, "the Asian-African Legal Consultative Organization"),
    (2000, "the United Nations High Commissioner for Refugees, on the Rapid Response Transportation Fund"),
    (2001, "the Organization for Security and Cooperation in Europe"),
    (2001, "the Southeast European Cooperative Initiative"),
    (2002, "the Joint United Nations Programme on HIV/AIDS (updated)"),
    (2003, "the United Nations High Commissioner for Refugees, on Assisted Voluntary Return"),
    (2003, "the Organization of the Islamic Conference"),
    (2003, "the Pan American Health Organization"),
    (2003, "the United Nations Development Fund for Women"),
    (2003, "the Latin American Economic System"),
)
THREADS = (
    (
        "retained",
        "O1",
        "O1",
        "Migration services",
        "to provide secure, reliable and cost-effective services for persons who require international migration assistance",
        "",
    ),
    (
        "refined",
        "O2",
        "O2",
        "Emergency and post-conflict response",
        "to provide humanitarian response in emergency and post-conflict situations, including reinsertion in civilian life of demobilized combatants, population stabilization, capacity-building, out-of-country voting and compensation programmes",
        "emergency and post-conflict activities have been refined as new needs emerged: compensation, out-of-country voting, reinsertion of former combatants, community-development projects",
    ),
    (
        "merged",
        "O3",
        "O5",
        "Information and policy dialogue",
        "to be the reference point for information on international, regional and internal migration, providing leadership in the international debate and policy dialogue on migration",
        "",
    ),
    (
        "refined",
        "O4",
        "O3",
        "Expert advice and technical cooperation",
        "to offer expert advice and technical cooperation to States, intergovernmental and non-governmental organizations and others on migration matters",
        "",
    ),
    (
        "refined",
        "O5",
        "O4",
        "Migration and development",
        "to promote economic and social development through the design and implementation of migration-related programmes, including transfer of qualified human resources, support to diaspora, remittances management and labour migration arrangements",
        "migration for development now covers links with diaspora and remittances",
    ),
    (
        "merged",
        "O6",
        "O5",
        "Information and policy dialogue",
        "to be the reference point for information on international, regional and internal migration, providing leadership in the international debate and policy dialogue on migration",
        "",
    ),
    (
        "retained",
        "O7",
        "O7",
        "Return and reintegration",
        "to undertake programmes which facilitate the return and reintegration of displaced persons and other migrants, taking into account the needs and concerns of local communities",
        "",
    ),
    (
        "refined",
        "O8",
        "O8",
        "Solutions to irregular migration",
        "to help governments and migrants find solutions to the problems and causes of irregular migration, in particular smuggling and trafficking",
        "",
    ),
    (
        "refined",
        "O9",
        "O6",
        "International migration law",
        "to work towards promoting international migration law, including enhanced protection of migrants’ rights and welfare",
        "international migration law is a necessary component of orderly and humane management of migration",
    ),
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
ALL_SECTIONS = tuple(section.value for section in STANDARD)


def entry(
    reference,
    title,
    day,
    elements,
    *,
    last=None,
    precision="day",
    office="Headquarters",
    source=None,
    is_sample=False,
    how="",
):
    return EvidenceFacts(
        reference=reference,
        title=title,
        description=f"{title}.",
        starts_on=day,
        ends_on=last or day,
        date_precision=precision,
        office=office,
        countries=(),
        contributions=tuple(ContributionFacts(code, how) for code in elements),
        sources=(SourceFacts(*source, ""),) if source else (),
        is_sample=is_sample,
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


OBJECTIVES_2004 = tuple(
    dict.fromkeys(
        (other, label, wording)
        for _kind, _code, other, label, wording, _note in sorted(THREADS, key=lambda thread: thread[2])
    )
)
ROLES_2004 = (
    ("R1", "Reference point", "as the reference point for information on migration"),
    (
        "R2",
        "Research and analysis",
        "as provider of policy-relevant research and analysis, promoting the increased sophistication and compatibility of data collection, dissemination and sharing",
    ),
    ("R3", "Technical cooperation", "as the leading partner for technical cooperation on migration management"),
    ("R4", "Forum", "as provider of a forum for the exchange of views and experiences"),
    (
        "R5",
        "Cooperation and coordination",
        "as promoter of cooperation and coordination of efforts of all relevant actors on international migration issues",
    ),
    ("R6", "Migration law", "as promoter of effective respect for international migration law and migrants’ rights"),
    ("R7", "Policy dialogue", "as leader in the international policy dialogue on migration"),
)
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
