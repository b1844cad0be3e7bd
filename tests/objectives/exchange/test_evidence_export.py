"""Evidence as CSV, XLSX and JSON Lines: what stands in which column."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from objectives.exchange.evidence_export.csv_text import BYTE_ORDER_MARK
from objectives.exchange.evidence_export.layout import layout_for
from objectives.exchange.evidence_export.making import text_of
from objectives.exchange.evidence_export.names import Names
from objectives.exchange.evidence_export.reading import chunks
from objectives.exchange.evidence_export.workbook import write_workbook
from objectives.models import Evidence
from tests import factories
from tests.site import make_sex

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(elements, indicator, period, recorder, reviewer, kenya):
    """A record with something in every column."""
    sex = make_sex()
    indicator.dimensions.add(sex)
    programme = factories.ProgrammeFactory(code="RET-1", title="Safe return")
    entry = factories.EvidenceFactory(
        reference="EV-2026-0001",
        external_reference="NBO-14",
        framework=period.framework,
        period=period,
        status="accepted",
        title='Forty, "trained"',
        description="First line,\nsecond line.",
        beneficiaries="Forty officials",
        starts_on=date(2026, 9, 14),
        ends_on=date(2026, 9, 15),
        office=recorder.posting.office,
        programme=programme,
        author=recorder,
        reviewer=reviewer,
        submitted_at=datetime(2026, 9, 16, 8, 15, 30, tzinfo=UTC),
        reviewed_at=datetime(2026, 9, 17, 9, 0, tzinfo=UTC),
    )
    Evidence.objects.filter(pk=entry.pk).update(created_at=datetime(2026, 9, 16, 7, tzinfo=UTC))
    entry.countries.add(kenya, factories.StateFactory(iso="UG", name="Uganda"))
    term = factories.TermFactory(code="return", vocabulary__code="areas", vocabulary__framework=period.framework)
    entry.terms.add(term)
    factories.ContributionFactory(evidence=entry, element=elements["R1"], how="It gave advice.")
    factories.ContributionFactory(evidence=entry, element=elements["O1"], how="")
    figure = factories.FigureFactory(evidence=entry, indicator=indicator, value=Decimal("40.5000"))
    for category in sex.categories.all():
        factories.FigurePartFactory(figure=figure, category=category, value=Decimal("20.25"))
    entry.sources.all().delete()
    factories.SourceFactory(evidence=entry, citation="Report 7", paragraph="12", url="")
    factories.AttachmentFactory(evidence=entry, name="list.pdf")
    factories.EvidenceDecisionFactory(evidence=entry, before="submitted", after="returned", reason="Which days?")
    return entry


def exported(form="csv", shape="record", entries=None, with_mark=False):
    return "".join(text_of(Evidence.objects.all() if entries is None else entries, form, shape, with_mark=with_mark))


def rows(**asked):
    return list(csv.DictReader(io.StringIO(exported(**asked), newline="")))


def workbook(entries=None, most=1_048_576, by_figure=False):
    found, names, file = Evidence.objects.all() if entries is None else entries, Names(), io.BytesIO()
    write_workbook(file, layout_for(found, by_figure=by_figure), chunks(found, names), names, most=most)
    file.seek(0)
    return CalamineWorkbook.from_filelike(file)


def test_a_record_is_a_line_with_its_figures_and_elements_in_columns(entry):
    (row,) = rows()

    assert row == {
        "# reference": "EV-2026-0001",
        "external_reference": "NBO-14",
        "# framework": "MC/INF/274",
        "# period": entry.period.code,
        "# status": "accepted",
        "title": 'Forty, "trained"',
        "description": "First line,\nsecond line.",
        "beneficiaries": "Forty officials",
        "sensitivity": "shareable",
        "starts_on": "2026-09-14",
        "ends_on": "2026-09-15",
        "date_precision": "day",
        "office": "NBO",
        "# office name": "Nairobi",
        "programme": "RET-1",
        "# programme title": "Safe return",
        "countries": "KE; UG",
        "themes": "areas/return",
        "# elements": "O1; R1",
        "# attachments": "list.pdf",
        "# author": "Recorder",
        "# created": "2026-09-16T07:00:00Z",
        "# submitted": "2026-09-16T08:15:30Z",
        "# reviewer": "Reviewer",
        "# reviewed": "2026-09-17T09:00:00Z",
        "# last reason": "Which days?",
        "# sample": "",
        "# other": "",
        "serves_1": "O1",
        "how_1": "",
        "serves_2": "R1",
        "how_2": "It gave advice.",
        "citation_1": "Report 7",
        "paragraph_1": "12",
        "url_1": "",
        "O1/O1.1": "40.5",
        "O1/O1.1/sex:female": "20.25",
        "O1/O1.1/sex:male": "20.25",
    }


def test_a_line_for_each_figure_and_one_for_a_record_without_any(entry, indicator, elements):
    second = factories.IndicatorFactory(element=elements["O1"], code="O1.2", title="Courses", unit="courses")
    factories.FigureFactory(evidence=entry, indicator=second, value=None, answer="not_applicable")
    factories.EvidenceFactory(framework=entry.framework, reference="EV-2026-0002")

    found = rows(shape="figure")

    figures = [
        (one["# reference"], one["# indicator"], one["# answer"], one["# value"], one["# parts"]) for one in found
    ]
    assert figures == [
        ("EV-2026-0001", "O1/O1.1", "value", "40.5", "sex:female=20.25; sex:male=20.25"),
        ("EV-2026-0001", "O1/O1.2", "not_applicable", "", ""),
        ("EV-2026-0002", "", "", "", ""),
    ]
    assert found[0]["# sources"] == "Report 7, 12"
    assert found[0]["# how"] == "R1: It gave advice."


def test_nothing_is_never_zero(entry, indicator, elements):
    zero = factories.EvidenceFactory(framework=entry.framework)
    factories.FigureFactory(evidence=zero, indicator=indicator, value=0)
    factories.EvidenceFactory(framework=entry.framework)
    silent = factories.EvidenceFactory(framework=entry.framework)
    factories.FigureFactory(evidence=silent, indicator=indicator, value=None, answer="not_reported")

    assert [one["O1/O1.1"] for one in rows()] == ["40.5", "0", "", "not reported"]


def test_an_inexact_figure_says_so(entry, indicator):
    entry.figures.update(qualifier="over", value=4100)

    assert rows()[0]["O1/O1.1"] == "over 4100"


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@x", "\tx"])
def test_no_cell_is_taken_for_a_formula(entry, text):
    Evidence.objects.update(title=text)
    entry.contributions.update(how=text)

    (row,) = rows()
    title = workbook().get_sheet_by_index(0).to_python()[1][5]

    assert (row["title"], row["how_2"], title) == (f"'{text}",) * 3


def test_a_negative_number_stays_a_number(entry):
    entry.figures.update(value=-3)

    assert rows()[0]["O1/O1.1"] == "-3"


def test_the_mark_for_excel_is_there_by_choice(entry):
    assert exported(with_mark=True).startswith(BYTE_ORDER_MARK)
    assert exported().startswith("# reference,")


def test_a_workbook_holds_days_as_days_and_numbers_as_numbers(entry):
    sheet = workbook().get_sheet_by_index(0).to_python()
    row = dict(zip(sheet[0], sheet[1], strict=True))

    assert row["starts_on"] == date(2026, 9, 14)
    assert row["# submitted"] == datetime(2026, 9, 16, 8, 15, 30)
    assert row["O1/O1.1"] == 40.5
    assert row["description"] == "First line,\nsecond line."


def test_a_workbook_goes_on_in_a_second_sheet(entry):
    factories.EvidenceFactory.create_batch(4, framework=entry.framework)

    book = workbook(most=3)

    assert [len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names] == [3, 3, 2]


def test_what_no_cell_has_room_for_is_cut_and_says_so(entry):
    Evidence.objects.update(description="x" * 40_000)

    text = workbook().get_sheet_by_index(0).to_python()[1][6]

    assert len(text) == 32_767
    assert "40000 characters" in text


def test_characters_that_xml_cannot_hold_do_not_break_a_workbook(entry):
    Evidence.objects.update(title="a\x01b <c> & \ufffe")

    assert workbook().get_sheet_by_index(0).to_python()[1][5] == "a\ufffdb <c> & \ufffd"


def test_json_lines_keep_lists_and_numbers(entry):
    record = json.loads(exported(form="jsonl"))

    assert record["elements"] == [{"element": "O1", "how": ""}, {"element": "R1", "how": "It gave advice."}]
    assert record["countries"] == ["KE", "UG"]
    assert record["sources"] == [{"citation": "Report 7", "paragraph": "12", "url": ""}]
    assert record["created"] == "2026-09-16T07:00:00Z"
    assert record["sample"] is False
    (figure,) = record["figures"]
    assert (figure["indicator"], figure["value"], figure["parts"]["sex:male"]) == ("O1/O1.1", 40.5, 20.25)


def test_codes_that_two_frameworks_share_are_told_apart(entry):
    other = factories.FrameworkFactory(symbol="MC/1842", slug="mc-1842")
    element = factories.ElementFactory(framework=other, code="O1", position=1)
    own = factories.IndicatorFactory(element=element, code="O1.1")
    factories.FigureFactory(evidence=factories.EvidenceFactory(framework=other), indicator=own, value=7)

    first, second = rows()

    assert (first["MC/INF/274 O1/O1.1"], first["MC/1842 O1/O1.1"]) == ("40.5", "")
    assert second["MC/1842 O1/O1.1"] == "7"
    assert first["serves_1"] == "MC/INF/274 O1"


def test_every_record_is_there_once_whatever_the_filter_joins(entry):
    factories.EvidenceFactory.create_batch(9, framework=entry.framework)
    joined = Evidence.objects.filter(framework__elements__isnull=False)

    found = [row[1] for chunk in chunks(joined, Names(), step=4) for row in chunk.rows]

    assert found == list(Evidence.objects.order_by("pk").values_list("reference", flat=True))


def test_a_list_with_nothing_on_it_is_a_line_of_headings(entry):
    assert rows(entries=Evidence.objects.none()) == []


def test_thirty_records_ask_no_more_than_one(entry, django_assert_max_num_queries, indicator):
    for one in factories.EvidenceFactory.create_batch(30, framework=entry.framework):
        factories.FigureFactory(evidence=one, indicator=indicator, value=3)

    with django_assert_max_num_queries(30):
        exported()
