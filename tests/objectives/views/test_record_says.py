"""What the page of an entry and its title in the browser say of it."""

import pytest

from tests import factories, pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def client(client_for, recorder):
    return client_for(recorder)


@pytest.fixture
def draft(framework, recorder, nairobi):
    return factories.EvidenceFactory(
        framework=framework, author=recorder, office=nairobi, title="Wells dug", external_reference="NBO-2026-7"
    )


def test_ones_own_reference_stands_in_the_record(client, draft):
    assert "Own reference NBO-2026-7" in pages.main(client.get(f"/evidence/{draft.reference}/"))

    draft.external_reference = None
    draft.save()
    assert "Own reference" not in pages.main(client.get(f"/evidence/{draft.reference}/"))
