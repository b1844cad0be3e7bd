"""`manage.py rebuild_tallies`: count every record anew, and say where the tallies differed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from iomtrack.accounts.system import system_account
from objectives.actions.tallies import Counts, rebuild_tallies


def words(counts: Counts) -> str:
    """The counts of a tally in one line; those that are empty are left out."""
    return ", ".join(f"{name} {value}" for name, value in counts.items() if value not in (0, None)) or "nothing"


class Command(BaseCommand):
    """The database keeps the tallies by itself; this is for after a repair by hand, and for certainty."""

    help = "Count the tallies of elements and indicators anew, and say where they differed. It can be run again."

    def handle(self, *args: Any, **options: Any) -> None:
        rebuilt = rebuild_tallies(by=system_account())
        for name in rebuilt.triggers:
            self.stdout.write(f"The trigger {name} was missing and is back.")
        for one in rebuilt.differences:
            self.stdout.write(
                f"{one.period.code}, {one.subject}: {words(one.stood)} stood, where it is {words(one.is_right)}."
            )
        if rebuilt.differences:
            self.stdout.write(f"{len(rebuilt.differences)} tallies were wrong and are right.")
        else:
            self.stdout.write("All tallies are right.")
