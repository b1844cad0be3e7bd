"""From bytes that somebody sent to a file that can be kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from objectives.files.errors import FileRefused
from objectives.files.kinds import ENDINGS, FileKind
from objectives.files.names import clean_name
from objectives.files.office import check_office, refuse_old_office
from objectives.files.papers import check_pdf
from objectives.files.pictures import rewritten
from objectives.files.text import charset_of

PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
OTHER_PICTURES = (b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")


@dataclass(frozen=True)
class CleanFile:
    """What is kept of a file: the bytes as they are stored, and what was found out about them."""

    name: str
    kind: FileKind
    data: bytes
    sha256: str  # of the bytes as stored, hexadecimal
    given_sha256: str  # of the bytes as they came: tells the same file sent twice
    charset: str = ""  # of text
    width: int | None = None  # of a picture, in pixels
    height: int | None = None


def read(name: str, data: bytes) -> CleanFile:
    """Tell a file by its content, check its build, and give what is to be kept of it.

    A name whose ending says something else than the content gets the right one. Raises FileRefused.
    """
    if not data:
        raise FileRefused(_("The file is empty."))
    kind, kept, charset, size = _recognized(name, data)
    endings = ENDINGS[kind]
    return CleanFile(
        name=clean_name(name, endings[0], also=endings[1:]),
        kind=kind,
        data=kept,
        sha256=hashlib.sha256(kept).hexdigest(),
        given_sha256=hashlib.sha256(data).hexdigest(),
        charset=charset,
        width=size[0],
        height=size[1],
    )


def _recognized(name: str, data: bytes) -> tuple[FileKind, bytes, str, tuple[int | None, int | None]]:
    """The kind, what is to be kept, a text's charset, and a picture's size."""
    if data.startswith(PICTURES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        kind, picture, width, height = rewritten(data)
        return kind, picture, "", (width, height)
    if data.startswith(b"%PDF-"):
        check_pdf(data)
        return FileKind.PDF, data, "", (None, None)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return check_office(data), data, "", (None, None)
    _refuse_known(data)
    charset = charset_of(data)
    return FileKind.CSV if name.lower().endswith(".csv") else FileKind.TEXT, data, charset, (None, None)


def _refuse_known(data: bytes) -> None:
    """What is no use here, but can be named, so that its owner knows what to do."""
    if data.startswith(OLE):
        refuse_old_office(data)
    if data[4:8] == b"ftyp" and data[8:12] in HEIC:
        raise FileRefused(
            _("Photos of this kind (HEIC, AVIF) cannot be attached. Save it as JPEG; on an iPhone, share it as JPEG.")
        )
    if data.startswith(OTHER_PICTURES) and b"\x00" in data[:64]:
        raise FileRefused(_("Pictures of this kind cannot be attached. Save it as JPEG or PNG."))
