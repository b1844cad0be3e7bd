"""Numbers as people read them."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format


def amount_text(value: Decimal, decimals: int) -> str:
    """A number rounded to its decimal places, with its thousands parted: "8,410", "12.5"."""
    return number_format(round(value, decimals), decimal_pos=decimals, use_l10n=True, force_grouping=True)
