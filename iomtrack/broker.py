"""Kombu's filesystem transport, with two things put right that a worker beside a web server meets.

A message is written under another name and renamed, so that no reader takes it half-written (an empty one stops a
worker), and the queue's folders are made when they are missing.
"""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from time import monotonic
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """Writes each message whole."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for folder in (self.data_folder_in, self.data_folder_out, self.control_folder):
            Path(folder).mkdir(parents=True, exist_ok=True)

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        folder = Path(self.data_folder_out)
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        unseen = folder / f"{name}.part"  # a reader takes only what ends in the queue's name and .msg
        unseen.write_text(dumps(payload), encoding="utf-8")
        os.replace(unseen, folder / name)


class Transport(filesystem.Transport):
    """The transport of the default broker."""

    Channel = Channel
