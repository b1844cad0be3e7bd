"""Keeping vocabularies: terms are added, worded anew and retired; one in use is never deleted."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.models import AuditEvent, Evidence, Framework, Term, Vocabulary
from objectives.permissions import Capability, require


@dataclass(frozen=True)
class TermInput:
    """What an administrator types of a term. `translations` holds, for each language, {label, wording}."""

    label: str
    wording: str = ""
    source_symbol: str = ""
    source_paragraph: str = ""
    translations: dict[str, dict[str, Any]] = field(default_factory=dict)


@transaction.atomic
def add_vocabulary(*, framework: Framework, name: str, by: User) -> Vocabulary:
    """Begin a vocabulary of a framework. Its code is made of its name. Raises ActionError where that is taken."""
    require(by, Capability.MANAGE_FRAMEWORKS)
    name = name.strip()
    code = _code(name, "name", _("Give the vocabulary a name with letters or digits in it."), 40)
    if Vocabulary.objects.filter(framework=framework, code=code).exists():
        raise ActionError({"name": [_("This framework has a vocabulary of that name.")]})
    place = framework.vocabularies.aggregate(last=Max("position"))["last"]
    vocabulary = Vocabulary.objects.create(
        framework=framework, name=name, code=code, position=0 if place is None else place + 1
    )
    AuditEvent.objects.record(by=by, action="vocabulary.add", on=vocabulary, after={"name": name, "code": code})
    return vocabulary


@transaction.atomic
def add_term(*, vocabulary: Vocabulary, content: TermInput, by: User) -> Term:
    """Add a term at the end. Its code is made of its name. Raises ActionError where that is taken."""
    require(by, Capability.MANAGE_FRAMEWORKS)
    Vocabulary.objects.select_for_update().get(pk=vocabulary.pk)
    code = _code(content.label, "label", _("Give the term a name with letters or digits in it."), 60)
    if Term.objects.filter(vocabulary=vocabulary, code=code).exists():
        raise ActionError({"label": [_("This vocabulary has a term of that name.")]})
    place = vocabulary.terms.aggregate(last=Max("position"))["last"]
    term = Term.objects.create(
        vocabulary=vocabulary, code=code, position=0 if place is None else place + 1, **asdict(content)
    )
    AuditEvent.objects.record(by=by, action="term.add", on=term, after=asdict(content))
    return term


@transaction.atomic
def change_term(*, term: Term, content: TermInput, by: User) -> Term:
    """Name or word a term anew. Its code, by which files know it, stays."""
    require(by, Capability.MANAGE_FRAMEWORKS)
    term = Term.objects.select_for_update().get(pk=term.pk)
    if not content.label.strip():
        raise ActionError({"label": [_("Give the term a name with letters or digits in it.")]})
    after = asdict(content)
    before = {name: getattr(term, name) for name in after}
    if before == after:
        return term
    for name, value in after.items():
        setattr(term, name, value)
    term.save()
    AuditEvent.objects.record(by=by, action="term.change", on=term, before=before, after=after)
    return term


@transaction.atomic
def retire_term(*, term: Term, reason: str, by: User) -> Term:
    """Offer a term no longer; what was logged with it keeps it. Raises ActionError without a reason."""
    require(by, Capability.MANAGE_FRAMEWORKS)
    term = Term.objects.select_for_update().get(pk=term.pk)
    if not reason.strip():
        raise ActionError({"reason": [_("Say why it is retired.")]})
    if term.retired_on is not None:
        raise ActionError(_("%(term)s is retired already.") % {"term": term.label})
    term.retired_on, term.retired_reason = timezone.localdate(), reason.strip()
    term.save(update_fields=["retired_on", "retired_reason"])
    AuditEvent.objects.record(by=by, action="term.retire", on=term, after={"reason": term.retired_reason})
    return term


@transaction.atomic
def restore_term(*, term: Term, by: User) -> Term:
    """Offer a retired term again. Raises ActionError for one that is not retired."""
    require(by, Capability.MANAGE_FRAMEWORKS)
    term = Term.objects.select_for_update().get(pk=term.pk)
    if term.retired_on is None:
        raise ActionError(_("%(term)s is not retired.") % {"term": term.label})
    before = {"retired_on": term.retired_on, "reason": term.retired_reason}
    term.retired_on, term.retired_reason = None, ""
    term.save(update_fields=["retired_on", "retired_reason"])
    AuditEvent.objects.record(by=by, action="term.restore", on=term, before=before)
    return term


@transaction.atomic
def remove_term(*, term: Term, by: User) -> None:
    """Delete a term that nothing was ever logged with. Raises ActionError for one in use: it can be retired.

    What was deleted since it was read is left at that.
    """
    require(by, Capability.MANAGE_FRAMEWORKS)
    found = Term.objects.select_for_update().filter(pk=term.pk).first()
    if found is None:
        return
    if Evidence.objects.filter(terms=found).exists():
        raise ActionError(_("%(term)s is in use, so it stays. Retire it instead.") % {"term": found.label})
    before = {"code": found.code, "label": found.label, "wording": found.wording}
    AuditEvent.objects.record(by=by, action="term.remove", on=found, before=before)
    found.delete()


def _code(name: str, field_name: str, problem: str, length: int) -> str:
    code = slugify(name)[:length].strip("-")
    if not code:
        raise ActionError({field_name: [problem]})
    return code
