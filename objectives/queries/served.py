"""Finding what an activity served: elements of a framework by the words of a person, however many it has."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, Q, prefetch_related_objects

from objectives.folding import Asked
from objectives.models import Contribution, Element, Framework, Indicator
from objectives.queries.choosing import TOO_LONG, Themes, rank

SHOWN_AT_ONCE = 30  # a framework of so many elements is shown whole; a larger one is searched
MOST_FOUND = 30
MOST_THEMES = 5
LOOKED_AT = 500  # contributions of entries with these themes
BY_THEME = 9  # a rank after those that have the words themselves
INDICATORS = Prefetch("indicators", Indicator.objects.prefetch_related("dimensions__categories"))


def elements_to_show(framework: Framework, codes: Iterable[str]) -> tuple[list[Element], bool]:
    """The elements of a form, in the framework's order, and whether they are all. One query.

    All of a small framework; of a larger one those that are chosen.
    """
    wanted = {str(code)[:20] for code in codes}
    first = framework.elements.order_by("position").values("pk")[: SHOWN_AT_ONCE + 1]
    rows = list(framework.elements.filter(Q(pk__in=first) | Q(code__in=wanted)).defer("wording", "footnotes"))
    if len(rows) <= SHOWN_AT_ONCE:
        return rows, True
    return [one for one in rows if one.code in wanted], False


def elements_coded(framework: Framework, codes: Iterable[str]) -> list[Element]:
    """The elements of these codes, in the framework's order. One query, or none."""
    wanted = {str(code)[:20] for code in codes}
    return list(framework.elements.filter(code__in=wanted).defer("wording", "footnotes")) if wanted else []


def elements_found(framework: Framework, words: str) -> list[Element]:
    """The elements whose code, name or wording, in any language, have all the words; in the framework's order.

    So do those that entries with a theme of these words served. The best thirty are given. Three queries at most.
    """
    asked = Asked.of(words[:TOO_LONG])
    if not asked.words:
        return []
    by_theme = _of_themes(framework, words)
    ranked: list[tuple[int, Element]] = []
    for one in framework.elements.all():
        place = rank(asked, one.code, _texts(one))
        if place is not None or one.pk in by_theme:
            ranked.append((BY_THEME if place is None else place, one))
    best = sorted(ranked, key=lambda pair: (pair[0], pair[1].position))[:MOST_FOUND]
    return sorted((one for _place, one in best), key=lambda one: one.position)


def _of_themes(framework: Framework, words: str) -> set[int]:
    """The elements that some entries served which carry a theme of these words. Two queries at most."""
    themes = [term.pk for term in Themes(framework).matching(words, MOST_THEMES)]
    if not themes:
        return set()
    served = Contribution.objects.filter(evidence__terms__in=themes, element__framework=framework)
    return set(served.order_by().values_list("element_id", flat=True)[:LOOKED_AT])


def _texts(element: Element) -> list[str]:
    """A name alone counts as the very thing; the wording is searched with it, and never begins a match."""
    translated = [str(words.get(part, "")) for words in element.translations.values() for part in ("label", "wording")]
    return [element.label, *translated, element.wording, element.kind_plural]


def with_indicators(elements: list[Element]) -> list[Element]:
    """The same, with their indicators, and what these are broken down by. Three queries, whatever their number."""
    prefetch_related_objects(elements, INDICATORS)
    return elements
