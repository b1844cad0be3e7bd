"""How files come in with a form: never more than the site takes, and a full disk breaks nothing."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

logger = logging.getLogger(__name__)
LOST = "iomtrack.lost_files"


def lost_files(request: HttpRequest) -> list[tuple[str, str]]:
    """The files of a form that were not taken in: the name of each, and why ("too large" or "no room")."""
    found: list[tuple[str, str]] = request.META.get(LOST, [])
    return found


class _Noting(FileUploadHandler):
    """Notes with the request which files were not taken in, for the view to say so."""

    def lose(self, why: str) -> None:
        """Leave this file out, and go on with the rest of the form."""
        assert self.request is not None
        self.request.META.setdefault(LOST, []).append((self.file_name or "", why))
        raise SkipFile


class LimitedUpload(_Noting):
    """Stands before the others, and stops the files of a request at FILE_UPLOAD_MOST_BYTES in all."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > settings.FILE_UPLOAD_MOST_BYTES:
            self.lose("too large")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


class FiledUpload(_Noting, TemporaryFileUploadHandler):
    """Django's own for what is too large for the memory; where the disk is full, the file is left out."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().new_file(*args, **kwargs)
        except OSError:
            logger.exception("A file that was sent could not be kept")
            self.lose("no room")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError:
            logger.exception("A file that was sent could not be kept")
            self.lose("no room")
