"""A served installation: nothing has an unsafe default, and what is missing stops the start."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

from iomtrack.settings.base import *  # noqa: F403 settings are layered by design
from iomtrack.settings.base import OIDC_SERVER_URL, REQUIRE_SECOND_FACTOR, env, origins

IS_PRODUCTION = True
DEBUG = False


def required(name: str, why: str) -> str:
    """The value of an environment variable that production cannot do without."""
    value: str = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment: {why}.")
    return value


SHORTEST_KEY = 50

SECRET_KEY = required("SECRET_KEY", "it signs sessions and links")
if len(SECRET_KEY) < SHORTEST_KEY or SECRET_KEY.startswith(("django-insecure", "change", "secret")):
    raise ImproperlyConfigured(
        "SECRET_KEY is a default or too short: give at least 50 random characters, "
        'as python -c "import secrets; print(secrets.token_urlsafe(50))" prints them.'
    )
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = [
    name.strip() for name in required("ALLOWED_HOSTS", "the names that this site answers to, with commas").split(",")
]
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts: with * anybody could say what this site is called.")
SITE_URL = required("SITE_URL", "the address that mail links to, such as https://strategy.example.org").rstrip("/")
if not SITE_URL.startswith("https://"):
    raise ImproperlyConfigured("SITE_URL must begin with https://: cookies are sent over HTTPS alone.")
if not validate_host(urlsplit(SITE_URL).hostname or "", ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS must hold the host of SITE_URL: links in mail lead there.")
required("EMAIL_URL", "how mail leaves, such as smtp+tls://user:password@host:587")
required("DATABASE_URL", "where records are kept, such as postgres://user:password@host/name")
required("BROKER_URL", "the broker, such as redis://host:6379/0")

if not REQUIRE_SECOND_FACTOR:
    raise ImproperlyConfigured("REQUIRE_SECOND_FACTOR is off: reviewers and administrators need a second factor.")
if OIDC_SERVER_URL and not OIDC_SERVER_URL.startswith("https://"):
    raise ImproperlyConfigured("OIDC_SERVER_URL must begin with https://: people's sign-in goes by it.")

CSRF_TRUSTED_ORIGINS = origins(SITE_URL)
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0  # whose attempts are counted: X-Forwarded-For's last address
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"  # browsers take such a cookie from this very host alone, and over HTTPS
CSRF_COOKIE_NAME = "__Host-csrftoken"
PERSON_COOKIE_NAME = "__Host-person"
