"""Handing out a file that somebody sent: to be saved, and never shown within the site."""

from __future__ import annotations

from typing import IO

from django.http import FileResponse

from iomtrack.safety import ALONE


def handed_out(file: IO[bytes], *, name: str, kind: str, charset: str, size: int) -> FileResponse:
    """The answer that holds an open file, under its name and content type; `size` is in bytes."""
    content_type = f"{kind}; charset={charset}" if charset else kind
    response = FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
    response["Content-Length"] = str(size)
    response["Content-Security-Policy"] = ALONE
    return response
