"""Why a file is not taken."""

from __future__ import annotations


class FileRefused(Exception):
    """A file that cannot be attached; the message says, in the user's language, why and what to do."""
