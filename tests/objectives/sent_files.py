"""Files as people send them, and as attackers do: all made here, none kept."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pikepdf
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def pdf(password: str = "", pages: int = 1) -> bytes:
    """A PDF; with a password, one that asks for it."""
    document = pikepdf.new()
    for _page in range(pages):
        document.add_blank_page()
    out = BytesIO()
    encryption = pikepdf.Encryption(owner=password, user=password) if password else False
    document.save(out, encryption=encryption)
    return out.getvalue()


def photo(width: int = 80, height: int = 40, *, kind: str = "JPEG", turned: int = 1, **more: Any) -> bytes:
    """A picture, red on its left and blue on its right, with EXIF that tells where it was taken."""
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[Base.Orientation] = turned
    exif[Base.Make] = "Camera Maker"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (1.0, 17.0, 31.0)
    out = BytesIO()
    picture.save(out, kind, exif=exif, **more)
    return out.getvalue()


def zipped(parts: dict[str, bytes | str], stored: tuple[str, ...] = ()) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content, ZIP_STORED if name in stored else ZIP_DEFLATED)
    return out.getvalue()


def docx(main: str = MAIN, **parts: bytes | str) -> bytes:
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    return zipped({"[Content_Types].xml": types, "word/document.xml": "<w:document/>", **parts})


def odf(kind: str = "text", **parts: bytes | str) -> bytes:
    named = {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<office:document-content/>"}
    return zipped(named | parts, stored=("mimetype",))


def png_header(width: int, height: int) -> bytes:
    """A PNG that says it is of a size, and holds next to nothing."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack("!I", len(content)) + name + content + struct.pack("!I", zlib.crc32(name + content))

    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00" * 100)) + chunk(b"IEND", b"")
    )


def moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    out = BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()
