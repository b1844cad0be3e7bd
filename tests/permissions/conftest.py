"""A site with something of everything on it, and its work going on."""

import pytest

from reports.models import Heartbeat
from tests.standing import browser_of, files, standing

__all__ = ["browser_of", "files", "standing", "well"]


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
