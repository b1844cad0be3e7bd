"""Putting a file in its place whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def file_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader, or a machine that stops half-way, finds all of it or nothing.

    It is written beside its place, forced to the disk, and renamed. Raises OSError and leaves nothing behind.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as temporary:
        try:
            temporary.write(data)
            temporary.flush()
            os.fsync(temporary.fileno())
            os.chmod(temporary.name, 0o644)
            os.replace(temporary.name, path)
        except BaseException:
            os.unlink(temporary.name)
            raise
    _force_folder(path.parent)


def _force_folder(folder: Path) -> None:
    """Force the new name to the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
