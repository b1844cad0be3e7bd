"""`manage.py makemessages` (`make messages`): gather every message into locale/, the house's way.

The same words give the same files: without line numbers and the time of day, and nothing is guessed from like messages.
A message that is used no longer goes. It needs the programs of GNU gettext; compiling (iomtrack.catalogues) does not.
"""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.commands import makemessages

NOT_OURS = ["docs/*", "tests/*", "var/*", "static/*", "objectives/migrations/*", "reports/migrations/*"]
NEWS = '"POT-Creation-Date:'  # it would change the file whenever it is made


class Command(makemessages.Command):
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def handle(self, *args: Any, **options: Any) -> None:
        options["locale"] = options["locale"] or [code for code, _name in settings.LANGUAGES if code != "en"]
        options["ignore_patterns"] = [*options["ignore_patterns"], *NOT_OURS]
        options["add_location"] = options["add_location"] or "file"
        options["no_obsolete"] = True
        with chdir(settings.BASE_DIR):
            super().handle(*args, **options)
        for code in options["locale"]:
            without_time(Path(settings.LOCALE_PATHS[0], code, "LC_MESSAGES", "django.po"))


def without_time(path: Path) -> None:
    """Take from a catalogue when it was made."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(NEWS)), encoding="utf-8")
