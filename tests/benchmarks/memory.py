"""The most memory that a piece of work holds, measured in a process of its own which does nothing else.

It is what Linux calls VmHWM. `ru_maxrss` would not do: a new process begins with that of the one that started it.
"""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

from django.db import connection

BEGIN = """
import sys, django
django.setup()
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


def held_by(work: str, *given: object, database: Path) -> tuple[float, float]:
    """What a process has held before some work (Python, with its `given` words) and in all, in MiB.

    It has a database file of its own, and the store of the suite.
    """
    settings = {"DATABASE_URL": f"sqlite:///{database}", "DJANGO_SETTINGS_MODULE": "iomtrack.settings.development"}
    command = [sys.executable, "-c", BEGIN + work + END, *map(str, given)]
    done = subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    before, *_between, in_all = done.stdout.split()
    return float(before), float(in_all)


def copied(path: Path) -> Path:
    """What stands in the suite's SQLite, in a database file of its own. SQLite waits until all is committed."""
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    return path
