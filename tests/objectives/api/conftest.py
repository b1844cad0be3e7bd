"""A program that shows a person's token."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from iomtrack.accounts.models import User
from objectives.actions import tokens


class Program:
    """Sends requests as a program does, and keeps the last answer's JSON."""

    def __init__(self, user: User, scope: str = "write") -> None:
        self.user = user
        self.token, self.secret = tokens.make(name="Figures", scope=scope, days=30, by=user)
        self.client = Client(raise_request_exception=True)

    def get(self, path: str, **query: Any) -> HttpResponse:
        return self.client.get(f"/api/v1{path}", query, headers=self.headers())

    def send(self, path: str, body: Any, *, method: str = "post", **headers: str) -> HttpResponse:
        call = getattr(self.client, method)
        return call(f"/api/v1{path}", body, content_type="application/json", headers={**self.headers(), **headers})

    def upload(self, path: str, *files: SimpleUploadedFile, more: Any = None, **headers: str) -> HttpResponse:
        """Send files in a form, each in the field `file`."""
        body = {"file": list(files), **(more or {})}
        return self.client.post(f"/api/v1{path}", body, headers={**self.headers(), **headers})

    def delete(self, path: str) -> HttpResponse:
        return self.client.delete(f"/api/v1{path}", headers=self.headers())

    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}


@pytest.fixture
def program_of(db: None) -> Callable[..., Program]:
    return Program


@pytest.fixture
def typed(framework: Any, elements: Any, nairobi: Any) -> dict[str, Any]:
    """A record that can be submitted."""
    return {
        "framework": framework.slug,
        "title": "Training in Nairobi",
        "description": "Forty officials were trained.",
        "starts_on": "2026-09-15",
        "ends_on": "2026-09-15",
        "office": "NBO",
        "contributions": [{"element": "O1", "how": "Officials know the law."}],
        "figures": [],
        "sources": [{"citation": "Training report", "paragraph": "p. 3"}],
    }


@pytest.fixture
def mine(program_of: Callable[..., Program], recorder: User) -> Program:
    """What the recorder's own program sends."""
    return program_of(recorder)


@pytest.fixture
def address(mine: Program, typed: dict[str, Any]) -> str:
    """The files of a draft of the recorder's."""
    return f"/evidence/{mine.send('/evidence', typed).json()['reference']}/attachments"
