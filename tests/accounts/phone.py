"""An authenticator app, as RFC 6238 has it, and a person's way through the set-up with it."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from typing import Any

from django.http import HttpResponse
from django.test import Client

from iomtrack.accounts.models import User
from tests import pages
from tests.factories import PASSWORD

SIGN_IN, APP, CONFIRM = "/accounts/sign-in/", "/accounts/security/app/", "/accounts/confirm/"


def code(secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or that many half minutes from now."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF) % 1_000_000:06d}"


def sign_in(client: Client, user: User, **more: Any) -> HttpResponse:
    """Type one's address and password."""
    return client.post(SIGN_IN, {"login": user.email, "password": PASSWORD}, **more)


def set_up(client: Client) -> str:
    """Set an app up, signed in by password, confirming that by the password; the secret that the app then holds."""
    client.post(f"{CONFIRM}?next={APP}", {"password": PASSWORD})
    page = pages.read(client.get(APP))
    secret = pages.words(page.find_class("secret")[0])
    answer = client.post(APP, {"code": code(secret)})
    assert answer.headers["Location"] == "/accounts/security/codes/"
    return secret


def recovery_codes(client: Client) -> list[str]:
    """The codes on the page of codes."""
    return [
        pages.words(item)
        for item in pages.read(client.get("/accounts/security/codes/")).xpath("//ul[@class='codes']/li")
    ]
