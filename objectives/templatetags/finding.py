"""What a list that was searched says of its rows, and of how many there are."""

from __future__ import annotations

from django import template
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from objectives.models import Evidence
from objectives.queries.found import Count
from objectives.tables.found import FoundTable

MILLION = 1_000_000
register = template.Library()


@register.filter
def found_title(entry: Evidence, table: FoundTable) -> str | SafeString:
    """The title of an entry, with what was found in it."""
    return table.title_of(entry)


@register.filter
def found_excerpt(entry: Evidence, table: FoundTable) -> SafeString:
    """Where in what an entry says it was found; "" where nothing was searched, or it was found elsewhere."""
    return table.excerpt_of(entry)


@register.filter
def counted(count: Count) -> str:
    """How many entries fit: "3 in all", "about 1.2 million", "more than 10,000"."""
    if count.is_exact:
        number = {"number": number_format(count.number, force_grouping=True)}
        return ngettext("%(number)s in all", "%(number)s in all", count.number) % number
    if count.about >= MILLION:
        millions = count.about / MILLION  # 1.9 are "1,9 million" in French
        message = ngettext("about %(number)s million", "about %(number)s million", int(millions))
        return message % {"number": number_format(millions, 1)}
    if count.about:
        return _("about %(number)s") % {"number": number_format(count.about, force_grouping=True)}
    return _("more than %(number)s") % {"number": number_format(count.number, force_grouping=True)}
