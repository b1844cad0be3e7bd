"""Where an activity works: its countries, and the shares of countries and regions.

IATI 2.03, recipient-country/@percentage: from 0 to 100, without a sign; those of all countries and regions of one
vocabulary come to 100. Its ruleset takes what misses that by 0.0101, as three equal shares do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from objectives.actions.programme_content import UNEVEN
from objectives.exchange.iati.telling import Teller, decimal_of
from objectives.models.programme_parts import WHOLE

PLACES = Decimal("0.0001")
COUNTRY, REGION = "recipient-country/@percentage", "recipient-region/@percentage"
DAC = "1"  # code list RegionVocabulary
BEYOND_ISO = frozenset({"XK", "AN", "CS", "YU"})  # of IATI’s list of countries or of older files, none of ISO 3166-1


@dataclass
class Places:
    """Countries in their order, with the shares that an activity gives, as elements with their numbers."""

    countries: list[str] = field(default_factory=list)
    shares: dict[str, tuple[Any, Decimal]] = field(default_factory=dict)
    without: list[Any] = field(default_factory=list)  # elements that give no share
    regions: list[tuple[Any, Decimal]] = field(default_factory=list)
    has_others: bool = False  # countries that are not kept
    vocabulary: str = ""

    def add_country(self, child: Any, known: set[str], told: Teller) -> None:
        code = child.get("code", "").strip().upper()
        if code in BEYOND_ISO - known:
            self.has_others = True
            told.passed(child, _("“%(code)s” is not among the countries that are kept here") % {"code": code})
            return
        if code not in known:
            told.wrong(child, "", _("“%(code)s” is no country of ISO 3166-1.") % {"code": code[:20]})
            return
        if code in self.countries:
            told.passed(child, _("this country is named already"))
            return
        self.countries.append(code)
        told.used(child)
        share = _share(child, told)
        if share is None:
            self.without.append(child)
        else:
            self.shares[code] = (child, share)

    def add_region(self, child: Any, told: Teller) -> None:
        """Of regions the share is kept, all of them together: a programme names no regions."""
        told.passed(child, _("a programme keeps no regions, but the share of all of them together"))
        vocabulary = child.get("vocabulary", "").strip() or DAC
        self.vocabulary = self.vocabulary or vocabulary
        share = _share(child, told)
        if vocabulary != self.vocabulary:
            told.passed(child, _("shares are taken of regions of one vocabulary"), REGION)
        elif share is None:
            self.without.append(child)
        else:
            self.regions.append((child, share))

    def settled(self, told: Teller) -> tuple[dict[str, Decimal], Decimal | None]:
        """The share of each country, and of regions together: all of them, or none, which is told."""
        given = [*self.shares.values(), *self.regions]
        if not given:
            return {}, None
        reason = ""
        if self.has_others:
            reason = _("a country of the activity is not kept, so that no share is")
        elif self.without:
            reason = _("not every country and region of the activity has a share, so that none is kept")
        elif abs(sum((share for _child, share in given), Decimal(0)) - WHOLE) > UNEVEN:
            reason = _("the shares of the activity do not come to 100 per cent, so that none is kept")
        for child, _number in given:
            element = REGION if child.tag == "recipient-region" else COUNTRY
            if reason:
                told.passed(child, reason, element)
            else:
                told.used(child, element)
        if reason:
            return {}, None
        regions = sum((share for _child, share in self.regions), Decimal(0)) if self.regions else None
        return {iso: share for iso, (_child, share) in self.shares.items()}, regions


def _share(child: Any, told: Teller) -> Decimal | None:
    """The share that an element gives; None where it gives none, and where it is wrong, which is told."""
    text = child.get("percentage", "").strip()
    if not text:
        return None
    share = decimal_of(text)
    if share is None or not 0 <= share <= WHOLE:
        told.wrong(child, "@percentage", _("A share is a number from 0 to 100, without a sign. Write 33.33."))
        return None
    return share.quantize(PLACES)
