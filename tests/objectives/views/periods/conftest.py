"""An administrator at work on the periods, and a deadline that is over."""

from datetime import date

import pytest

from objectives.models import Period


@pytest.fixture
def client(client_for, administrator):
    return client_for(administrator)


@pytest.fixture
def late(period, time_machine):
    """The period's deadline was yesterday."""
    time_machine.move_to("2026-10-16T10:00:00+00:00", tick=False)
    Period.objects.update(deadline=date(2026, 10, 15))
