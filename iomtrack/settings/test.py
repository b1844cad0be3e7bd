"""The suite: the same parts as development, with a fixed key and quick password hashing.

IOMTRACK_TEST_DB=postgresql runs it on a real PostgreSQL, started here because settings are read before any fixture.
"""

import atexit
import os
import shutil
import tempfile

os.environ["IOMTRACK_STATE"] = tempfile.mkdtemp(prefix="iomtrack-test-")  # never the state that someone works with
atexit.register(shutil.rmtree, os.environ["IOMTRACK_STATE"], ignore_errors=True)
if os.environ.get("IOMTRACK_TEST_DB") == "postgresql" and "DATABASE_URL" not in os.environ:
    from tests.servers import postgresql_url

    os.environ["DATABASE_URL"] = postgresql_url()  # the suite's further processes inherit it

from iomtrack.settings.base import *  # noqa: E402, F403 the state folder and the database must be set before
from iomtrack.settings.base import DATABASES, LOGGING, STATE_DIR, STATIC_ROOT, STORAGES  # noqa: E402

IS_PRODUCTION = False
REQUIRE_SECOND_FACTOR = False  # as in development; the tests of it turn it on
SECRET_KEY = "only-for-the-suite"  # noqa: S105 no secret
TICK_REST_SECONDS = 0  # tests tick twice within a second; the tests of the rest itself set it
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in use: Django's own choice is one in memory, whose shared cache refuses a second writer at once.
    DATABASES["default"]["TEST"] = {"NAME": str(STATE_DIR / "test.sqlite3")}
LOGGING = {**LOGGING, "root": {"handlers": [], "level": "WARNING"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # empty, for whitenoise; pages are served from where files stand
