"""The name of a file, made safe to show and to save under, on any machine."""

from __future__ import annotations

import re
import unicodedata

MOST_BYTES = 180  # of a name in UTF-8 with its ending; file systems take 255, and " (2)" or ".part" is added to it
JOINERS = "\u200c\u200d"  # some scripts cannot be written without them; they reorder nothing
HIDDEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}  # controls, marks that turn the writing round, no characters
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # devices, on Windows


def clean_name(name: str, ending: str, *, also: tuple[str, ...] = ()) -> str:
    """A file's name with an ending (".pdf") that says what it holds; `also` are others that say the same.

    Folders, controls and marks that hide or turn characters round are dropped; a long name is cut before its ending.
    """
    plain = unicodedata.normalize("NFC", name).replace("\\", "/")
    shown = "".join(one for one in plain if one in JOINERS or unicodedata.category(one) not in HIDDEN)
    last = re.sub(r'[<>:"|?*]', "_", re.sub(r"\s+", " ", shown.rstrip("/ ").rpartition("/")[2])).rstrip(" .")
    stem, kept = _split(last, ending, also)
    stem = stem.strip(" .") or "file"
    if RESERVED.match(stem):
        stem = f"_{stem}"
    return _cut(stem, MOST_BYTES - len(kept)) + kept


def _split(name: str, ending: str, also: tuple[str, ...]) -> tuple[str, str]:
    """What stands before the ending, and the ending: the name's own where it says what the file holds."""
    for one in (ending, *also):
        if name.lower().endswith(one):
            return name[: -len(one)], one
    return name, ending


def _cut(text: str, most: int) -> str:
    """The beginning of a text, of so many bytes at most, with no character cut in two."""
    return text.encode()[:most].decode(errors="ignore").rstrip(" .")
