"""The recorder at the list of evidence, and three entries that differ in all that it is narrowed by."""

import pytest

from tests import factories


@pytest.fixture
def client(client_for, recorder):
    return client_for(recorder)


@pytest.fixture
def listed(framework, period, elements, recorder, colleague, nairobi, bogota, kenya):
    """Three entries of Nairobi that differ in all that a list is narrowed by."""
    shared = {"framework": framework, "office": nairobi}
    below = factories.ElementFactory(framework=framework, position=40, code="O1.a", parent=elements["O1"])
    programme = factories.ProgrammeFactory(code="RET-1", title="Safe return, lakes")
    first = factories.EvidenceFactory(
        title="Alpha", author=recorder, programme=programme, ends_on="2026-08-01", **shared
    )
    second = factories.EvidenceFactory(title="Bravo", author=colleague, sensitivity="internal", **shared)
    third = factories.EvidenceFactory(title="Charlie", author=colleague, ends_on="2026-07-02", **shared)
    factories.ContributionFactory(evidence=first, element=elements["O1"])
    factories.ContributionFactory(evidence=second, element=below)
    factories.AttachmentFactory(evidence=second)
    first.countries.add(kenya)
    third.terms.add(factories.TermFactory(vocabulary__framework=framework, label="Labour migration"))
    indicator = factories.IndicatorFactory(element=elements["O1"], code="O1.7", title="Persons trained")
    factories.FigureFactory(evidence=third, indicator=indicator)
    return [first, second, third]
