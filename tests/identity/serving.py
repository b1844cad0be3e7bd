"""The provider at work, and the site told of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings as site

from tests.identity.provider import CLIENT_ID, CLIENT_SECRET
from tests.processes.stack import free_port

START, CALLBACK, SIGN_IN = "/accounts/oidc/", "/accounts/oidc/callback/", "/accounts/sign-in/"
NAME = "the Organization’s account"


def apps(server_url: str) -> dict[str, object]:
    """What the settings make of the OIDC_… variables."""
    app = {"provider_id": "oidc", "name": NAME, "client_id": CLIENT_ID, "secret": CLIENT_SECRET}
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [{**app, "settings": {"server_url": server_url}}]}}


@contextmanager
def serving(site_url: str, settings: Any, folder: Path, *, sign_in_host: str = "127.0.0.1") -> Iterator[str]:
    """The address where people sign in, while the provider runs and the site knows of it.

    Its configuration is read at 127.0.0.1; the address to sign in at may be on another host.
    """
    port = free_port()
    arguments = [str(port), str(folder), site_url + CALLBACK, sign_in_host]
    command = [sys.executable, "-m", "tests.identity.provider", *arguments]
    with subprocess.Popen(command, cwd=site.BASE_DIR, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            settings.SOCIALACCOUNT_PROVIDERS = apps(f"http://127.0.0.1:{port}/o")
            settings.OIDC_NAME = NAME
            yield f"http://{sign_in_host}:{port}"
        finally:
            process.terminate()
