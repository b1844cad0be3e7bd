"""Numbers as people type them: read by `objectives.numbers`, by forms and files alike."""

from objectives.numbers import LARGEST, as_typed, plain, read_number

__all__ = ["LARGEST", "as_typed", "plain", "read_number"]
