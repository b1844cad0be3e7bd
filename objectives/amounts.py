"""Numbers as people read them."""

from __future__ import annotations

import re
from decimal import Decimal

from django.template.defaultfilters import filesizeformat
from django.utils.formats import get_format, number_format


def amount_text(value: Decimal, decimals: int) -> str:
    """A number rounded to its decimal places, with its thousands parted: "8,410", "12.5"."""
    return number_format(round(value, decimals), decimal_pos=decimals, use_l10n=True, force_grouping=True)


def size_text(size: int) -> str:
    """How large a file is, without a zero that says nothing: "20 MB", "1.5 MB"."""
    nothing = rf"{re.escape(get_format('DECIMAL_SEPARATOR'))}0(?!\d)"
    return re.sub(nothing, "", filesizeformat(size))
