"""Why a report cannot be made of the facts as they stand."""

from __future__ import annotations

from collections.abc import Sequence


class ContentError(Exception):
    """The facts are not whole: one message for each thing that an administrator has to put right."""

    def __init__(self, messages: Sequence[str]) -> None:
        self.messages = tuple(messages)
        super().__init__("\n".join(messages))
