"""The document's two typefaces: which files they are, and how the style sheet finds them.

They come with packages (settings.FONT_FOLDERS), so that a PDF is the same on every machine. The style sheet names
them by addresses of their own, `font:folder/file`, which the fetcher alone can resolve.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

# Names of our own, so that no font of the same name on the machine is taken in their place.
SERIF, SANS = "Document Serif", "Document Sans"


@dataclass(frozen=True)
class Face:
    family: str
    folder: str  # key of settings.FONT_FOLDERS
    file: str
    weight: int
    style: str = "normal"

    @property
    def path(self) -> Path:
        return Path(settings.FONT_FOLDERS[self.folder]) / self.file

    @property
    def rule(self) -> str:
        """Its @font-face rule."""
        return (
            f'@font-face {{ font-family: "{self.family}"; font-weight: {self.weight}; font-style: {self.style}; '
            f'src: url("{self.address}") }}'
        )

    @property
    def address(self) -> str:
        return f"font:{self.folder}/{self.file}"


FACES = (
    Face(SERIF, "source-serif-pro", "SourceSerifPro-Regular.ttf", 400),
    Face(SERIF, "source-serif-pro", "SourceSerifPro-It.ttf", 400, "italic"),
    Face(SERIF, "source-serif-pro", "SourceSerifPro-Semibold.ttf", 600),
    Face(SERIF, "source-serif-pro", "SourceSerifPro-Bold.ttf", 700),
    Face(SANS, "source-sans-pro", "SourceSansPro-Regular.ttf", 400),
    Face(SANS, "source-sans-pro", "SourceSansPro-Semibold.ttf", 600),
    Face(SANS, "source-sans-pro", "SourceSansPro-Bold.ttf", 700),
)
BY_ADDRESS = {face.address: face for face in FACES}
