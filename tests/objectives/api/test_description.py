"""The interface does what its own description says, whatever is sent that the description allows, and otherwise too."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from iomtrack.api import api
from iomtrack.wsgi import application
from tests import factories

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture(autouse=True)
def one_connection():
    """The server's own handler lets go of its connection after each request, which here is the test's."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def headers(program_of, recorder, entry, indicator, monkeypatch):
    """A token's, with something to read, and no limit to how often."""
    monkeypatch.setattr(api.throttle[0], "num_requests", 1_000_000)
    factories.ProgrammeFactory(code="KEN-1")
    entry("accepted")
    return {**program_of(recorder).headers(), "Accept-Encoding": "identity"}


@pytest.mark.django_db
@pytest.mark.timeout(600)
@schema.parametrize()
@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_answers_as_described(case, headers):
    answer = case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])

    assert answer.status_code < 500
