"""A site with something of everything on it, and who stands at the head of each column."""

import pytest

from iomtrack.accounts.models import User
from objectives.models import Office, State
from reports.models import Heartbeat
from tests.site import Site, make_site


@pytest.fixture
def site(recorder: User, nairobi: Office, reviewer: User, kenya: State) -> Site:
    return make_site(author=recorder, office=nairobi, reviewer=reviewer, state=kenya)


@pytest.fixture
def people(cast: dict[str, User]) -> dict[str, User | None]:
    """Who stands at the head of each column. The reviewer has not decided on the site's submitted entry."""
    return by_heading(cast)


def by_heading(cast: dict[str, User]) -> dict[str, User | None]:
    return {
        **cast,
        "staff": cast["recorder"],
        "focal": cast["focal_point"],
        "admin": cast["administrator"],
        "closed": cast["inactive"],
        "other": cast["other_delegate"],
        "visitor": None,
    }


@pytest.fixture
def well(db: None, settings: object, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site's own work goes on, so that its health is good, however long a slow machine takes for all addresses."""
    for patience in ("TICK_AT_LEAST", "WORKER_SILENT"):
        monkeypatch.setattr(f"iomtrack.views.{patience}", 3_600)
    settings.BROKER_URL, settings.BROKER_DIR = "filesystem://", tmp_path
    for name in ("queue", "control"):
        (tmp_path / name).mkdir()
    for name in ("tick", "worker"):
        Heartbeat.objects.beat(name)
