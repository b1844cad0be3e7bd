"""The ways to break figures down, for pages."""

from __future__ import annotations

from django.db.models import Prefetch

from objectives.models import Category, Dimension, Indicator

CATEGORIES = Prefetch("categories", Category.objects.order_by("position", "id"))


def dimensions_in_use() -> list[Dimension]:
    """All dimensions, each with its categories and the indicators broken down by it. Three queries."""
    indicators = Prefetch("indicators", Indicator.objects.select_related("element__framework"))
    return list(Dimension.objects.prefetch_related(CATEGORIES, indicators))


def find_dimension(code: str) -> Dimension | None:
    """A dimension by its code, with its categories in their order."""
    return Dimension.objects.prefetch_related(CATEGORIES).filter(code=code).first()
