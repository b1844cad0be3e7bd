"""A file that is attached, and what the store holds."""

from pathlib import Path
from types import SimpleNamespace

from iomtrack.accounts.models import User
from objectives.actions import attachments as actions
from objectives.models import Attachment, Evidence

TEXT = b"It was done."
NOWHERE = "unix:///nowhere/clamd.sock"


def attach(entry: Evidence, name: str = "note.txt", data: bytes = TEXT, by: User | None = None) -> Attachment:
    return actions.attach(evidence=entry, name=name, data=data, by=by or entry.author)


def stored(settings: SimpleNamespace) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
