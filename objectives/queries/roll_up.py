"""How the value of an indicator takes in those of the indicators that roll up to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from objectives.enums import Aggregation, Qualifier
from objectives.models import Indicator


@dataclass(frozen=True)
class Part:
    """What figures come to: their total, divided by their number (which is 1 but for averages).

    `references` name the records that it rests on, where they are known.
    """

    total: Decimal
    figures: int
    qualifier: str
    references: tuple[str, ...] = ()

    @property
    def value(self) -> Decimal:
        return self.total / self.figures


@dataclass(frozen=True)
class Tree:
    """Which indicators roll up to which, and how each aggregates (all by primary key)."""

    aggregations: Mapping[int, str]
    fed_by: Mapping[int, Sequence[int]] = field(default_factory=dict)

    def below(self, indicator: int) -> list[int]:
        """An indicator and all that roll up to it, however deep; each once, itself first."""
        found = [indicator]
        for one in found:
            found += [child for child in self.fed_by.get(one, ()) if child not in found]
        return found


def tree_of(indicators: Iterable[Indicator]) -> Tree:
    """These indicators, and all that roll up to another. One query."""
    rows = (
        Indicator.objects.filter(rolls_up_to__isnull=False)
        .order_by("element__position", "position", "id")
        .values_list("id", "rolls_up_to_id", "aggregation")
    )
    aggregations = {one.pk: one.aggregation for one in indicators}
    fed_by: dict[int, list[int]] = defaultdict(list)
    for indicator, above, aggregation in rows:
        aggregations[indicator] = aggregation
        fed_by[above].append(indicator)
    return Tree(aggregations, fed_by)


def roll_up(tree: Tree, own: Mapping[int, Part], wanted: Iterable[int]) -> dict[int, Part]:
    """The value of each indicator wanted, from its own figures (`own`) and those that roll up to it, however deep.

    - Sum: all the figures added up.
    - Maximum: the highest of all.
    - Average: the mean of all the figures, so that one with many weighs more than one with few.
    - Latest: each one's latest added up. A stock, such as offices, is the sum of the stocks of its parts; cumulative
      figures of one indicator are not added to one another.

    An indicator that aggregates otherwise than the one it rolls up to gives its value, as one figure. One that has
    nothing to give is left out. Where indicators roll up in a circle, each is taken in once.
    """
    found = {indicator: _of(indicator, tree, own, frozenset()) for indicator in wanted}
    return {indicator: part for indicator, part in found.items() if part is not None}


def _of(indicator: int, tree: Tree, own: Mapping[int, Part], above: frozenset[int]) -> Part | None:
    above |= {indicator}
    fed_by = (one for one in tree.fed_by.get(indicator, ()) if one not in above)
    parts = [own.get(indicator), *(_of(one, tree, own, above) for one in fed_by)]
    given = [part for part in parts if part is not None]
    return combine(tree.aggregations[indicator], given) if given else None


def combine(aggregation: str, parts: Sequence[Part]) -> Part:
    """Parts as one, by an aggregation. At least one part is given."""
    if len(parts) == 1:
        return parts[0]
    if aggregation == Aggregation.MAXIMUM:
        return max(parts, key=lambda part: part.value)
    references = tuple(dict.fromkeys(reference for part in parts for reference in part.references))
    qualifier = least_exact(part.qualifier for part in parts)
    if aggregation == Aggregation.AVERAGE:
        total, figures = sum((part.total for part in parts), Decimal(0)), sum(part.figures for part in parts)
        return Part(total, figures, qualifier, references)
    return Part(sum((part.value for part in parts), Decimal(0)), 1, qualifier, references)


def least_exact(qualifiers: Iterable[str]) -> str:
    """What is known of a total of figures: "about" spoils all, "over" all but that."""
    found = set(qualifiers)
    for qualifier in (Qualifier.ABOUT, Qualifier.OVER):
        if qualifier in found:
            return qualifier
    return Qualifier.EXACT
