"""Faults of a record file: each with what is told of it."""

ENTRY = "wrc/plant-at-aville"
WAYS = "write a day (2003-10-17), days (2001-11-27/2001-11-29), a month (2002-06), a year (1996) or “period”"
SECOND_OFFICE = "  - {code: HQ, name: Headquarters}\n"
SECOND_PERIOD = "  - {code: 2026-H2, label: Second half, starts_on: 2026-07-01, ends_on: 2026-12-31}\n\nevidence:"
# what is edited, what it becomes, the words in the line that is told, the place and message told
FAULTS = {
    "framework missing": ("framework: WRC/2030\n", "", "format", "framework: is required"),
    "framework unknown": (
        "framework: WRC/2030",
        "framework: WRC/2020",
        "framework: W",
        "framework: no framework WRC/2020 is loaded; load its file first",
    ),
    "a framework file": ("record/1", "framework/1", "format", "format: must be 'record/1', not “framework/1”"),
    "no address": (
        "record@rivers.invalid",
        "record",
        "email: record,",
        "accounts.recorded_by.email: “record” is not written as this field wants it",
    ),
    "one address for both": (
        "secretariat@rivers.invalid",
        "Record@rivers.invalid",
        "accounts:",
        "accounts: nobody reviews their own entries: give two different addresses",
    ),
    "a person's address": (
        "secretariat@rivers.invalid",
        "administrator@example.org",
        "administrator@",
        "accounts.reviewed_by.email: administrator@example.org is a person's account; "
        "name one that nobody signs in with",
    ),
    "no offices": (SECOND_OFFICE, "", "offices:", "offices: is required"),
    "office twice": (
        SECOND_OFFICE,
        SECOND_OFFICE + SECOND_OFFICE.replace("name: H", "name: Other h"),
        "Other h",
        "offices[1].code: “HQ” is given already in line 9",
    ),
    "unknown programme": (
        "    date:",
        "    programme: RET\n    date:",
        "programme: RET",
        "evidence[0].programme: “RET” is not among the programmes of this file",
    ),
    "lead office unknown": (
        "\nperiods:",
        "\nprogrammes:\n  - {code: RET, title: Return, lead_office: NBO}\n\nperiods:",
        "code: RET",
        "programmes[0].lead_office: “NBO” is not among the offices of this file",
    ),
    "unknown office": (
        "    date:",
        "    office: NBO\n    date:",
        "office: NBO",
        "evidence[0].office: “NBO” is not among the offices of this file",
    ),
    "no value and no answer": (
        "indicator: 1a1.1, value: 13",
        "indicator: 1a1.1",
        "indicator: 1a1.1",
        "evidence[0].figures[0]: give a value, or say in “answer” why there is none: not_reported or not_applicable",
    ),
    "two answers": (
        "value: 13",
        "value: 13, answer: not_applicable",
        "indicator: 1a1.1",
        "evidence[0].figures[0]: an answer of “not_applicable” goes without a value and without parts",
    ),
    "unknown answer": (
        "value: 13",
        "answer: none",
        "indicator: 1a1.1",
        "evidence[0].figures[0].answer: “none” is none of 'value', 'not_reported', 'not_applicable'",
    ),
    "broken down by what is not asked": (
        "value: 13",
        "value: 13, parts: {age: {old: 13}}",
        "indicator: 1a1.1",
        "evidence[0].figures[0].parts.age: “1a1.1” is not broken down by “age”",
    ),
    "unknown category": (
        "value: 13",
        "value: 13, parts: {sex: {old: 13}}",
        "indicator: 1a1.1",
        "evidence[0].figures[0].parts.sex.old: “sex” has no category “old”",
    ),
    "parts that do not add up": (
        "value: 13",
        "value: 13, parts: {sex: {female: 7, male: 5}}",
        ENTRY,
        "evidence[0]: By sex, the parts add up to 12: 1 less than the total of 13.",
    ),
    "office to choose": (
        SECOND_OFFICE,
        SECOND_OFFICE + "  - {code: NBO, name: Nairobi}\n",
        ENTRY,
        "evidence[0]: office is required, since the file has several offices",
    ),
    "period reversed": (
        "ends_on: 2026-06-30",
        "ends_on: 2025-06-30",
        "ends_on",
        "periods[0].ends_on: the last day is before the first day",
    ),
    "periods overlap": (
        "    close: true\n",
        "    close: true\n" + SECOND_PERIOD.replace("2026-07-01", "2026-06-30").removesuffix("\nevidence:"),
        "2026-H2",
        "periods[1].starts_on: these days overlap those of “2026-H1”",
    ),
    "period to choose": (
        "\nevidence:",
        SECOND_PERIOD,
        "- element: 1a1",
        "assessments[0]: period is required, since the file has several periods",
    ),
    "unknown period": (
        "    date:",
        "    period: 2026-H9\n    date:",
        "2026-H9",
        "evidence[0].period: “2026-H9” is not among the periods of this file",
    ),
    "close what": ("close: true", "close: soon", "close", "periods[0].close: must be true or false, not “soon”"),
    "key twice": (
        "\nassessments:",
        "  - key: wrc/plant-at-aville\n\nassessments:",
        "  - key: wrc/plant-at-aville\n\n",
        "evidence[1].key: “wrc/plant-at-aville” is given already in line 19",
    ),
    "no title": ("    title: Treatment plant at Aville put in service\n", "", ENTRY, "evidence[0].title: is required"),
    "title too long": (
        "title: Treatment",
        f"title: {'x' * 201}",
        "xxx",
        "evidence[0].title: is longer than 200 characters",
    ),
    "date in words": ("date: 2026-03-02", "date: in March", "date:", f"evidence[0].date: {WAYS}"),
    "no such month": ("date: 2026-03-02", "date: 2026-13", "date:", f"evidence[0].date: {WAYS}"),
    "no such year": ("date: 2026-03-02", 'date: "0000"', "date:", f"evidence[0].date: {WAYS}"),
    "days reversed": (
        "date: 2026-03-02",
        "date: 2026-03-02/2026-03-01",
        "date:",
        "evidence[0].date: the last day is before the first day",
    ),
    "day outside the period": (
        "date: 2026-03-02",
        "date: 2025-03-02",
        "date:",
        "evidence[0].date: the day is not in the period 2026-01-01 to 2026-06-30",
    ),
    "year outside the period": (
        "date: 2026-03-02",
        "date: 2024",
        "date:",
        "evidence[0].date: the day is not in the period 2026-01-01 to 2026-06-30",
    ),
    "day in the future": (
        "date: 2026-03-02",
        "date: 2999-01-01",
        "date:",
        "evidence[0].date: the day is in the future",
    ),
    "day before all": ("date: 2026-03-02", "date: 1950", "date:", "evidence[0].date: give a year from 1951 on"),
    "serves nothing": (
        "    contributions:\n      1a: Waste of three towns no longer reaches the river.\n"
        "      1a1: One more plant is in service.\n",
        "    contributions: {}\n",
        "contributions:",
        "evidence[0].contributions: must have at least one entry",
    ),
    "serves an unknown element": (
        "      1a: Waste",
        "      1b: Waste",
        "1b: Waste",
        "evidence[0].contributions.1b: WRC/2030 has no element “1b”",
    ),
    "serves in too many words": (
        "1a: Waste",
        f"1a: {'x' * 301}",
        "xxx",
        "evidence[0].contributions.1a: is longer than 300 characters",
    ),
    "serves without a word": (
        "1a: Waste of three towns no longer reaches the river.",
        "1a: ''",
        "1a: ''",
        "evidence[0].contributions.1a: is empty",
    ),
    "figure of an unknown indicator": (
        "indicator: 1a1.1",
        "indicator: 1a1.2",
        "1a1.2",
        "evidence[0].figures[0].indicator: no element that this entry contributes to has an indicator “1a1.2”",
    ),
    "figure of an element not served": (
        "      1a1: One more plant is in service.\n",
        "",
        "indicator: 1a1.1",
        "evidence[0].figures[0].indicator: no element that this entry contributes to has an indicator “1a1.1”",
    ),
    "figure twice": (
        "      - {indicator: 1a1.1, value: 13}\n",
        "      - {indicator: 1a1.1, value: 13}\n      - {indicator: 1a1.1, value: 14}\n",
        "value: 14",
        "evidence[0].figures[1]: a figure for “1a1.1” is given already",
    ),
    "figure no number": (
        "value: 13",
        "value: over 13",
        "over 13",
        "evidence[0].figures[0].value: “over 13” is not a number; write it plainly, such as 4100 or 12.5",
    ),
    "no sources": (
        "    sources:\n      - {document: WRC/INF/9, paragraph: paragraph 3}\n",
        "",
        ENTRY,
        "evidence[0].sources: is required",
    ),
    "source of nothing": (
        "document: WRC/INF/9, paragraph",
        "paragraph",
        "- {paragraph",
        "evidence[0].sources[0]: give a document or a url",
    ),
    "source no address": (
        "document: WRC/INF/9, paragraph: paragraph 3",
        "url: rivers",
        "url",
        "evidence[0].sources[0].url: “rivers” is not written as this field wants it",
    ),
    "unknown country": (
        "    date:",
        "    countries: [XX]\n    date:",
        "countries",
        "evidence[0].countries[0]: no country has the ISO 3166-1 code “XX”",
    ),
    "assessed twice": (
        "assessments:\n",
        "assessments:\n  - element: 1a1\n",
        "  - element: 1a1\n    finding",
        "assessments[1].element: “1a1” is assessed already in line 32",
    ),
    "assessed unknown": (
        "- element: 1a1",
        "- element: 1a9",
        "1a9",
        "assessments[0].element: WRC/2030 has no element “1a9”",
    ),
    "finding without its basis": (
        "finding: {value: partly_met, basis: specific}",
        "finding: {value: partly_met}",
        "finding:",
        "assessments[0].finding.basis: is required",
    ),
    "finding unknown": (
        "value: partly_met",
        "value: half",
        "value: half",
        "assessments[0].finding.value: “half” is none of "
        "'met', 'ongoing', 'partly_met', 'difficult_to_measure', 'not_attainable', 'not_met'",
    ),
    "finding bare": (
        "finding: {value: partly_met, basis: specific}",
        "finding: partly_met",
        "finding:",
        "assessments[0].finding: must be a set of fields",
    ),
    "no narrative": (
        "    narrative: One of the three plants foreseen is in service.\n",
        "",
        "- element: 1a1",
        "assessments[0].narrative: is required",
    ),
}
