"""A framework as it is wanted, beside what stands in the database: what is to be written, and what is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from objectives.actions.framework_input import DimensionInput, FrameworkInput, TargetInput
from objectives.actions.framework_rewriting import Histories, settle
from objectives.actions.framework_rows import Key, Place, Values, Wanted, stored, stored_dimensions, wanted
from objectives.actions.ready_dimensions import READY_MADE
from objectives.enums import FrameworkStatus
from objectives.models import Assessment, Dimension, Framework, Period

Refusals = Iterator[tuple[Place, str]]

SHARED = frozenset({"dimensions", "categories"})  # the same rows for all frameworks
NAMED_BY_ADDRESS = frozenset({"load", "new"})  # what stands in the place of a slug in the site's own addresses


@dataclass(frozen=True)
class Neighbour:
    """What must be known of another framework to be named in this one."""

    codes: frozenset[str]
    issued_on: date | None


class FrameworkRefused(ActionError):
    """Why a framework was not saved, by place in its input; `differs`: it would change what stands."""

    def __init__(self, refused: list[tuple[Place, str]], *, differs: bool = False) -> None:
        self.refused, self.differs = refused, differs
        problems: dict[str, list[str]] = {}
        for place, message in refused:
            problems.setdefault(".".join(map(str, place)), []).append(message)
        super().__init__(problems)


@dataclass(frozen=True)
class Change:
    """One row to be written. `before` is what stands there, None where the row is new."""

    key: Key
    before: Values | None
    after: Values

    @property
    def changed(self) -> dict[str, tuple[object, object]]:
        """The values that differ, before and after, by their name."""
        before = self.before or {}
        return {name: (before.get(name), value) for name, value in self.after.items() if before.get(name) != value}


@dataclass(frozen=True)
class Comparison:
    """A framework as it stands and as it is wanted. Where anything is refused, nothing of it is to be written."""

    framework: Framework | None
    superseded: Framework | None
    changes: list[Change]
    refused: list[tuple[Place, str]]
    differs: bool  # some of it is refused because it would change what stands


def compare(content: FrameworkInput, *, beside: Mapping[str, Neighbour] | None = None) -> Comparison:
    """What a framework's input would change, and every reason not to save it, by place. A fixed number of queries.

    `beside`: frameworks to be saved with it, by symbol.
    """
    near = Framework.objects.select_related("supersedes").filter(Q(symbol=content.symbol) | Q(slug=content.slug))
    framework = next((one for one in near if one.symbol == content.symbol), None)
    periods = {one.code: one for one in framework.periods.all()} if framework else {}
    before, ready = stored(framework), _dimensions(content)
    before |= ready.standing
    refused = [
        *_address_refused(content, near),
        *_unknown_neighbours(content, beside or {}),
        *_unknown_dimensions(content, ready.known),
        *_targets_refused(content, periods),
    ]
    moves = list(_moves_refused(content, framework, before))
    after = wanted(content, periods, ready.added)
    if framework is not None and framework.status == FrameworkStatus.SUPERSEDED:
        after["framework",][1]["status"] = framework.status  # a file from before it was superseded leaves it so
    _keep_places(before, after)
    changes, problems = _changes(before, after, settled=framework is not None and is_settled(framework))
    differs = bool(moves or problems)
    return Comparison(framework, _superseded(content), changes, [*refused, *moves, *problems], differs)


def _superseded(content: FrameworkInput) -> Framework | None:
    """The framework that gives its place to this one: it is in force, and this one is no draft."""
    if not content.supersedes or content.status == FrameworkStatus.DRAFT:
        return None
    return Framework.objects.filter(symbol=content.supersedes, status=FrameworkStatus.IN_FORCE).first()


@dataclass(frozen=True)
class _Dimensions:
    """The dimensions that a framework names: those that stand, the ready-made ones to be added, and all known codes."""

    standing: dict[Key, Values]
    added: tuple[DimensionInput, ...]
    known: frozenset[str]


def _dimensions(content: FrameworkInput) -> _Dimensions:
    given = {one.code for one in content.dimensions}
    named = given | {code for one in content.indicators for code in one.dimensions}
    standing = stored_dimensions(named) if named else {}
    known = given | {key[1] for key in standing}
    added = tuple(READY_MADE[code] for code in sorted(named - known) if code in READY_MADE)
    return _Dimensions(standing, added, frozenset(known | READY_MADE.keys()))


def _changes(
    before: Mapping[Key, Values], after: Wanted, *, settled: bool
) -> tuple[list[Change], list[tuple[Place, str]]]:
    changes: list[Change] = []
    refused: list[tuple[Place, str]] = []
    histories = Histories(before, after)
    for key, (place, row) in after.items():
        stands = settled or key[0] in SHARED
        values, problems = settle(place, key, before.get(key), row, histories=histories, settled=stands)
        refused += problems
        if key not in before or any(before[key][name] != value for name, value in values.items()):
            changes.append(Change(key, before.get(key), values))
    return changes, refused


def _keep_places(before: Mapping[Key, Values], after: Wanted) -> None:
    """Leave rows at the places they have, as long as their order is the file's; what is new comes after them."""
    stands = _groups(before)
    for group, keys in _groups({key: row for key, (_place, row) in after.items()}).items():
        standing = stands.get(group, [])
        common = [key for key in keys if key in before]
        is_same_order = common == [key for key in standing if key in after] and keys[: len(common)] == common
        if standing and (is_same_order or group[0] in SHARED):
            last = max(before[key]["position"] for key in standing)
            for key in keys:
                last += key not in before
                after[key][1]["position"] = before[key]["position"] if key in before else last


def _groups(rows: Mapping[Key, Values]) -> dict[Key, list[Key]]:
    """The keys of rows that have a place, by the list in which they have it."""
    groups: dict[Key, list[Key]] = {}
    for key, row in rows.items():
        if "position" in row:
            groups.setdefault(key[:-1], []).append(key)
    return groups


def _address_refused(content: FrameworkInput, near: Iterable[Framework]) -> Refusals:
    if content.slug in NAMED_BY_ADDRESS:
        yield ("slug",), _("“%(slug)s” is an address of the site's own") % {"slug": content.slug}
    if any(one.symbol != content.symbol for one in near):
        yield ("slug",), _("another framework has the address “%(slug)s”") % {"slug": content.slug}


def _unknown_neighbours(content: FrameworkInput, beside: Mapping[str, Neighbour]) -> Refusals:
    named: list[tuple[Place, str, str]] = []
    if content.supersedes:
        named.append((("supersedes",), content.supersedes, ""))
    for index, thread in enumerate(content.lineage):
        if thread.ancestor:
            named.append((("lineage", index, "ancestor"), thread.ancestor_framework, thread.ancestor))
    known = _neighbours({symbol for _place, symbol, _code in named} - beside.keys()) | dict(beside)
    for place, symbol, code in named:
        neighbour = known.get(symbol)
        if neighbour is None:
            yield place, _("no framework %(symbol)s is loaded, or among these files") % {"symbol": symbol}
        elif code and code not in neighbour.codes:
            yield place, _("%(symbol)s has no element “%(code)s”") % {"symbol": symbol, "code": code}
        elif neighbour.issued_on and neighbour.issued_on >= content.issued_on:
            yield place, _("%(symbol)s was not issued before this framework") % {"symbol": symbol}


def _neighbours(symbols: set[str]) -> dict[str, Neighbour]:
    """Those of these frameworks that are loaded."""
    found = Framework.objects.filter(symbol__in=symbols).order_by("pk") if symbols else Framework.objects.none()
    codes: dict[str, set[str]] = {}
    days: dict[str, date] = {}
    for symbol, issued_on, code in found.values_list("symbol", "issued_on", "elements__code"):
        codes.setdefault(symbol, set()).add(code)
        days[symbol] = issued_on
    return {symbol: Neighbour(frozenset(codes[symbol]), day) for symbol, day in days.items()}


def _unknown_dimensions(content: FrameworkInput, known: frozenset[str]) -> Refusals:
    message = _("no dimension “%(code)s” is known; describe it under dimensions, or use one of: %(known)s")
    for index, indicator in enumerate(content.indicators):
        for code in indicator.dimensions:
            if code not in known:
                others = sorted(known.union(Dimension.objects.values_list("code", flat=True)))
                yield ("indicators", index, "dimensions"), message % {"code": code, "known": ", ".join(others)}


def _targets_refused(content: FrameworkInput, periods: Mapping[str, Period]) -> Refusals:
    """Targets of a period that is not there or by a day outside it, and revisions without their reason."""
    for index, indicator in enumerate(content.indicators):
        aimed: dict[date, TargetInput] = {}
        for number, target in enumerate(indicator.targets):
            place: Place = ("indicators", index, "targets", number)
            period = periods.get(target.period)
            if period is None and target.due_on is None:
                message = _("no period “%(code)s” of this framework has been opened; say the day as well, by due_on")
                yield (*place, "period"), message % {"code": target.period}
            elif period and target.due_on and not period.starts_on <= target.due_on <= period.ends_on:
                message = _("is not within the period “%(code)s”, %(first)s to %(last)s")
                days = {"first": period.starts_on.isoformat(), "last": period.ends_on.isoformat()}
                yield (*place, "due_on"), message % {"code": period.code, **days}
            elif due_on := target.due_on or (period.ends_on if period else None):
                yield from _revision_refused(place, target, aimed.get(due_on))
                aimed[due_on] = target


def _revision_refused(place: Place, target: TargetInput, earlier: TargetInput | None) -> Refusals:
    if earlier is not None and not target.reason:
        yield place, _("revises the target before it for the same day, and needs a reason")
    if earlier is not None and earlier.set_on and target.set_on and target.set_on < earlier.set_on:
        yield (*place, "set_on"), _("is before the day on which the target that it revises was set")


def is_settled(framework: Framework) -> bool:
    """Whether a framework's words stand: it is past its draft, or something rests on it."""
    return (
        framework.status != FrameworkStatus.DRAFT
        or framework.evidence.exists()
        or Assessment.objects.filter(element__framework=framework).exists()
    )


def _moves_refused(content: FrameworkInput, framework: Framework | None, before: Mapping[Key, Values]) -> Refusals:
    if framework is not None and content.status == FrameworkStatus.DRAFT != framework.status:
        was = framework.get_status_display()
        yield ("status",), _("the framework stands as “%(status)s”; a status only moves forward") % {"status": was}
    given = {one.code for one in content.elements}
    for key in before:
        if key[0] == "elements" and key[1] not in given:
            yield (
                ("elements",),
                _("“%(code)s” stands in this framework and is missing here; nothing is deleted") % {"code": key[1]},
            )
