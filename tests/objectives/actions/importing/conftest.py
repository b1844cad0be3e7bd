"""A row of a spreadsheet that says all that one can say."""

from datetime import date

import pytest

from objectives.models import Framework, Indicator
from tests import factories
from tests.objectives import sheets


@pytest.fixture
def rich(framework: Framework, indicator: Indicator) -> dict[str, object]:
    """A row that says all that a row can say."""
    dimension = factories.DimensionFactory(code="sex", name="Sex")
    for code in ("female", "male"):
        factories.CategoryFactory(dimension=dimension, code=code, label=code.title())
    indicator.dimensions.add(dimension)
    factories.ProgrammeFactory(code="RET-1", title="Return")
    factories.StateFactory(iso="KE", name="Kenya")
    factories.StateFactory(iso="CO", name="Colombia")
    factories.TermFactory(vocabulary__framework=framework, vocabulary__code="areas", code="law", label="Law")
    return sheets.sound(
        beneficiaries="40 officials",
        starts_on=date(2026, 9, 14),
        ends_on=date(2026, 9, 15),
        date_precision="day",
        programme="RET-1",
        countries="KE; CO",
        themes="areas/law",
        sensitivity="internal",
        serves_2="R1 – Objective R1",
        how_2="It showed the way.",
        paragraph_1="p. 3",
        url_1="https://example.org/report",
        citation_2="Minutes",
        **{"O1/O1.1": "over 40", "O1/O1.1/sex:female": 18, "O1/O1.1/sex:male": 22},
    )
