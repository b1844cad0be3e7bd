"""A developer's or evaluator's own machine: everything under var/, a key of its own, mail as files."""

import secrets

from iomtrack.settings.base import *  # noqa: F403 settings are layered by design
from iomtrack.settings.base import LOGGING, STATE_DIR, env

IS_PRODUCTION = False


def local_secret_key() -> str:
    """A key made on first use and kept with the other state, so that sessions outlive a restart."""
    path = STATE_DIR / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
        path.chmod(0o600)
    return path.read_text(encoding="ascii").strip()


SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret_key()
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=False)  # asked of nobody on one's own machine

LOGGING["formatters"]["line"]["format"] = "%(levelname)s %(name)s %(message)s"  # honcho adds the time
LOGGING["loggers"]["django.request"] = {"level": "ERROR"}  # an error in a form is no news to a developer
