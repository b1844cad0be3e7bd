"""Office documents: zip files of a known build, without programs in them, that unpack to a size a machine can bear.

Nothing is unpacked but the part that names the kind; sizes are those that the zip's own directory gives.
"""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile

from django.utils.translation import gettext as _

from objectives.files.errors import FileRefused
from objectives.files.kinds import FileKind

MOST_ENTRIES = 5_000
MOST_UNPACKED = 300_000_000  # bytes
MOST_RATIO = 100  # unpacked to packed; text repeats itself some twenty times
SMALL = 1_000_000  # bytes that an entry may unpack to at any ratio
MOST_NAMING = 1_000_000  # bytes of the part that names the kind
ENCRYPTED = 0x1  # a zip entry's flag
OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

BY_MAIN_PART = {
    "wordprocessingml.document.main+xml": FileKind.DOCX,
    "spreadsheetml.sheet.main+xml": FileKind.XLSX,
    "presentationml.presentation.main+xml": FileKind.PPTX,
}
OPEN_DOCUMENTS = {kind.value: kind for kind in (FileKind.ODT, FileKind.ODS, FileKind.ODP)}


def refuse_old_office(data: bytes) -> None:
    """Refuse a file of the old binary build (.doc, .xls, .ppt), which a locked new one is wrapped in too."""
    if OLE_ENCRYPTED in data:
        raise _locked()
    raise FileRefused(
        _("This is an Office file of the old kind (.doc, .xls, .ppt). Save it as .docx, .xlsx, .pptx or PDF.")
    )


def check_office(data: bytes) -> FileKind:
    """Which office document a zip is. Raises FileRefused for any other zip, and for one that is not to be opened."""
    try:
        with ZipFile(BytesIO(data)) as package:
            _refuse_bomb(package)
            kind = _kind(package)
            _refuse_programs(package)
    except (BadZipFile, LargeZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise FileRefused(_("The file is damaged or cut short. Open it, save it again, and attach that.")) from error
    return kind


def _refuse_bomb(package: ZipFile) -> None:
    entries = package.infolist()
    unpacked = sum(one.file_size for one in entries)
    swollen = any(one.file_size > SMALL and one.file_size > MOST_RATIO * one.compress_size for one in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or swollen:
        raise FileRefused(_("The file would unpack to far more than it is. Save it as a PDF, and attach that."))
    if any(one.flag_bits & ENCRYPTED for one in entries):
        raise _locked()


def _kind(package: ZipFile) -> FileKind:
    names = set(package.namelist())
    if "[Content_Types].xml" in names:
        return _open_xml(_read(package, "[Content_Types].xml"))
    if "mimetype" in names:
        kind = OPEN_DOCUMENTS.get(_read(package, "mimetype").strip())
        if kind and "content.xml" in names:
            if "META-INF/manifest.xml" in names and "encryption-data" in _read(package, "META-INF/manifest.xml"):
                raise _locked()
            return kind
    raise FileRefused(_("Archives cannot be attached. Attach the files in it, one by one."))


def _open_xml(types: str) -> FileKind:
    if "macroEnabled" in types:
        raise _has_programs()
    for part, kind in BY_MAIN_PART.items():
        if part in types:
            return kind
    raise FileRefused(_("This kind of Office file cannot be attached. Save it as .docx, .xlsx, .pptx or PDF."))


def _refuse_programs(package: ZipFile) -> None:
    for name in package.namelist():
        if name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/")):
            raise _has_programs()


def _read(package: ZipFile, name: str) -> str:
    with package.open(name) as part:
        return part.read(MOST_NAMING).decode("utf-8", "replace")


def _locked() -> FileRefused:
    return FileRefused(_("The file is locked with a password, so that nobody else could read it. Save it without one."))


def _has_programs() -> FileRefused:
    return FileRefused(_("The file holds macros, which are programs. Save it without them, or as a PDF."))
