"""The page of roles shows the tables that the site goes by."""

import pytest

from iomtrack.accounts.enums import Role
from objectives import permissions as record
from reports import permissions as reporting
from tests import pages

pytestmark = pytest.mark.django_db


def test_the_page_shows_every_capability_by_every_role(client_for, administrator):
    page = pages.read(client_for(administrator).get("/accounts/roles/"))

    shown = {
        pages.words(row.xpath("th")[0]): [cell.get("data-label") for cell in row.xpath("td[not(@class)]")]
        for row in page.xpath("//tbody/tr")
    }
    assert shown == {
        str(capability.label): [str(role.label) for role in Role if role in holders]
        for table in (record.CAPABILITIES, reporting.CAPABILITIES)
        for capability, holders in table.items()
    }


@pytest.mark.parametrize("module", [record, reporting])
def test_each_capability_is_said_in_a_sentence_of_its_own(module):
    words = [str(capability.label) for capability in module.Capability]

    assert len(set(words)) == len(words)
    assert all(" " in sentence for sentence in words)
