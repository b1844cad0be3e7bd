"""`manage.py load_record FILE…`: put a record in the database, again and again without harm."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from objectives.exchange.located import FilesRefused
from objectives.exchange.records import Recorded, load_records


class Command(BaseCommand):
    help = "Load record files (docs/reference/record-file.md). All are checked first, and recorded all or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            recorded = load_records(options["files"])
        except FilesRefused as refused:
            raise CommandError(str(refused)) from None
        for one in recorded:
            self.stdout.write(sentence(one))


def sentence(one: Recorded) -> str:
    """One line on what a file added: "MC/1842: 52 entries, 22 assessments added; 1 period opened, 1 period closed"."""
    if one.is_empty:
        return _("%(symbol)s: nothing to change") % {"symbol": one.framework}
    parts = {
        "symbol": one.framework,
        "entries": ngettext("%(n)s entry", "%(n)s entries", one.entries) % {"n": one.entries},
        "assessments": ngettext("%(n)s assessment", "%(n)s assessments", one.assessments) % {"n": one.assessments},
        "opened": ngettext("%(n)s period", "%(n)s periods", one.periods_opened) % {"n": one.periods_opened},
        "closed": ngettext("%(n)s period", "%(n)s periods", one.periods_closed) % {"n": one.periods_closed},
    }
    return _("%(symbol)s: %(entries)s, %(assessments)s added; %(opened)s opened, %(closed)s closed") % parts
