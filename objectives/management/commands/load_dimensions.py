"""`manage.py load_dimensions`: the ways to break figures down that come with the installation: sex and age group."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from objectives.actions.framework_input import DimensionInput
from objectives.actions.ready_dimensions import READY_MADE
from objectives.models import Category, Dimension


class Command(BaseCommand):
    """Adds what is missing; what an administrator has named, ordered or retired since is left as it is."""

    help = "Load the dimensions sex and age group. It can be run again."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        added = sum(self._add(dimension) for dimension in READY_MADE.values())
        self.stdout.write(f"{added} dimensions added, {len(READY_MADE) - added} left as they are.")

    def _add(self, wanted: DimensionInput) -> bool:
        names = {"name": wanted.name, "translations": wanted.translations, "position": Dimension.objects.count()}
        dimension, is_new = Dimension.objects.get_or_create(code=wanted.code, defaults=names)
        if is_new:
            Category.objects.bulk_create(
                Category(
                    dimension=dimension,
                    code=one.code,
                    position=place,
                    label=one.label,
                    translations=one.translations,
                )
                for place, one in enumerate(wanted.categories)
            )
        return is_new
