"""`manage.py verify_audit`: whether the audit is as it was sealed. Exit status 0 if so, 1 if not, 2 on a wrong call."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from objectives.models import AuditSeal
from objectives.queries.audit_verification import Break, Fault, Verification, verify

BROKEN, WRONG_CALL = 1, 2
AFTER_THE_LAST_SEAL = gettext_lazy("after the last seal")
SENTENCES = {
    Fault.EVENTS_CHANGED: gettext_lazy("%(day)s: changed since they were sealed: events %(numbers)s"),
    Fault.EVENTS_MISSING: gettext_lazy("%(day)s: missing, though they were sealed: events %(numbers)s"),
    Fault.EVENTS_INSERTED: gettext_lazy("%(day)s: inserted among what was sealed: events %(numbers)s"),
    Fault.EVENTS_MISDATED: gettext_lazy("%(day)s: dated on a day that was sealed before they came: events %(numbers)s"),
    Fault.SEAL_MISSING: gettext_lazy("%(day)s: the seal is missing, and nothing covers events %(numbers)s"),
    Fault.SEAL_CHANGED: gettext_lazy("%(day)s: the seal was changed, or its marks and its events both were"),
    Fault.SEAL_REPLACED: gettext_lazy(
        "%(day)s: this seal is not the one that the next was made after: it was replaced"
    ),
    Fault.MARKS_CHANGED: gettext_lazy(
        "%(day)s: the marks of the seal were changed; its events are as they were sealed"
    ),
}


class Command(BaseCommand):
    help = "Recompute the audit's seals and compare every event (docs/reference/audit.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--expect", metavar="DIGEST", help="a digest noted earlier: it must be in the chain of seals"
        )

    def handle(self, *args: Any, expect: str | None, verbosity: int, **options: Any) -> None:
        if expect is not None and not re.fullmatch("[0-9a-f]{64}", expect := expect.strip().lower()):
            raise CommandError(_("A digest has 64 digits from 0 to 9 and a to f."), returncode=WRONG_CALL)
        outcome = verify(progress=self._say_progress if verbosity else lambda _events: None)
        lines = [sentence(one) for one in outcome.breaks]
        if expect and not AuditSeal.objects.filter(digest=expect).exists():
            lines.append(_("The noted digest is of no seal here: the chain was made anew, or is of another database."))
        for line in lines:
            self.stdout.write(line)
        self.stdout.write(summary(outcome))
        if lines:
            raise CommandError(_("The audit is not as it was sealed."), returncode=BROKEN)

    def _say_progress(self, events: int) -> None:
        self.stderr.write(ngettext("%(n)s event checked…", "%(n)s events checked…", events) % {"n": events})


def sentence(one: Break) -> str:
    """One line on a break: "2026-11-23: missing, though they were sealed: events 12, 15–18"."""
    day = str(one.day or AFTER_THE_LAST_SEAL)
    if one.until and one.until != one.day:
        day = f"{day} – {one.until}"
    return SENTENCES[one.fault] % {"day": day, "numbers": str(one.numbers) or "–"}


def summary(outcome: Verification) -> str:
    """What was looked at, and the digest to note elsewhere."""
    counted = _("%(seals)s seals, %(events)s events, of which %(unsealed)s not sealed yet.") % vars(outcome)
    if outcome.head is None:
        return f"{counted}\n" + _("There is no seal yet.")
    return f"{counted}\n" + _("The newest seal is of %(day)s: %(digest)s") % vars(outcome.head)
