"""Keeping the ways to break figures down. A category in use is retired, never deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.models import AuditEvent, Category, Dimension
from objectives.permissions import Capability, require

RESERVED = "new"  # the address at which a dimension is added
LONGEST = 40  # characters of a code
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class CategoryInput:
    """A category as it is wanted, at its place in the list; `row` is the one that stands, None for a new one.

    `labels` are its names in languages other than English: one that is empty is taken away, and what is in a language
    that is not named here stays.
    """

    label: str
    is_offered: bool = True
    row: Category | None = None
    labels: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def add_dimension(
    *, name: str, categories: Sequence[CategoryInput], by: User, names: Mapping[str, str] = NONE
) -> Dimension:
    """A further way to break figures down. Its code is made of its name; `names` are those in languages other than
    English. Raises ActionError, by field."""
    require(by, Capability.MANAGE_FRAMEWORKS)
    code = slugify(name)[:LONGEST].strip("-")
    if not code or code == RESERVED:
        raise ActionError({"name": [_("Give it a name with letters or digits in it.")]})
    if Dimension.objects.filter(code=code).exists():
        raise ActionError({"name": [_("There is a dimension of that name.")]})
    dimension = Dimension.objects.create(
        code=code,
        name=name.strip(),
        position=Dimension.objects.count(),
        translations=_translated({}, "name", names),
    )
    _write(dimension, categories)
    AuditEvent.objects.record(by=by, action="dimension.add", on=dimension, after=_as_kept(dimension))
    return dimension


@transaction.atomic
def change_dimension(
    *,
    dimension: Dimension,
    name: str,
    categories: Sequence[CategoryInput],
    by: User,
    names: Mapping[str, str] = NONE,
) -> Dimension:
    """Name a dimension anew, and name, order, add and retire its categories. Raises ActionError, by field.

    Codes stay, since files know dimensions and categories by them; what was reported stays with its category.
    """
    require(by, Capability.MANAGE_FRAMEWORKS)
    dimension = Dimension.objects.select_for_update().get(pk=dimension.pk)
    if not name.strip():
        raise ActionError({"name": [_("Give it a name with letters or digits in it.")]})
    given = {one.row.pk for one in categories if one.row is not None}
    if dimension.categories.exclude(pk__in=given).exists():
        raise ActionError(_("Somebody has added a category meanwhile. Look at the list again."))
    before = _as_kept(dimension)
    dimension.name = name.strip()
    dimension.translations = _translated(dimension.translations, "name", names)
    dimension.save()
    _write(dimension, categories)
    after = _as_kept(dimension)
    if before != after:
        AuditEvent.objects.record(by=by, action="dimension.change", on=dimension, before=before, after=after)
    return dimension


def _write(dimension: Dimension, categories: Sequence[CategoryInput]) -> None:
    offered = [one for one in categories if one.is_offered]
    if not offered:
        raise ActionError({"": [_("Give at least one category to choose.")]})
    if any(not one.label.strip() for one in categories):
        raise ActionError({"": [_("Give each category a name.")]})
    names = [one.label.strip().casefold() for one in offered]
    if twice := next((one for one in offered if names.count(one.label.strip().casefold()) > 1), None):
        raise ActionError({"": [_("“%(name)s” is named twice.") % {"name": twice.label}]})
    for position, one in enumerate(categories):
        row = one.row or Category(dimension=dimension, code=_free_code(dimension, one.label))
        row.label, row.position = one.label.strip(), position
        row.translations = _translated(row.translations, "label", one.labels)
        row.retired_on = None if one.is_offered else row.retired_on or timezone.localdate()
        row.save()


def _translated(kept: Mapping[str, Any], part: str, texts: Mapping[str, str]) -> dict[str, Any]:
    given = {language: {part: text.strip()} for language, text in texts.items() if text.strip()}
    return {language: words for language, words in kept.items() if language not in texts} | given


def _free_code(dimension: Dimension, label: str) -> str:
    """A code made of a name, with a number after it where that is taken."""
    base = slugify(label)[: LONGEST - 3].strip("-") or "category"
    taken = set(dimension.categories.values_list("code", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (base, *numbered) if code not in taken)


def _as_kept(dimension: Dimension) -> dict[str, Any]:
    rows = dimension.categories.order_by("position", "id").values("code", "label", "retired_on", "translations")
    categories = [{name: value for name, value in row.items() if value or name != "translations"} for row in rows]
    translated = {"translations": dimension.translations} if dimension.translations else {}
    return {"name": dimension.name, **translated, "categories": categories}
