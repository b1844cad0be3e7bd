"""An administrator at the draft of MC/INF/300, which supersedes the small framework: O1 with O1.1 below it, and O2."""

import pytest

from tests.objectives.drafts import make_draft, make_tree


@pytest.fixture
def client(client_for, administrator):
    return client_for(administrator)


@pytest.fixture
def draft(framework):
    return make_draft(supersedes=framework)


@pytest.fixture
def tree(draft):
    return make_tree(draft, "O1(O1.1) O2")
