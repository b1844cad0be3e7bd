"""Pictures: told by their content, turned upright, made smaller, and written anew without anything but what is seen."""

from __future__ import annotations

import struct
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageFile, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from objectives.files.errors import FileRefused
from objectives.files.kinds import FileKind

LONGEST_SIDE = 2560  # pixels: a photo fills a large screen, and prints on a page
MOST_PIXELS = 64_000_000  # a 64-megapixel camera; some 400 MB when it is opened
QUALITY = 85
FORMATS = {"JPEG": FileKind.JPEG, "MPO": FileKind.JPEG, "PNG": FileKind.PNG, "WEBP": FileKind.WEBP}
READERS = [
    one.format for one in (JpegImageFile, PngImageFile, WebPImageFile)
]  # no other of Pillow's many readers is let near the file
_SWITCH = threading.Lock()
# What Pillow raises of a damaged file
DAMAGED = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    LookupError,
    TypeError,
    ArithmeticError,
    struct.error,
)


def rewritten(data: bytes) -> tuple[FileKind, bytes, int, int]:
    """A picture written anew: its kind, its bytes, and its width and height in pixels.

    EXIF, GPS, comments and thumbnails are gone; the orientation that EXIF told is applied, colours are turned to sRGB.
    Raises FileRefused for one that is damaged, cut short, moves, or has too many pixels.
    """
    with _told_in_words(), _held_to_its_length():
        picture = Image.open(BytesIO(data), formats=READERS)
        kind = FORMATS[picture.format or ""]
        _refuse_too_large(picture)
        if kind != FileKind.JPEG and getattr(picture, "n_frames", 1) > 1:
            raise FileRefused(_("This is a moving picture. Attach a picture that stands still."))
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is opened at a half or less at once
        picture.load()
        small = _smaller(_in_srgb(ImageOps.exif_transpose(picture)))
        return kind, _written(small, kind), small.width, small.height


def _refuse_too_large(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise FileRefused(
            _("The picture has %(number)s million pixels; %(most)s million fit. Make it smaller, and attach it again.")
            % {"number": round(picture.width * picture.height / 1e6), "most": MOST_PIXELS // 1_000_000}
        )


@contextmanager
def _told_in_words() -> Iterator[None]:
    """A picture that Pillow cannot open, or that would fill the memory, is refused."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FileRefused(_("The picture is too large to be opened. Make it smaller, and attach it again.")) from error
    except DAMAGED as error:
        raise FileRefused(
            _("The picture is damaged or cut short. Open it on your device; if you can see it whole, save it anew.")
        ) from error


@contextmanager
def _held_to_its_length() -> Iterator[None]:
    """Refuse a picture whose data end early. Pillow has one switch for the whole process, and WeasyPrint turns it."""
    with _SWITCH:
        before = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def _in_srgb(picture: Image.Image) -> Image.Image:
    """In the colours of every screen: a profile that says otherwise is followed."""
    if picture.mode.startswith("I;16"):  # shades of grey in 16 bits, of which a screen shows eight
        picture = picture.point(lambda shade: shade / 256).convert("L")
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            source, target = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(picture, source, target, outputMode=mode) or picture.convert(mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile says nothing: the numbers are taken as they stand
    return picture.convert(mode)


def _smaller(picture: Image.Image) -> Image.Image:
    if max(picture.size) > LONGEST_SIDE:
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return picture


def _written(picture: Image.Image, kind: FileKind) -> bytes:
    """The bytes of a picture, made of its pixels alone: a new picture has nothing else to write."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    out = BytesIO()
    if kind == FileKind.PNG:
        bare.save(out, "PNG", optimize=True)
    elif kind == FileKind.WEBP:
        bare.save(out, "WEBP", quality=QUALITY)
    else:
        bare.convert("RGB").save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
