"""Runs benchmarks, each in a process of its own, on both databases; all of them, or those that are named.

    python -m tests.benchmarks                          every benchmark, on both
    python -m tests.benchmarks pages lists postgresql   two of them, on one

One that misses its budget stops no other; the exit status says whether any did.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

DATABASES = ("sqlite", "postgresql")
WITHOUT_DATABASE = "report"
TOGETHER = (  # those of a line look at the same records, which are made once
    ("overview",),
    ("audit",),
    ("lists",),
    ("pages", "load"),
    ("import",),
    ("export",),
)
OPTIONS = ["-o", "python_files=bench_*.py", "-s", "-q", "-p", "no:cacheprovider", "--timeout=0"]


def main(asked: list[str]) -> int:
    """0 where every budget is kept, 1 where one is not, 2 where a name is none."""
    known = [WITHOUT_DATABASE, *(name for line in TOGETHER for name in line)]
    if unknown := [one for one in asked if one not in (*known, *DATABASES)]:
        print(f"No such benchmark: {', '.join(unknown)}. There are {', '.join(known)}; on {' and '.join(DATABASES)}.")
        return 2
    wanted = [name for name in known if name in asked] or known
    missed = (
        [f"{WITHOUT_DATABASE}"] if WITHOUT_DATABASE in wanted and not keeps([WITHOUT_DATABASE], DATABASES[0]) else []
    )
    for database in [one for one in DATABASES if one in asked] or DATABASES:
        for line in TOGETHER:
            names = [name for name in line if name in wanted]
            if names and not keeps(names, database):
                missed.append(f"{' and '.join(names)} on {database}")
    print(f"\nBeyond their budgets: {'; '.join(missed)}." if missed else "\nEvery budget is kept.")
    return 1 if missed else 0


def keeps(names: list[str], database: str) -> bool:
    """Run some benchmarks in one process, and say how long they took; whether all keep their budgets."""
    print(f"\n===== {' and '.join(names)}, {database}", flush=True)
    start = time.monotonic()
    files = [f"tests/benchmarks/bench_{name}.py" for name in names]
    command = [sys.executable, "-m", "pytest", *OPTIONS, *files]
    done = subprocess.run(command, env=os.environ | {"IOMTRACK_TEST_DB": database}, check=False)
    print(f"===== {(time.monotonic() - start) / 60:.1f} minutes", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
