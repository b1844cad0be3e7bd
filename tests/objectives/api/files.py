"""Files as programs send them, and what they are told of those that are refused."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse


def sent(name: str = "notes.txt", data: bytes = b"It was done.") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def told(answer: HttpResponse) -> list[tuple[str, str]]:
    """Each place in what was sent, and what is said of it."""
    problem = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    return [(one["pointer"], one["detail"]) for one in problem["errors"]]
