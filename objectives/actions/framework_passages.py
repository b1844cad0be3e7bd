"""Quoting the passages of its mandate in a draft. Once it is in force they stand, as framework files say too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions.drafts import hold_draft, require_unchanged
from objectives.models import AuditEvent, Framework

Problems = dict[str, list[str]]


@dataclass(frozen=True)
class PassageInput:
    """Words of a mandate, quoted: what they are, where they stand, and the words; each line is a paragraph."""

    heading: str
    symbol: str
    paragraph: str
    text: str

    def stripped(self) -> dict[str, str]:
        """The same, without the blanks around it, as a framework keeps it."""
        return {name: value.strip() for name, value in asdict(self).items()}


@transaction.atomic
def set_passages(
    *, framework: Framework, passages: Sequence[PassageInput], by: User, read: str | None = None
) -> Framework:
    """Let these be the passages of a draft, in this order. Raises ActionError by field ("text_1" of the second one).

    Raises Stale where `read`, the seal of what the form was filled from, is not what stands.
    """
    framework = hold_draft(framework, by)
    before, after = framework.passages, [one.stripped() for one in passages]
    require_unchanged(read, before, wanted=after)
    if problems := _problems(passages):
        raise ActionError(problems)
    framework.passages = after
    framework.save(update_fields=["passages"])
    if framework.passages != before:
        AuditEvent.objects.record(
            by=by,
            action="framework.edit",
            on=framework,
            before={"passages": before},
            after={"passages": framework.passages},
        )
    return framework


def _problems(passages: Sequence[PassageInput]) -> Problems:
    lacking = {
        "heading": _("Say what these words are, as in “Mission statement”."),
        "symbol": _("Say in which document they stand."),
        "paragraph": _("Say in which paragraph they stand."),
        "text": _("Give the words, as they stand in the document."),
    }
    return {
        f"{name}_{index}": [lacking[name]]
        for index, passage in enumerate(passages)
        for name, value in passage.stripped().items()
        if not value
    }
