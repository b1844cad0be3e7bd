"""What every installation shares. Each value that differs by place is read from the environment."""

from importlib.util import find_spec
from logging import LogRecord
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from kombu import Exchange, Queue

from iomtrack.settings.files import *  # noqa: F403 what people attach, and where it is kept
from iomtrack.settings.files import attachment_storage
from iomtrack.settings.people import *  # noqa: F403 who signs in, and how

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
STATE_DIR = Path(env.str("IOMTRACK_STATE", default=str(BASE_DIR / "var"))).resolve()


def package_folder(package: str, *inside: str) -> Path:
    """The folder of an installed package that ships static files or fonts."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ImproperlyConfigured(f"The package {package} is not installed; run `make setup`.")
    return Path(spec.origin).parent.joinpath(*inside)


def origins(*addresses: str) -> list[str]:
    """The origins (https://host:port) of the addresses given; of an empty one there is none."""
    return [f"{part.scheme}://{part.netloc}" for part in map(urlsplit, addresses) if part.netloc]


# --- the site -------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SITE_URL = env.str("SITE_URL", default=f"http://localhost:{env.str('PORT', default='8000')}")
IOM = "International Organization for Migration"
IOM_NAMES = {
    "fr": "Organisation internationale pour les migrations",
    "es": "Organización Internacional para las Migraciones",
}
ORGANIZATION = env.str("ORGANIZATION", default=IOM)
ORGANIZATION_NAMES = env.dict("ORGANIZATION_NAMES", default=IOM_NAMES if ORGANIZATION == IOM else {})  # by language
ROOT_URLCONF = "iomtrack.urls"
WSGI_APPLICATION = "iomtrack.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "iomtrack.accounts",
    "objectives",
    "reports",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tables2",
    "django_filters",
]

MIDDLEWARE = [
    "iomtrack.safety.guarding_headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "iomtrack.safety.never_stored",
    "django.middleware.gzip.GZipMiddleware",
    "iomtrack.accounts.languages.language_of_the_browser",
    "iomtrack.safety.address_without_nul",
    "iomtrack.busy.PatientSessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "iomtrack.safety.FormThatCanBeRead",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "iomtrack.accounts.languages.language_of_the_reader",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "iomtrack.accounts.kept_forms.KeptFormsMiddleware",
    "iomtrack.accounts.second_factor.SecondFactorMiddleware",
    "iomtrack.rest.methods.known_methods",
    "iomtrack.only_forms.told_in_words",
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "iomtrack.context.site",
            ],
        },
    }
]

# --- the database is the truth --------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{STATE_DIR / 'iomtrack.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    POSTGRES_OPTIONS = DATABASES["default"].setdefault("OPTIONS", {})
    POSTGRES_OPTIONS.setdefault("connect_timeout", 10)
    # Pages take milliseconds: compiling their queries takes longer than it saves, and disks no longer turn; with more
    # memory for each, what fits a search is remembered by row and not by page. To call further processors in takes
    # longer than most of them, and leaves none to others: that is for what takes very long. To merge by key would try
    # the words of entry upon entry, which the planner holds to cost nothing. To weigh every order in which the dozen
    # tables of a record can be joined takes ten times as long as to read it; they stand in a good order.
    asked = POSTGRES_OPTIONS.get("options", "")  # what DATABASE_URL says comes last, and holds
    usual = "-c jit=off -c random_page_cost=1.1 -c work_mem=16MB -c parallel_setup_cost=10000 -c enable_mergejoin=off"
    usual += " -c join_collapse_limit=4"
    POSTGRES_OPTIONS["options"] = f"{usual} {asked}".strip()

# SQLite makes indexes without the columns that PostgreSQL has in them besides: it reads the record instead.
SILENCED_SYSTEM_CHECKS = ["models.W040"]

# --- the broker is a wake-up call -----------------------------------------------------------
BROKER_URL = env.str("BROKER_URL", default="filesystem://")
CELERY_BROKER_URL = BROKER_URL
BROKER_DIR = STATE_DIR / "broker"
if BROKER_URL.startswith("filesystem"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "queue"),
        "data_folder_out": str(BROKER_DIR / "queue"),
        "control_folder": str(BROKER_DIR / "control"),
        "store_processed": False,
    }
CELERY_TASK_QUEUES = [Queue(name, Exchange(name), name) for name in ("ticks", "celery")]  # taken from in turn, so that
CELERY_TASK_ROUTES = {"tick": {"queue": "ticks"}}  # no tick waits behind a thousand letters
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SOFT_TIME_LIMIT = env.int("TASK_SOFT_TIME_LIMIT", default=540)
CELERY_TASK_TIME_LIMIT = env.int("TASK_TIME_LIMIT", default=600)
CELERY_WORKER_MAX_MEMORY_PER_CHILD = env.int("WORKER_MAX_MEMORY_KB", default=1_000_000)
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
TICK_SECONDS = env.float("IOMTRACK_TICK_SECONDS", default=60.0)
LEASE_SECONDS = env.float("IOMTRACK_LEASE_SECONDS", default=60.0)
MAX_ATTEMPTS = 3
DIGEST_HOUR = env.int("IOMTRACK_DIGEST_HOUR", default=7)  # of the site, from which the day's letter of notices leaves
REVIEW_DAYS = env.int("IOMTRACK_REVIEW_DAYS", default=14)  # after which an entry that awaits review is marked as old
TICK_REST_SECONDS = TICK_SECONDS / 6  # after a tick, in which another does nothing: it had waited for a worker
TICK_KEPT_SECONDS = 24 * 60 * 60  # that a tick waits for a worker, whatever the clocks of two machines make of it
CELERY_BEAT_SCHEDULE = {"tick": {"task": "tick", "schedule": TICK_SECONDS, "options": {"expires": TICK_KEPT_SECONDS}}}
CELERY_BEAT_SCHEDULER = "iomtrack.beat:Scheduler"
CELERY_BEAT_SCHEDULE_FILENAME = str(STATE_DIR / "beat-schedule")
CELERY_BEAT_MAX_LOOP_INTERVAL = min(30.0, TICK_SECONDS)

# --- safety ---------------------------------------------------------------------------------
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
PERSON_COOKIE_NAME = "person"  # who had signed in last, signed: whose a form is that comes after the session has ended
SESSION_COOKIE_AGE = 12 * 60 * 60
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # what they tell stays on the server
CSRF_FAILURE_VIEW = "iomtrack.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000  # the longest form has a box for each country and a figure for each indicator

# --- what is typed and not saved yet ---------------------------------------------------------
FORM_DRAFT_DAYS = env.int("FORM_DRAFT_DAYS", default=30)  # kept for so long after the last word typed
FORM_DRAFT_MOST_BYTES = 256 * 1024  # of one form
FORM_DRAFTS_MOST = 100  # of a person

# --- mail -----------------------------------------------------------------------------------
vars().update(env.email_url("EMAIL_URL", default=f"filemail:///{STATE_DIR / 'mail'}"))
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="iomtrack <no-reply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- languages and time ---------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("es", "Español")]  # of pages and letters, each named in its own
REPORT_LANGUAGES = ["en"]  # in which reports are issued, so that assessments and indicators are worded in them
NARRATIVE_LANGUAGES = "reports.queries.languages_of"  # asked which languages the reports on a framework are made in
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = ["iomtrack.formats"]

# --- files ----------------------------------------------------------------------------------
FONT_FOLDERS = {
    "source-serif-pro": package_folder("font_source_serif_pro", "files"),
    "source-sans-pro": package_folder("font_source_sans_pro", "files"),
}
STATIC_URL = "static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap", package_folder("django_include_bootstrap", "static", "css")),
]
MEDIA_ROOT = STATE_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "attachments": attachment_storage(),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DJANGO_TABLES2_TEMPLATE = "_components/table.html"

# --- logging --------------------------------------------------------------------------------


def is_not_a_health_check(record: LogRecord) -> bool:
    """Whether a log record is of anything else: /healthz logs the cause itself, and its 503 is no error of the site."""
    return getattr(getattr(record, "request", None), "path", "") != "/healthz"


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_health_checks": {"()": "django.utils.log.CallbackFilter", "callback": is_not_a_health_check}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_health_checks"]},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "fontTools": {"level": "WARNING"},
        "kombu.connection": {"level": "ERROR"},  # it warns that the filesystem transport has no host name
        "pikepdf": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
