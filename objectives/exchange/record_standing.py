"""A record file beside the database: what it names that is not there, and what there stands against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from objectives.exchange.located import Located, Place, Problem, text_in
from objectives.exchange.record_file import days_of, period_row
from objectives.models import Assessment, Category, Element, Evidence, Framework, Indicator, Period, State

Found = Iterator[tuple[Place, str]]


def standing_problems(located: Located) -> list[Problem]:
    """Every place of a record file that does not fit what is in the database."""
    symbol = located.text("framework")
    framework = Framework.objects.filter(symbol=symbol).first()
    if symbol and framework is None:
        message = _("no framework %(symbol)s is loaded; load its file first") % {"symbol": symbol}
        return [located.problem(("framework",), message)]
    if framework is None:
        return []
    return [located.problem(place, message) for place, message in _Beside(located, framework).found()]


@dataclass(frozen=True)
class _Beside:
    """One file and its framework. What is read of the database is read once, whatever the number of entries."""

    located: Located
    framework: Framework

    def found(self) -> Found:
        yield from _people(self.located)
        yield from self._periods()
        yield from self._ground()
        for place, row in self.located.rows("evidence"):
            yield from self._contributions(place, row)
            yield from self._figures(place, row)
            yield from self._countries(place, row)
            yield from self._entry(place, row)
        for place, row in self.located.rows("assessments"):
            yield from self._assessment(place, row)

    @cached_property
    def _elements(self) -> set[str]:
        return set(Element.objects.filter(framework=self.framework).values_list("code", flat=True))

    @cached_property
    def _indicators(self) -> set[tuple[str, str]]:
        of_framework = Indicator.objects.filter(element__framework=self.framework)
        return set(of_framework.values_list("element__code", "code"))

    @cached_property
    def _broken_down_by(self) -> dict[tuple[str, str], set[str]]:
        found: dict[tuple[str, str], set[str]] = {}
        of_framework = Indicator.objects.filter(element__framework=self.framework, dimensions__isnull=False)
        for element, code, dimension in of_framework.values_list("element__code", "code", "dimensions__code"):
            found.setdefault((element, code), set()).add(dimension)
        return found

    @cached_property
    def _categories(self) -> set[tuple[str, str]]:
        return set(Category.objects.values_list("dimension__code", "code"))

    @cached_property
    def _states(self) -> set[str]:
        return set(State.objects.values_list("iso", flat=True))

    @cached_property
    def _standing_periods(self) -> dict[str, Period]:
        return {period.code: period for period in Period.objects.filter(framework=self.framework)}

    @cached_property
    def _standing_entries(self) -> dict[str, int]:
        keys = [text_in(row, "key") for _place, row in self.located.rows("evidence")]
        standing = Evidence.objects.filter(external_reference__in=keys)
        return {str(one.external_reference): one.framework_id for one in standing}

    @cached_property
    def _assessed(self) -> set[tuple[str, str]]:
        of_framework = Assessment.objects.filter(period__framework=self.framework)
        return set(of_framework.values_list("period__code", "element__code"))

    def _periods(self) -> Found:
        for place, row in self.located.rows("periods"):
            code, days = text_in(row, "code"), days_of(row)
            standing = self._standing_periods.get(code)
            if standing and days and days != (standing.starts_on, standing.ends_on):
                message = _("“%(code)s” is open from %(first)s to %(last)s already")
                values = {"code": code, "first": standing.starts_on, "last": standing.ends_on}
                yield (*place, "starts_on"), message % values
            for other in self._standing_periods.values():
                if days and other.code != code and days[0] <= other.ends_on and other.starts_on <= days[1]:
                    yield (*place, "starts_on"), _("these days overlap those of “%(code)s”") % {"code": other.code}

    def _ground(self) -> Found:
        """The countries of offices and programmes."""
        for place, row in self.located.rows("programmes"):
            yield from self._countries(place, row)
        for place, row in self.located.rows("offices"):
            iso = text_in(row, "country")
            if iso and iso not in self._states:
                yield (*place, "country"), _("no country has the ISO 3166-1 code “%(iso)s”") % {"iso": iso}

    def _contributions(self, place: Place, row: dict[str, Any]) -> Found:
        contributions = row.get("contributions")
        for code in contributions if isinstance(contributions, dict) else {}:
            if code not in self._elements:
                yield (*place, "contributions", code), self._no_element(code)

    def _figures(self, place: Place, row: dict[str, Any]) -> Found:
        figures, contributions = row.get("figures"), row.get("contributions")
        served = list(contributions) if isinstance(contributions, dict) else []
        for index, figure in enumerate(figures if isinstance(figures, list) else []):
            code = text_in(figure, "indicator") if isinstance(figure, dict) else ""
            if code and not any((element, code) in self._indicators for element in served):
                message = _("no element that this entry contributes to has an indicator “%(code)s”")
                yield (*place, "figures", index, "indicator"), message % {"code": code}
            elif code:
                yield from self._parts((*place, "figures", index, "parts"), code, served, figure)

    def _parts(self, place: Place, code: str, served: list[str], figure: dict[str, Any]) -> Found:
        parts = figure.get("parts")
        asked = set().union(*(self._broken_down_by.get((element, code), set()) for element in served))
        for dimension, values in parts.items() if isinstance(parts, dict) else ():
            if dimension not in asked:
                message = _("“%(code)s” is not broken down by “%(dimension)s”")
                yield (*place, dimension), message % {"code": code, "dimension": dimension}
                continue
            for category in values if isinstance(values, dict) else ():
                if (dimension, category) not in self._categories:
                    message = _("“%(dimension)s” has no category “%(category)s”")
                    yield (*place, dimension, category), message % {"dimension": dimension, "category": category}

    def _countries(self, place: Place, row: dict[str, Any]) -> Found:
        countries = row.get("countries")
        for index, iso in enumerate(countries if isinstance(countries, list) else []):
            if isinstance(iso, str) and iso not in self._states:
                yield (*place, "countries", index), _("no country has the ISO 3166-1 code “%(iso)s”") % {"iso": iso}

    def _entry(self, place: Place, row: dict[str, Any]) -> Found:
        key = text_in(row, "key")
        owner = self._standing_entries.get(key)
        if owner is not None and owner != self.framework.pk:
            yield (*place, "key"), _("“%(key)s” is an entry of another framework already") % {"key": key}
        if key and owner is None:
            yield from self._closed(place, row)

    def _assessment(self, place: Place, row: dict[str, Any]) -> Found:
        code = text_in(row, "element")
        if code and code not in self._elements:
            yield (*place, "element"), self._no_element(code)
        elif code and (self._period_code(row), code) not in self._assessed:
            yield from self._closed(place, row)

    def _closed(self, place: Place, row: dict[str, Any]) -> Found:
        """A closed period stands still: what is not in it already cannot be put there."""
        period = self._standing_periods.get(self._period_code(row))
        if period is not None and not period.is_open:
            yield place, _("%(period)s is closed, and this is not in it") % {"period": period.label_here}

    def _period_code(self, row: dict[str, Any]) -> str:
        period = period_row(self.located, text_in(row, "period"))
        return text_in(period, "code") if period else ""

    def _no_element(self, code: str) -> str:
        return _("%(symbol)s has no element “%(code)s”") % {"symbol": self.framework, "code": code}


def _people(located: Located) -> Found:
    accounts = located.data.get("accounts")
    for name, account in accounts.items() if isinstance(accounts, dict) else ():
        email = text_in(account, "email") if isinstance(account, dict) else ""
        if email and User.objects.filter(email__iexact=email).exclude(role=Role.SERVICE).exists():
            message = _("%(email)s is a person's account; name one that nobody signs in with")
            yield ("accounts", name, "email"), message % {"email": email}
