"""The references that stood in the files of an import so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from objectives.models import ImportBatch

SHOWN = 60  # characters of a reference that a message quotes


@dataclass
class Seen:
    """Where each reference stood first: in whose file, if there are several, and on which line."""

    places: dict[str, tuple[ImportBatch | None, int]] = field(default_factory=dict)

    def problem(self, reference: str, file: ImportBatch | None, line: int) -> str:
        """That a reference stood before, in this file or in one that it follows; "" where it stands here first."""
        first_file, first = self.places.setdefault(reference, (file, line))
        if (first_file, first) == (file, line):
            return ""
        said = {"first": first, "reference": reference[:SHOWN]}
        if first_file is None or first_file == file:
            return (
                _("Row %(first)s has the reference “%(reference)s” too. Give each entry its own, or take one out.")
                % said
            )
        return _(
            "Row %(first)s of the file “%(name)s” has the reference “%(reference)s” too. Give each entry its own, or"
            " take one out."
        ) % {**said, "name": first_file.name}
