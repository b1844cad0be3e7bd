"""`manage.py load_definitions [FILE]`: read the kinds of report from a file. It can be run again without harm."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from iomtrack.accounts.system import system_account
from objectives.models import Framework
from reports.actions.definitions import save_definition
from reports.enums import STANDARD, Audience, Rhythm, Section

DEFAULT = Path(__file__).resolve().parents[2] / "data" / "definitions.yaml"


class Entry(BaseModel):
    """One definition as the file gives it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = Field(pattern=r"^[a-z0-9-]+$", max_length=40)
    framework: str
    title: str = Field(min_length=1, max_length=200)
    symbol: str = Field(min_length=1, max_length=80)
    session: str = Field(default="", max_length=120)
    sections: list[Section] = Field(default=list(STANDARD), min_length=1)
    languages: list[str] = Field(min_length=1)
    audience: Audience = Audience.ALL_MEMBERS
    rhythm: Rhythm = Rhythm.EVERY_PERIOD

    @field_validator("languages")
    @classmethod
    def offered(cls, languages: list[str]) -> list[str]:
        """Only languages that reports are made in here."""
        known = settings.REPORT_LANGUAGES
        unknown = [code for code in languages if code not in known]
        if unknown:
            raise ValueError(f"unknown language {unknown[0]}; known are {', '.join(known)}")
        return languages


class Command(BaseCommand):
    help = "Load the kinds of report from a YAML file (reports/data/definitions.yaml unless another is given)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        entries = read(file)
        frameworks = {one.symbol: one for one in Framework.objects.all()}
        missing = sorted({entry.framework for entry in entries} - set(frameworks))
        if missing:
            raise CommandError(
                _("%(file)s: load the framework %(symbol)s first.") % {"file": file.name, "symbol": ", ".join(missing)}
            )
        by = system_account()
        with transaction.atomic():
            for entry in entries:
                kept = entry.model_dump(mode="json", exclude={"code", "framework"})
                save_definition(code=entry.code, framework=frameworks[entry.framework], by=by, **kept)
        self.stdout.write(_("Definitions: %(codes)s.") % {"codes": ", ".join(entry.code for entry in entries)})


def read(file: Path) -> list[Entry]:
    """The definitions of a file. Raises CommandError with the place of each error."""
    try:
        return TypeAdapter(list[Entry]).validate_python(yaml.safe_load(file.read_text(encoding="utf-8")))
    except ValidationError as error:
        places = [f"{file.name}: {'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()]
        raise CommandError("\n".join(places)) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CommandError(f"{file.name}: {error}") from error
