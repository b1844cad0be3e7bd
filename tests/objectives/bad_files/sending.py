"""A file that cannot be taken, sent as a person sends it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client


@dataclass(frozen=True)
class Bad:
    """What is sent, how, and the words that say what to do."""

    name: str
    data: bytes | Callable[[], bytes]
    says: str
    how: dict[str, str] = field(default_factory=dict)
    settings: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name

    @property
    def bytes(self) -> bytes:
        return self.data() if callable(self.data) else self.data


def counts() -> dict[str, int]:
    """How many rows each table has, but for those of uploads themselves."""
    own = {"ImportBatch", "ImportRow", "AuditEvent", "Session"}
    return {one.__name__: one._base_manager.count() for one in apps.get_models() if one.__name__ not in own}


def send(client: Client, bad: Bad) -> Any:
    form = {"framework": "mc-inf-274", "landing": "draft", "decimal_mark": "point", "charset": "", **bad.how}
    return client.post("/imports/new/", {**form, "file": SimpleUploadedFile("rows.xlsx", bad.bytes)})
