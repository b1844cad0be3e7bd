"""The most memory that a piece of work holds, measured in a process of its own which does nothing else.

It is what Linux calls VmHWM. `ru_maxrss` would not do: a new process begins with that of the one that started it.
"""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

SET_UP = """
import sys, django
django.setup()
"""
SET_UP_AS_WORKER = """
import sys
import celery.bin.celery
from iomtrack.celery import app
app.loader.import_default_modules()
app.finalize()
app.Worker(concurrency=2)  # reads in all that a worker is made of; it is not started
"""
BEGIN = """
from tests.benchmarks.memory import most_held
given = sys.argv[1:]
print(most_held())
"""
END = """
print(most_held())
"""


def most_held() -> float:
    """The most that this process has held so far, in MiB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    assert found
    return int(found[1]) / 1024


def held_by(work: str, *given: object, database: str, as_worker: bool = False) -> tuple[float, float]:
    """What a process has held before some work (Python, with its `given` words) and in all, in MiB.

    It has the database of an address, and the store of the suite. `as_worker`: with all that a Celery worker holds.
    """
    begin = (SET_UP_AS_WORKER if as_worker else SET_UP) + BEGIN
    settings = {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "iomtrack.settings.development"}
    command = [sys.executable, "-c", begin + work + END, *map(str, given)]
    done = subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    before, *_between, in_all = done.stdout.split()
    return float(before), float(in_all)


def for_another(path: Path) -> str:
    """The address by which another process finds what stands in the suite's database, and may change it.

    That of the database itself on PostgreSQL; on SQLite that of a copy, which waits until all is committed.
    """
    if connection.vendor == "postgresql":
        given = urlsplit(os.environ["DATABASE_URL"])
        return urlunsplit(given._replace(path=f"/{connection.settings_dict['NAME']}"))
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    return f"sqlite:///{path}"
