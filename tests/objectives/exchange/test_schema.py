"""What a file may hold fits in the database."""

import pytest
from pydantic import ValidationError

from iomtrack.accounts.models import User
from objectives.exchange import framework_entries, record_file, record_ground
from objectives.exchange.codes import LONGEST_TAG
from objectives.models import (
    Amendment,
    Category,
    Contribution,
    Dimension,
    Element,
    Evidence,
    Figure,
    Framework,
    Indicator,
    Lineage,
    Office,
    Period,
    Programme,
    ProgrammeDonor,
    Term,
    Vocabulary,
)
from objectives.models import Source as EvidenceSource

KEPT = [
    (framework_entries.FrameworkFile, Framework, {}),
    (framework_entries.ElementEntry, Element, {"symbol": "source_symbol", "paragraph": "source_paragraph"}),
    (framework_entries.IndicatorEntry, Indicator, {}),
    (framework_entries.LineageEntry, Lineage, {"symbol": "source_symbol", "paragraph": "source_paragraph"}),
    (framework_entries.VocabularyEntry, Vocabulary, {"symbol": "source_symbol", "paragraph": "source_paragraph"}),
    (framework_entries.TermEntry, Term, {"symbol": "source_symbol", "paragraph": "source_paragraph"}),
    (framework_entries.DimensionEntry, Dimension, {}),
    (framework_entries.CategoryEntry, Category, {}),
    (framework_entries.AmendmentEntry, Amendment, {"symbol": "source_symbol", "paragraph": "source_paragraph"}),
    (record_file.AccountEntry, User, {}),
    (record_ground.OfficeEntry, Office, {}),
    (record_ground.ProgrammeEntry, Programme, {}),
    (record_ground.DonorEntry, ProgrammeDonor, {}),
    (record_file.PeriodEntry, Period, {}),
    (record_file.EvidenceEntry, Evidence, {"key": "external_reference"}),
    (record_file.SourceEntry, EvidenceSource, {"document": "citation"}),
]


def text_limits(schema):
    """The most characters that each field of a file may hold, where there is a limit."""
    properties = schema.model_json_schema()["properties"]
    limits = {
        name: [one.get("maxLength") for one in (field, *field.get("anyOf", ()))] for name, field in properties.items()
    }
    return {name: limit for name, found in limits.items() for limit in found if limit}


@pytest.mark.parametrize(("schema", "model", "names"), KEPT)
def test_texts_fit_their_columns(schema, model, names):
    columns = {field.name: getattr(field, "max_length", None) for field in model._meta.get_fields()}
    limits = {names.get(name, name): limit for name, limit in text_limits(schema).items()}
    kept = {name: limit for name, limit in limits.items() if columns.get(name)}

    assert kept
    assert kept == {name: columns[name] for name in kept}


def test_the_line_on_how_fits_its_column():
    contributions = record_file.EvidenceEntry.model_json_schema()["properties"]["contributions"]

    assert contributions["additionalProperties"]["maxLength"] == Contribution._meta.get_field("how").max_length


def test_numbers_fit_their_columns():
    for schema, model, name in (
        (framework_entries.IndicatorEntry, Indicator, "baseline"),
        (record_file.FigureEntry, Figure, "value"),
    ):
        column = model._meta.get_field(name)
        whole = "9" * (column.max_digits - column.decimal_places)
        required = {"element": "A", "code": "A.1", "title": "A", "unit": "A", "aggregation": "sum", "indicator": "A.1"}
        given = {field: value for field, value in required.items() if field in schema.model_fields}
        assert schema(**given, **{name: f"{whole}.9999"})
        with pytest.raises(ValidationError):
            schema(**given, **{name: f"{whole}9"})


@pytest.mark.parametrize("tag", ["en", "fr", "ar", "pt-BR", "zh-Hans", "sr-Latn-RS", "es-419", "arn", "sl-rozaj"])
def test_a_language_of_bcp_47_is_taken_and_fits_its_column(tag):
    file = framework_entries.AmendmentEntry(
        element="1", number=1, language=tag, effective_on="2026-01-01", before="a", after="b", reason="c"
    )

    assert file.language == tag
    assert len(tag) <= LONGEST_TAG == Framework._meta.get_field("language").max_length
    assert Amendment._meta.get_field("language").max_length == LONGEST_TAG


@pytest.mark.parametrize("code", ["1.1.a", "SO-1", "Outcome-2", "Ц2", "É1", "1_a", "2.هدف"])
def test_codes_of_any_script_are_taken(code):
    category = {"kind": "output", "label": "A", "wording": "a", "paragraph": "1"}

    assert framework_entries.ElementEntry(code=code, **category).code == code


@pytest.mark.parametrize(
    "number", ["1,100", "1 100", "1'100", "1_100", "1.100,5", "twelve", "٣", "1e3", "0x1F", "12%", ""]
)
def test_numbers_are_plain_digits(number):
    with pytest.raises(ValidationError):
        framework_entries.TargetEntry(value=number, due_on="2030-12-31")
