"""What background work of reports has in common: it is part of an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.models.edition import Edition


class EditionWork:
    """Beside WorkRow on a row of work: whose administrators are told when it stops."""

    @property
    def edition_concerned(self) -> Edition:
        """The edition that this work is part of."""
        raise NotImplementedError
