"""What waits in a period, whom it waits for, and what may still come in, as pages say them."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from objectives import letters
from objectives.enums import Errand
from objectives.models import Office, Period
from objectives.queries.languages import language_name as name_of_language
from objectives.queries.unlocks import unlock_for
from objectives.queries.waiting import Todo
from objectives.validators import since_when, too_late

register = template.Library()


@register.filter
def said(todo: Todo) -> str:
    """A thing that waits, in a few words."""
    return letters.said(todo)


@register.simple_tag
def todo_address(todo: Todo, period: Period) -> str:
    """Where it can be done."""
    return letters.address(todo, period)


@register.filter
def to_do(kind: str) -> str:
    """What people are waited for to do: "to assess"."""
    words = {
        Errand.REVIEW: _("to review"),
        Errand.APPROVE: _("to approve"),
        Errand.ASSESS: _("to assess"),
        Errand.EVIDENCE: _("for evidence"),
        Errand.FIGURES: _("for figures"),
    }
    return words.get(Errand(kind), kind)


@register.filter
def language_name(code: str) -> str:
    """A language's name in the reader's language."""
    return name_of_language(code)


@register.inclusion_tag("objectives/_deadline_note.html")
def deadline_note(period: Period | None, office: Office | None, may_unlock: bool = False) -> dict[str, Any]:
    """What an office must know when a period takes evidence no longer; nothing while it does.

    Who may unlock the period is not told whom to ask.
    """
    if period is None or period.takes_evidence_on(timezone.localdate()):
        return {}
    unlock = unlock_for(period, office)
    message = "" if unlock else since_when(period) if may_unlock else too_late(period)
    return {"unlock": unlock, "period": period, "message": message, "may_unlock": may_unlock}
