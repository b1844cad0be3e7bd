"""Beginning a framework, and changing what is said of it as a whole while it is a draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions.drafts import hold_draft, require_unchanged
from objectives.enums import FrameworkStatus, LineageKind, WordingLanguage
from objectives.models import AuditEvent, Framework, Lineage
from objectives.permissions import Capability, require
from objectives.queries.editor import head_of

Problems = dict[str, list[str]]
RESERVED = ("load", "new")  # addresses of pages under /frameworks/


@dataclass(frozen=True)
class HeadInput:
    """A framework without its elements. `translations`: {title, official} by language; `chapeaux`: as the model's."""

    symbol: str
    title: str
    issued_on: date
    slug: str = ""  # made from the symbol where it is empty
    language: str = WordingLanguage.ENGLISH
    session: str = ""
    supersedes: Framework | None = None
    translations: dict[str, dict[str, Any]] = field(default_factory=dict)
    chapeaux: dict[str, dict[str, str]] = field(default_factory=dict)


@transaction.atomic
def new_framework(*, content: HeadInput, by: User) -> Framework:
    """Begin a draft; MC/INF/274 gets the address mc-inf-274. Raises ActionError by field."""
    require(by, Capability.MANAGE_FRAMEWORKS)
    if problems := head_problems(content):
        raise ActionError(problems)
    framework = Framework.objects.create(**_columns(content))
    AuditEvent.objects.record(by=by, action="framework.new", on=framework, after=head_of(framework))
    return framework


@transaction.atomic
def edit_framework(*, framework: Framework, content: HeadInput, by: User, read: str | None = None) -> Framework:
    """Change what is said of a draft. Its address follows its symbol, where none is given. Raises ActionError by field.

    Raises Stale where `read`, the seal of what the form was filled from, is not what stands.
    """
    framework = hold_draft(framework, by)
    before = head_of(framework)
    require_unchanged(read, before, wanted=_head(content))
    if problems := head_problems(content, framework):
        raise ActionError(problems)
    for name, value in _columns(content).items():
        setattr(framework, name, value)
    framework.save()
    if head_of(framework) != before:
        AuditEvent.objects.record(by=by, action="framework.edit", on=framework, before=before, after=head_of(framework))
    return framework


def address_of(symbol: str) -> str:
    """The part of a framework's address that stands for it: "mc-inf-274" of "MC/INF/274"."""
    return slugify("-".join(symbol.replace("/", " ").replace(".", " ").split()))


def head_problems(content: HeadInput, framework: Framework | None = None) -> Problems:
    """What must be put right before a framework is saved, by field. `framework` is the one that is changed."""
    problems: Problems = {}
    if field_and_message := _symbol_problem(content, framework):
        problems[field_and_message[0]] = [field_and_message[1]]
    if not content.title.strip():
        problems["title"] = [_("Give the framework its title.")]
    if message := _predecessor_problem(content, framework):
        problems["supersedes"] = [message]
    return problems


def _symbol_problem(content: HeadInput, framework: Framework | None) -> tuple[str, str] | None:
    """What is wrong with a symbol, or with the address made from it or given, and which of the two to change."""
    symbol, given = content.symbol.strip(), content.slug.strip()
    others = Framework.objects.exclude(pk=framework.pk if framework else 0)
    address, where = given or address_of(symbol), "slug" if given else "symbol"
    if given and (given != slugify(given) or given in RESERVED):
        return "slug", _("An address has small letters, digits and hyphens: mc-inf-274.")
    if not symbol or not address or address in RESERVED:
        return "symbol", _("Give the symbol of its document, as in MC/INF/274.")
    if others.filter(symbol=symbol).exists():
        return "symbol", _("There is a framework %(symbol)s already.") % {"symbol": symbol}
    if twin := others.filter(slug=address).first():
        messages = {
            "slug": _("%(symbol)s has the same address. Choose another one."),
            "symbol": _("%(symbol)s has the same address. Choose another symbol."),
        }
        return where, messages[where] % {"symbol": twin.symbol}
    return None


def _predecessor_problem(content: HeadInput, framework: Framework | None) -> str:
    earlier = content.supersedes
    if framework and framework.supersedes_id != (earlier.pk if earlier else None) and _has_threads(framework):
        return _("Its elements are said to descend from those of %(symbol)s. Change their lineage first.") % {
            "symbol": framework.supersedes
        }
    if earlier is None:
        return ""
    if earlier.status == FrameworkStatus.DRAFT or earlier == framework:
        return _("%(symbol)s is not adopted; only an adopted framework can be superseded.") % {"symbol": earlier}
    if earlier.issued_on >= content.issued_on:
        return _("%(symbol)s was not issued before this framework.") % {"symbol": earlier}
    return ""


def _has_threads(framework: Framework) -> bool:
    threads = Lineage.objects.into(framework).exclude(kind=LineageKind.NEW)
    return threads.exclude(kind=LineageKind.DISCONTINUED, discontinued_in=None).exists()


def _head(content: HeadInput) -> dict[str, Any]:
    """What a framework says of itself once this is saved, as `head_of` has it."""
    return _columns(content) | {"supersedes": content.supersedes.pk if content.supersedes else None}


def _columns(content: HeadInput) -> dict[str, Any]:
    return {
        "symbol": content.symbol.strip(),
        "slug": content.slug.strip() or address_of(content.symbol),
        "title": content.title.strip(),
        "issued_on": content.issued_on,
        "language": content.language,
        "session": content.session.strip(),
        "supersedes": content.supersedes,
        "translations": content.translations,
        "chapeaux": content.chapeaux,
    }
