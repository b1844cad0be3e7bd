"""Who writes an assessment and who decides on it, and reports in two languages."""

import pytest

from tests import factories


@pytest.fixture
def client(client_for, reviewer, period, elements):
    return client_for(reviewer)


@pytest.fixture
def decider(client_for, administrator):
    return client_for(administrator)


@pytest.fixture
def bilingual(framework):
    factories.DefinitionFactory(framework=framework, languages=["en", "fr"])
