"""Why a piece of background work failed."""

from __future__ import annotations


class WorkFailed(Exception):
    """Work that could not be done, in words for administrators. `permanent`: to try again would change nothing."""

    def __init__(self, problem: str, *, permanent: bool = False) -> None:
        self.permanent = permanent
        super().__init__(problem)


class ClaimLost(Exception):
    """The lease ran out and the row is no longer this worker's: what it made must not be kept."""
