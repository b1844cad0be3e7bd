"""`python -m iomtrack.catalogues`: compile the translations of locale/, where they are newer than what was compiled.

Django reads the compiled files (django.mo), which are made on each machine and not kept with the source. Babel makes
them, so that no machine needs GNU gettext. `manage.py makemessages` gathers the messages that are to be translated.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def stale(folder: Path = LOCALE) -> Iterator[Path]:
    """The catalogues (.po) that were not compiled since they were last written."""
    for path in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        made = path.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < path.stat().st_mtime:
            yield path


def compile_one(path: Path) -> Path:
    """Compile a catalogue; what is marked as a guess is left out. The compiled file, which is there whole or not."""
    made = path.with_suffix(".mo")
    beside = made.with_name(f".{made.name}.{os.getpid()}")
    with path.open("rb") as source, beside.open("wb") as compiled:
        write_mo(compiled, read_po(source, locale=path.parent.parent.name))
    beside.replace(made)
    return made


def compile_stale() -> None:
    """Compile what is stale, and nothing else."""
    for path in stale():
        compile_one(path)


if __name__ == "__main__":
    compile_stale()
