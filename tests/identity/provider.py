"""An OpenID Connect provider as an organization runs one: django-oauth-toolkit, in a process of its own.

Usage: python -m tests.identity.provider PORT FOLDER CALLBACK HOST. It prints "ready" once it answers on 127.0.0.1. Its
people are PEOPLE, with one password; CALLBACK is the one address that it sends them back to, and HOST (127.0.0.1 or
localhost) is where they sign in.
"""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIServer, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

CLIENT_ID, CLIENT_SECRET, PASSWORD = "iomtrack", "a-secret-of-the-suite", "the-password-over-there-1951"
PEOPLE = {  # address: whether the provider has verified it
    "recorder@example.org": True,
    "administrator@example.org": True,
    "reviewer@example.org": False,
    "inactive@example.org": True,
    "service@example.org": True,
    "stranger@example.org": True,
}
LOGIN_PAGE = (
    "<!doctype html><title>Sign in</title><form method='post'>{% csrf_token %}{{ form }}<button>Sign in</button></form>"
)


class Server(ThreadingMixIn, WSGIServer):
    """Answers several at once: the browser, and the site that asks behind its back."""

    daemon_threads = True


def configure(folder: Path, sign_in_host: str) -> None:
    """A Django project in one call."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    settings.configure(
        SECRET_KEY=secrets.token_urlsafe(50),
        ALLOWED_HOSTS=["127.0.0.1", "localhost"],
        SIGN_IN_HOST=sign_in_host,
        ROOT_URLCONF="tests.identity.urls",
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "provider.sqlite3")}},
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [("django.template.loaders.locmem.Loader", {"registration/login.html": LOGIN_PAGE})]
                },
            }
        ],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        SESSION_COOKIE_NAME="provider_session",  # cookies know no ports, and the site may be on the same host
        CSRF_COOKIE_NAME="provider_csrftoken",
        LOGIN_URL="/sign-in/",
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_RSA_PRIVATE_KEY": pem,
            "SCOPES": {"openid": "Who you are", "profile": "Your name", "email": "Your address"},
            "OAUTH2_VALIDATOR_CLASS": "tests.identity.claims.Validator",
        },
    )
    django.setup()


def fill(callback: str) -> None:
    """The tables, the one application that may ask, and the people."""
    from django.contrib.auth.models import User  # noqa: PLC0415 models exist once the project is configured
    from django.core.management import call_command  # noqa: PLC0415
    from oauth2_provider.models import Application  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    Application.objects.create(
        name="iomtrack",
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        algorithm=Application.RS256_ALGORITHM,
        redirect_uris=callback,
        skip_authorization=True,
    )
    for email in PEOPLE:
        User.objects.create_user(email.partition("@")[0], email, PASSWORD)


def main(port: str, folder: str, callback: str, sign_in_host: str) -> None:
    """Serve until stopped."""
    configure(Path(folder), sign_in_host)
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 as above

    fill(callback)
    application: Any = get_wsgi_application()
    with make_server("127.0.0.1", int(port), application, server_class=Server) as server:
        print("ready", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
