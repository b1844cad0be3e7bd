"""Numbers as people type them: read by `objectives.numbers`, by forms and files alike."""

from objectives.numbers import LARGEST, plain, read_number

__all__ = ["LARGEST", "plain", "read_number"]
