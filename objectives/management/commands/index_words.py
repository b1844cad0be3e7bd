"""Write the words anew by which evidence is found."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from objectives.searching import beside, days
from objectives.searching.index import index_beyond


class Command(BaseCommand):
    """For use after records or programmes were written by other means than the actions."""

    help = "Write the words anew by which evidence is found."

    def handle(self, *args: Any, **options: Any) -> None:
        last = index_beyond(0)
        with connection.cursor() as cursor:
            for statement in (beside if connection.vendor == "postgresql" else days).mend():
                cursor.execute(statement)
        self.stdout.write(f"The words of all records up to number {last} are kept.")
