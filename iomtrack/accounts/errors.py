"""Why an action was refused: the same for both apps, so that views and forms read alike."""

from __future__ import annotations


class ActionError(Exception):
    """A refusal, by field. `problems` maps a field's name ("" for the whole) to messages in the user's language."""

    def __init__(self, problems: dict[str, list[str]] | str) -> None:
        self.problems: dict[str, list[str]] = {"": [problems]} if isinstance(problems, str) else problems
        super().__init__(_in_a_row([message for messages in self.problems.values() for message in messages]))


class NotPermitted(Exception):
    """A person asked for an action that their role does not have."""


def _in_a_row(messages: list[str]) -> str:
    """Messages as one text: sentences follow one another, and whatever is none ends with a semicolon."""
    ends = [message if message.endswith((".", "!", "?")) else f"{message};" for message in messages[:-1]]
    return " ".join([*ends, *messages[-1:]])
