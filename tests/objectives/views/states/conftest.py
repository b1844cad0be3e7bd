"""An administrator at work on States."""

from datetime import date

import pytest

from tests import factories


@pytest.fixture
def client(client_for, administrator):
    return client_for(administrator)


@pytest.fixture
def states():
    """Kenya, an observer since 1980; Colombia, which was a member until 1999; Chad, neither."""
    kenya = factories.StateFactory(iso="KE", name="Kenya", standing="neither")
    colombia = factories.StateFactory(iso="CO", name="Colombia", standing="neither")
    factories.StateFactory(iso="TD", name="Chad", standing="neither")
    factories.StateStandingFactory(state=kenya, standing="observer", since=date(1980, 1, 1))
    factories.StateStandingFactory(state=colombia, since=date(1956, 1, 2), until=date(1999, 12, 31))
    return {"KE": kenya, "CO": colombia}
