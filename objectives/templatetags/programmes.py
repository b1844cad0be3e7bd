"""Days, ages and money of programmes and offices, as pages say them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from babel import Locale
from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from objectives.amounts import amount_text
from objectives.models import Programme, ProgrammeBudget, ProgrammeDocument
from objectives.queries.budgets import Money

register = template.Library()
NOTHING = "–"


@register.filter
def running(one: Programme | ProgrammeBudget) -> str:
    """From when to when: "1 Jan 2025 – 31 Dec 2027", "from 1 Jan 2025", "until 31 Dec 2027", "–"."""
    first, last = (date_format(day, "SHORT_DATE_FORMAT") if day else "" for day in (one.starts_on, one.ends_on))
    if first and last:
        return f"{first} – {last}"
    if first:
        return _("from %(day)s") % {"day": first}
    return _("until %(day)s") % {"day": last} if last else NOTHING


@register.filter
def money(one: Money | ProgrammeBudget) -> str:
    """An amount with the code of its currency: "USD 1,250,000". Cents are said where there are any."""
    amount = Decimal(one.amount)
    decimals = 0 if amount == amount.to_integral_value() else 2
    return f"{one.currency} {amount_text(amount, decimals)}"


@register.filter
def monies(totals: Iterable[Money]) -> str:
    """Totals in several currencies, which are never added to one; "–" where there is none."""
    return " + ".join(money(one) for one in totals) or NOTHING


@register.filter
def share(percentage: Decimal) -> str:
    """A share with the decimal places that it has: "33.33 %"."""
    decimals = max(0, -int(percentage.normalize().as_tuple().exponent))
    return f"{amount_text(percentage, decimals)}\N{NO-BREAK SPACE}%"


@register.filter
def written_in(document: ProgrammeDocument) -> str:
    """The languages of a document by their names, in the reader's; a code that has none stays."""
    locale = Locale.parse((get_language() or "en").partition("-")[0])
    return ", ".join(locale.languages.get(code, code) for code in document.languages.split())


@register.filter
def age(since: datetime | None) -> str:
    """How long ago something was: "since today", "for 1 day", "for 12 days"."""
    if since is None:
        return ""
    days = (timezone.localdate() - timezone.localdate(since)).days
    if days < 1:
        return _("since today")
    return ngettext("for %(days)s day", "for %(days)s days", days) % {"days": days}
