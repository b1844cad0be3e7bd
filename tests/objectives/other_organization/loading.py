"""Strategies of another organization, loaded."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

DATA = Path(__file__).parents[2] / "data"
FIRST, SECOND = DATA / "rivers-2026.yaml", DATA / "rivers-2031.yaml"


def load(*files):
    out = StringIO()
    call_command("load_framework", *map(str, files), stdout=out)
    return out.getvalue().splitlines()


def refused(path):
    with pytest.raises(CommandError) as error:
        load(path)
    return [line.partition(": ")[2] for line in str(error.value).partition("\n\n")[0].splitlines()]


def depth(element):
    return 1 + depth(element.parent) if element.parent else 1
