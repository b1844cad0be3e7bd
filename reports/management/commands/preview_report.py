"""`manage.py preview_report DEFINITION PERIOD --language en --output FILE`: a PDF, and nothing else is touched."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from objectives.models import Period
from reports.actions.filing import file_whole
from reports.content.build import build
from reports.content.errors import ContentError
from reports.document import compose, default_introduction, pdf
from reports.document.errors import DocumentError
from reports.models import Definition

WRONG_CALL = 2


class Command(BaseCommand):
    help = "Write the PDF of a report on a closed period, marked as a draft, without touching any edition."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("definition", help="code of the definition, such as assessment")
        parser.add_argument("period", help="code of the period, such as 1995-2004")
        parser.add_argument("--language", default="en")
        parser.add_argument("--output", type=Path, required=True)

    def handle(self, *args: Any, definition: str, period: str, language: str, output: Path, **options: Any) -> None:
        kind = find_definition(definition)
        if language not in kind.languages:
            refuse(_("This report has no language “%(name)s”. It is made in: %(known)s."), language, kind.languages)
        data = render(kind, find_period(kind, period), language)
        try:
            file_whole(output, data)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be written: %(reason)s.") % {"file": output, "reason": error.strerror or error},
                returncode=WRONG_CALL,
            ) from error
        self.stdout.write(_("%(file)s: %(size)s bytes.") % {"file": output, "size": len(data)})


def find_definition(code: str) -> Definition:
    """The definition of a code. Raises CommandError that lists the known ones."""
    found = Definition.objects.select_related("framework").filter(code=code).first()
    if found is None:
        known = Definition.objects.values_list("code", flat=True)
        refuse(_("There is no report “%(name)s”. Known are: %(known)s."), code, known)
    return found


def find_period(definition: Definition, code: str) -> Period:
    """The period of a code in the definition's framework. Raises CommandError that lists the known ones."""
    periods = definition.framework.periods.order_by("starts_on")
    found = periods.filter(code=code).first()
    if found is None:
        known = periods.values_list("code", flat=True)
        refuse(_("This report has no period “%(name)s”. Known are: %(known)s."), code, known)
    return found


def render(definition: Definition, period: Period, language: str) -> bytes:
    """The draft's PDF. Raises CommandError, in one line, where the facts or the document are not whole."""
    try:
        content = build(definition, period)
        introduced = replace(content, introductions={language: default_introduction(content, language)})
        return pdf.render(compose(introduced, language, draft=True))
    except (ContentError, DocumentError) as error:
        raise CommandError(" ".join(str(error).splitlines()), returncode=WRONG_CALL) from error


def refuse(message: str, name: str, known: Iterable[str]) -> NoReturn:
    """Stop with one line that says what was asked for and what there is."""
    listed = ", ".join(known) or "–"
    raise CommandError(message % {"name": name, "known": listed}, returncode=WRONG_CALL)
