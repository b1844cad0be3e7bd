"""What the documents say."""

import dataclasses
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from reports.content.facts import AmendmentFacts, Amount, ContributionFacts
from reports.document import DocumentError, compose, default_introduction
from tests.reports.document import papers
from tests.reports.document.conftest import read_html


@pytest.mark.parametrize(
    "statement",
    [
        "Of the nine objectives, none is recorded as entirely met. Most, eight, are of an ongoing nature: two by name "
        "(O1, O4) and six under a general statement; one is difficult to measure (O8). All nine remain relevant; "
        "three of them (O2, O5, O9) have been refined.",
        "Not all of the nine expected results are completely achieved",
        "One is clearly identifiable and quantifiable (E5); one is more difficult to quantify (E4)",
        "for the other seven the source does not say",
        "Member States rose from 55 in 1995 to 105. Observer States fell from 41 in 1995 to 27. "
        "Staff rose from 1,100 in 1995 to over 4,100 staff members. Field Offices rose from 70 in 1995 to over 200.",
        "C4 has been partly met.",
        "Financial contributions from Member States have not always allowed IOM to increase its capacities",
        "Challenges: Outstanding contributions continue to be an urgent problem.",
        "O3 and O6 were merged into O5 of MC/INF/274: “to be the reference point for information",
        "Of the nine objectives, by their wording, two were retained, five were refined and two were merged.",
        "For the four capacities, no thread to another framework is recorded.",
        "Footnote 2 of the source: “For example, contributing to better understanding",
        "Restated in MC/1842, Objective 9: “to work towards effective respect of migrants’ rights”",
        "This follows from a general statement, and was not said of O2 by name.",
        "For O4, 17 entries of evidence were accepted in this period; of these, twelve are given here",
        "EIGHTY-EIGHTH SESSION",
        "Reporting period 29 November 1995 – 4 November 2004 · Revision 0 · MC/1842",
        "Original: English 4 November 2004",
    ],
)
def test_the_record_says_what_section_iv_says(record_text, statement):
    assert statement in record_text


@pytest.mark.parametrize(
    "statement",
    [
        "Two elements have no evidence in this period: O6, R4.",
        "Two elements were not assessed: O6, R5.",
        "Whether they can be quantified is not stated for four elements: O3, R1, R4, R7.",
        "Two elements are difficult to measure: O4, R2.",
        "For three indicators no figure was reported. They stand as “–”, which is not zero:",
        "Two indicators have no target, so that progress cannot be judged against one:",
        "O5 was merged from O3 and O6 of MC/1842",
        "This document shows sample data",
    ],
)
def test_the_sample_says_its_gaps(sample_text, statement):
    assert statement in sample_text


def test_every_evidence_statement_carries_a_footnote_with_reference_date_office_and_source():
    text = read_html(compose(papers.record(), "en"))
    assert "(a)Agreement with the United Nations [EV-1996-0001, 1996, Headquarters; MC/INF/274, footnote 4]" in text
    assert "[EV-2001-0042, 27–29 November 2001, Headquarters; MC/INF/274, footnote 7]" in text
    assert "[EV-2002-0043, June 2002, Headquarters; MC/INF/274, footnote 7]" in text


def test_paragraphs_are_numbered_through_the_whole_document(sample_html):
    numbers = [
        int(number) for number in re.findall(r'<p class="numbered[^>]*><span class="number">(\d+)\.', sample_html)
    ]
    assert numbers == list(range(1, len(numbers) + 1))


def test_sections_are_numbered_in_the_order_of_the_definition_with_annexes_apart():
    definition = dataclasses.replace(papers.record().definition, sections=("register", "gaps", "introduction"))
    html = compose(papers.record(definition=definition), "en")
    assert re.findall(r"<h2>(.*?) <span class=\"title\">(.*?)</span>", html) == [
        ("I.", "Gaps and difficulties of measurement"),
        ("II.", "Introduction"),
        ("Annex I.", "Register of evidence"),
    ]


def test_a_reported_zero_is_a_figure_and_nothing_reported_is_a_dash():
    content = papers.sample()
    first = content.elements[0]
    zero = dataclasses.replace(first.indicators[0], value=Amount(Decimal(0), "exact"))
    nothing = dataclasses.replace(first.indicators[0], value=None)
    element = dataclasses.replace(first, indicators=(zero, nothing))
    html = compose(papers.sample(elements=(element, *content.elements[1:])), "en")
    cells = re.findall(r'<td class="figure"><b>(.*?)</b>', html)
    assert cells[:2] == ["0", '<span class="gap">–</span>']


def bare(elements):
    """The elements without their indicators."""
    return tuple(dataclasses.replace(one, indicators=()) for one in elements)


def test_what_does_not_apply_is_said_and_is_no_gap_in_reporting():
    content = papers.sample()
    first = content.elements[0]
    silent = dataclasses.replace(first.indicators[0], title="Silent", value=None)
    exempt = dataclasses.replace(first.indicators[0], title="Exempt", value=None, not_applicable=True)
    element = dataclasses.replace(first, indicators=(silent, exempt))
    html = compose(papers.sample(elements=(element, *bare(content.elements[1:]))), "en")

    assert re.findall(r'<td class="figure"><b>(.*?)</b>', html) == ['<span class="gap">–</span>', "not applicable"]
    text = read_html(html)
    assert "For one indicator no figure was reported. It stands as “–”, which is not zero:" in text
    assert "One indicator was reported as not applicable in this period, which is neither zero nor a gap:" in text


@pytest.mark.parametrize(
    ("value", "word"),
    [("120", "target reached"), ("60", "moved towards the target"), ("10", "behind the baseline")],
)
def test_the_annex_of_indicators_says_how_a_value_stands_to_its_target(value, word):
    content = papers.sample()
    first = content.elements[0]
    indicator = dataclasses.replace(
        first.indicators[0],
        direction="increase",
        baseline=Amount(Decimal(20), "exact"),
        target=Decimal(100),
        value=Amount(Decimal(value), "exact"),
    )
    element = dataclasses.replace(first, indicators=(indicator,))
    html = compose(papers.sample(elements=(element, *bare(content.elements[1:]))), "en")

    assert re.findall(r'<td class="figure"><b>(\d+)</b><br><span class="note">(.*?)</span>', html) == [(value, word)]


def test_a_document_without_gaps_says_so():
    definition = dataclasses.replace(papers.record().definition, sections=("gaps",))
    whole = dataclasses.replace(
        papers.sample().elements[0],
        assessment=dataclasses.replace(papers.sample().elements[0].assessment, narratives={}, challenges={}),
    )
    register = [each for each in papers.sample().evidence if each.reference in whole.evidence]
    own = tuple(dataclasses.replace(each, contributions=(ContributionFacts(whole.code, ""),)) for each in register)
    content = papers.sample(definition=definition, elements=(whole,), evidence=own, lineage=())
    assert "No gap was found." in read_html(compose(content, "en"))


@pytest.mark.parametrize("introductions", [{}, {"fr": "Bonjour"}, {"en": " \n\n "}])
def test_a_missing_introduction_stops_the_document_and_names_the_language(introductions):
    with pytest.raises(DocumentError, match=r"^The introduction is missing in English\.$"):
        compose(papers.record(introductions=introductions), "en")


def test_a_narrative_that_exists_in_another_language_alone_stops_the_document():
    content = papers.sample()
    found = dataclasses.replace(content.elements[0].assessment, narratives={"fr": "Un récit."})
    element = dataclasses.replace(content.elements[0], assessment=found)
    with pytest.raises(DocumentError, match=r"^The narrative of O1 is missing in English\.$"):
        compose(papers.sample(elements=(element, *content.elements[1:])), "en")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"elements": (), "lineage": (), "evidence": ()}, "The framework has no elements to report on."),
        ({"evidence": papers.record_evidence()[:-1]}, "rests on EV-2003-0045, which is not in the register."),
        ({"elements": papers.record().elements[:-1]}, "C4 is named, but is not an element of the framework."),
    ],
)
def test_facts_that_do_not_hold_together_stop_the_document(changes, message):
    with pytest.raises(DocumentError, match=re.escape(message)):
        compose(papers.record(**changes), "en")


def test_entries_that_do_not_add_up_stop_the_document():
    first, *others = papers.record().elements
    wrong = dataclasses.replace(first, entries=first.entries + 1)
    with pytest.raises(DocumentError, match=r"^O1 counts 2 entries, but 1 are listed for it\.$"):
        compose(papers.record(elements=(wrong, *others)), "en")


def test_typed_text_is_escaped_wherever_it_stands():
    hostile = "<script>alert(1)</script>%(x)s&"
    content = papers.sample()
    first = content.elements[0]
    found = dataclasses.replace(first.assessment, narratives={"en": hostile}, challenges={"en": hostile})
    indicator = dataclasses.replace(first.indicators[0], title=hostile, unit=hostile, baseline_source=hostile)
    element = dataclasses.replace(first, label=hostile, wording=hostile, assessment=found, indicators=(indicator,))
    evidence = tuple(dataclasses.replace(each, title=hostile, office=hostile) for each in content.evidence)
    elements = (element, *content.elements[1:])
    html = compose(papers.sample(elements=elements, evidence=evidence, introductions={"en": hostile}), "en")
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;%(x)s&amp;" in html


def test_letters_without_a_shape_are_told_among_the_gaps():
    text = read_html(compose(papers.record(introductions={"en": "日本"}), "en"))
    assert "Letters that the fonts of this document do not have stand as “◊”" in text


def test_wording_in_another_language_is_quoted_and_marked():
    framework = dataclasses.replace(papers.record().framework, language="fr")
    html = compose(papers.record(framework=framework), "en")
    assert "Its wording is quoted in the original language, French." in html
    assert html.count('<blockquote lang="fr"') == html.count("<blockquote")


def test_a_document_with_many_kinds_of_findings_marks_each_with_its_own_shape(sample_html):
    shapes = set(re.findall(r'<span class="finding (\w+)">', sample_html))
    assert shapes == {"met", "ongoing", "partly_met", "difficult_to_measure", "not_attainable", "not_met", "none"}


def test_every_entry_of_the_register_is_tagged_as_sample_where_it_is(sample_html):
    entries = re.findall(r'<p class="entry".*?</p>', sample_html, flags=re.DOTALL)
    assert (len(entries), all('<span class="sample">sample</span>' in entry for entry in entries)) == (100, True)


def test_the_default_introduction_is_made_of_the_facts():
    assert default_introduction(papers.record(), "en").split("\n\n") == [
        "This document reports on MC/1842, “IOM Strategic Planning: Toward the Twenty-first Century”, for the period "
        "from 29 November 1995 to 4 November 2004. It covers nine objectives, nine expected results and four "
        "capacities, and quotes each in its official wording before it says what was found.",
        "It rests on 23 entries of evidence, accepted after review, from one office. Each statement that rests on "
        "evidence carries a footnote with the entry’s reference, date and source.",
        "What was not reported is shown as “–” and listed in section V; it is never counted as zero.",
    ]


def test_a_period_that_was_closed_early_is_told_in_the_introduction_and_among_the_gaps():
    content = papers.record()
    period = dataclasses.replace(content.period, closed_early_on=content.period.ends_on - timedelta(days=3))
    content = dataclasses.replace(content, period=period)

    assert "The period was closed on 1 November 2004, before its last day." in default_introduction(content, "en")
    text = read_html(compose(content, "en"))
    assert "The period was closed on 1 November 2004, three days before its last." in text
    assert "What was done after that is not reported." in text


def test_an_amended_wording_says_since_when_and_until_when_it_stood():
    first, *others = papers.record().elements
    amended = dataclasses.replace(
        first, amended=AmendmentFacts(date(2000, 1, 1), ("", "")), amended_since=date(2005, 2, 1)
    )

    html = compose(papers.record(elements=(amended, *others)), "en")

    remarks = re.findall(r'<p class="remark">(.*?)</p>', html)
    assert remarks[:2] == [
        "As amended on 1 January 2000.",
        "This wording stood until 1 February 2005, when it was amended.",
    ]
