"""Changing the wording of an element that is in force: by amendment alone, with nothing lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions.drafts import require_unchanged
from objectives.actions.element_draft import follow_wording
from objectives.enums import FrameworkStatus
from objectives.models import Amendment, AuditEvent, Element, Framework
from objectives.permissions import Capability, require
from objectives.queries.wording import last_amendment, own_wording


@dataclass(frozen=True)
class AmendmentInput:
    """A new wording in one language, with the day it takes effect, why, and where the decision stands."""

    language: str
    wording: str
    effective_on: date
    reason: str
    source_symbol: str = ""
    source_paragraph: str = ""


@dataclass(frozen=True)
class TranslationInput:
    """An element in a language that it was not worded in yet."""

    language: str
    label: str
    wording: str
    official: bool = False


@transaction.atomic
def amend_wording(*, element: Element, content: AmendmentInput, by: User, read: str | None = None) -> Amendment:
    """Amend the wording of an element in force. The earlier one is kept, and reports on its days go on quoting it.

    What retained it in a draft is refined from then on, until it is worded alike.
    Raises ActionError, by field: without a change, a reason, or a day that lies neither in the future nor before the
    framework or its last amendment; and Stale where `read` is not the seal of the wording that stands.
    """
    element = _hold_in_force(element, by)
    before = own_wording(element, content.language)
    require_unchanged(read, before)
    if problems := _problems(element, before, content):
        raise ActionError(problems)
    amendment = Amendment.objects.create(
        element=element,
        number=(element.amendments.order_by("-number").values_list("number", flat=True).first() or 0) + 1,
        language=content.language,
        effective_on=content.effective_on,
        before=before,
        after=content.wording.strip(),
        reason=content.reason.strip(),
        source_symbol=content.source_symbol.strip(),
        source_paragraph=content.source_paragraph.strip(),
        by=by,
    )
    _write(element, content.language, amendment.after)
    if content.language == element.framework.language:
        follow_wording(element.succession.filter(descendant__framework__status=FrameworkStatus.DRAFT))
    AuditEvent.objects.record(
        by=by,
        action="element.amend",
        on=element,
        before={"language": content.language, "wording": before},
        after={
            "language": content.language,
            "wording": amendment.after,
            "effective_on": amendment.effective_on,
            "reason": amendment.reason,
        },
    )
    return amendment


@transaction.atomic
def add_translation(*, element: Element, content: TranslationInput, by: User) -> Element:
    """Word an element in force in a language that it lacks. From then on that wording too changes by amendment alone.

    Raises ActionError, by field, where it has one already, or one of its words is missing.
    """
    element = _hold_in_force(element, by)
    problems: dict[str, list[str]] = {}
    if own_wording(element, content.language):
        problems[""] = [_("%(code)s is worded in this language already. Amend that wording.") % {"code": element.code}]
    if not content.label.strip():
        problems["label"] = [_("Give it a short name.")]
    if not content.wording.strip():
        problems["wording"] = [_("Give the wording in this language.")]
    if problems:
        raise ActionError(problems)
    words = {"label": content.label.strip(), "wording": content.wording.strip(), "official": content.official}
    element.translations = {**element.translations, content.language: words}
    element.save()
    AuditEvent.objects.record(by=by, action="element.translate", on=element, after={content.language: words})
    return element


def in_force_since(framework: Framework) -> date:
    """The first day on which its wording can be amended: that of its adoption, or of its document."""
    return framework.adopted_on or framework.issued_on


def _hold_in_force(element: Element, by: User) -> Element:
    require(by, Capability.MANAGE_FRAMEWORKS)
    framework = Framework.objects.select_for_update().get(pk=element.framework_id)
    if framework.status != FrameworkStatus.IN_FORCE:
        raise ActionError(
            _("%(symbol)s is not in force: only the wording of a framework in force is amended.")
            % {"symbol": framework.symbol}
        )
    held = Element.objects.get(pk=element.pk)
    held.framework = framework
    return held


def _problems(element: Element, before: str, content: AmendmentInput) -> dict[str, list[str]]:
    problems: dict[str, list[str]] = {}
    wording = content.wording.strip()
    if not before:
        problems[""] = [_("%(code)s is not worded in this language. Add a translation.") % {"code": element.code}]
    if not wording:
        problems["wording"] = [_("Give the new wording, word for word.")]
    elif wording == before:
        problems["wording"] = [_("This is the wording as it stands. Change it, or leave the page.")]
    if not content.reason.strip():
        problems["reason"] = [_("Say why the wording is amended.")]
    if message := _day_problem(element, content):
        problems["effective_on"] = [message]
    return problems


def _day_problem(element: Element, content: AmendmentInput) -> str:
    first, last = in_force_since(element.framework), last_amendment(element, content.language)
    if content.effective_on > timezone.localdate():
        return _("This day is still to come. Amend the wording once it has changed.")
    if content.effective_on < first:
        day = date_format(first, "DATE_FORMAT")
        return _("%(framework)s dates from %(day)s. Give that day or a later one.") % {
            "framework": element.framework,
            "day": day,
        }
    if last and content.effective_on < last.effective_on:
        day = date_format(last.effective_on, "DATE_FORMAT")
        return _("The wording was last amended on %(day)s. Give that day or a later one.") % {"day": day}
    return ""


def _write(element: Element, language: str, wording: str) -> None:
    if language == element.framework.language:
        element.wording = wording
    else:
        element.translations = {
            **element.translations,
            language: {**element.translations[language], "wording": wording},
        }
    element.save()
