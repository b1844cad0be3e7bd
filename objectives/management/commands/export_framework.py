"""`manage.py export_framework SYMBOL [--output FILE]`: a framework as the file that would load it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from objectives.exchange.framework_export import framework_text
from objectives.models import Framework

WRONG_CALL = 2


class Command(BaseCommand):
    help = "Write a framework as the file that would load it (docs/reference/framework-file.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("symbol", help="the framework's document symbol, such as MC/INF/274")
        parser.add_argument("--output", type=Path, metavar="FILE", help="where to write it; without, to the screen")

    def handle(self, *args: Any, symbol: str, output: Path | None, **options: Any) -> None:
        text = framework_text(find_framework(symbol))
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            words = {"file": output, "reason": error.strerror or error}
            raise CommandError(_("%(file)s cannot be written: %(reason)s.") % words, returncode=WRONG_CALL) from error
        self.stdout.write(_("%(file)s: %(symbol)s.") % {"file": output, "symbol": symbol})


def find_framework(symbol: str) -> Framework:
    """The framework of a symbol. Raises CommandError that lists the known ones."""
    found = Framework.objects.select_related("supersedes").filter(symbol=symbol).first()
    if found is None:
        known = ", ".join(Framework.objects.values_list("symbol", flat=True)) or "–"
        message = _("There is no framework “%(name)s”. Known are: %(known)s.") % {"name": symbol, "known": known}
        raise CommandError(message, returncode=WRONG_CALL)
    return found
