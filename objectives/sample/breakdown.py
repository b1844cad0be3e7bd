"""How the figures of the sample year are broken down: parts that add up, whatever the number."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import TypeAlias

Part: TypeAlias = tuple[str, str, int]  # dimension, category, how many

NOT_KNOWN = "not-known"
KNOWN_OF_ALL = 0.8  # the share of figures of which every part is known
SWING = (0.7, 1.3)  # by how much an entry differs from the shares of all


def broken_down(random: Random, number: int, shares: Mapping[str, Mapping[str, int]]) -> tuple[Part, ...]:
    """The parts of a number by each dimension, about as its categories share in it; none for 0."""
    return tuple(
        (dimension, category, part)
        for dimension, weights in shares.items()
        for category, part in parts(random, number, weights).items()
        if number
    )


def parts(random: Random, number: int, weights: Mapping[str, int]) -> dict[str, int]:
    """A whole number in whole parts that add up to it. What is not known is left out where all is known."""
    all_known = random.random() < KNOWN_OF_ALL
    drawn = {
        category: weight * random.uniform(*SWING)
        for category, weight in weights.items()
        if not (all_known and category == NOT_KNOWN)
    }
    exact = {category: number * weight / sum(drawn.values()) for category, weight in drawn.items()}
    found = {category: int(share) for category, share in exact.items()}
    by_rest = sorted(exact, key=lambda category: found[category] - exact[category])
    for category in by_rest[: number - sum(found.values())]:
        found[category] += 1
    return {category: part for category, part in found.items() if part or category != NOT_KNOWN}
