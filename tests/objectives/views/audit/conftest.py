"""An administrator who reads the audit, and what stands in it."""

import pytest

from objectives.models import AuditEvent
from tests import factories
from tests.objectives.audit import events_of


@pytest.fixture
def client(client_for, administrator):
    return client_for(administrator)


@pytest.fixture
def colleagues(administrator, recorder, reviewer, time_machine):
    """Three events of three days: of a person, of an office and of an entry of evidence."""
    (of_person,) = events_of(1, 1, by=administrator, clock=time_machine)
    time_machine.move_to("2026-09-02T09:00:00Z", tick=False)
    of_office = AuditEvent.objects.record(
        by=recorder,
        action="office.rename",
        on=recorder.posting.office,
        before={"name": "NBO"},
        after={"name": "Nairobi"},
    )
    time_machine.move_to("2026-09-03T09:00:00Z", tick=False)
    entry = factories.EvidenceFactory(reference="EV-2026-0007", author=recorder)
    of_entry = AuditEvent.objects.record(
        by=reviewer,
        action="evidence.returned",
        on=entry,
        before={"status": "submitted"},
        after={"status": "returned", "reason": "The days of the “Société” are wrong."},
    )
    return {"person": of_person, "office": of_office, "entry": of_entry}


@pytest.fixture
def sixty(administrator, time_machine):
    """Sixty events, each third of them at the same moment as the two before it."""
    return events_of(1, 30, by=administrator, clock=time_machine) + events_of(
        2, 30, by=administrator, clock=time_machine
    )
