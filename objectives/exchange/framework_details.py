"""What must hold between the elements of a framework file and their measures, terms, languages and amendments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from objectives.enums import FrameworkStatus
from objectives.exchange.framework_checks import Found, code_in, element_codes, twice, way_up
from objectives.exchange.located import Located, Place, rows_in, text_in

NAMED_BY_ADDRESS = "new"  # the address at which an indicator or a dimension is added
Row = tuple[Place, dict[str, Any]]


def details(located: Located) -> Found:
    """What does not hold, place by place, however many fields are faulty in themselves."""
    for check in (_indicators, _climbing, _targets, _lists, _retired, _languages, _amendments):
        yield from check(located)


def _indicators(located: Located) -> Found:
    known, of_element = element_codes(located), dict[str, list[Row]]()
    for place, row in located.rows("indicators"):
        element = code_in(row, "element")
        of_element.setdefault(element, []).append((place, row))
        if element and element not in known:
            yield (*place, "element"), _("no element “%(code)s” is in this file") % {"code": element}
        if "baseline" in row and not text_in(row, "baseline_date"):
            yield (*place, "baseline"), _("a baseline needs its baseline_date")
        if "baseline" not in row and text_in(row, "baseline_date"):
            yield (*place, "baseline_date"), _("a baseline_date needs its baseline")
        named = row.get("dimensions")
        dimensions = named if isinstance(named, list) else []
        for index, code in enumerate(dimensions):
            if code in dimensions[:index]:
                yield (*place, "dimensions", index), _("“%(code)s” is named already") % {"code": code}
    for rows in of_element.values():
        yield from twice(located, rows)


def _climbing(located: Located) -> Found:
    """An indicator rolls up to one of an element above its own, in the same unit."""
    parents = {code_in(row): code_in(row, "parent") for _place, row in located.rows("elements")}
    measured: dict[str, dict[str, Any]] = {}  # by the code of the indicator, and by its element
    for _place, row in located.rows("indicators"):
        measured.setdefault(code_in(row), {})[code_in(row, "element")] = row
    for place, row in located.rows("indicators"):
        way = way_up(code_in(row, "element"), parents)
        if (named := code_in(row, "rolls_up_to")) and way[-1] in parents and way[0] not in way[1:]:
            message = _unreachable(named, way, row, measured)
            yield from [((*place, "rolls_up_to"), message)] if message else []


def _unreachable(named: str, way: list[str], row: dict[str, Any], measured: dict[str, dict[str, Any]]) -> str:
    """Why an indicator cannot roll up to the one named, by its code or as element/code; "" where it can."""
    element, _slash, code = named.rpartition("/")
    holders = {one: row for one, row in measured.get(code, {}).items() if element in ("", one)}
    words = {"code": named, "element": way[0], "own": text_in(row, "unit")}
    if not holders:
        return _("no indicator “%(code)s” is in this file") % words
    above = next((one for one in way[1:] if one in holders), None)
    if above is None:
        return _("“%(code)s” measures no element above “%(element)s”") % words
    unit = text_in(holders[above], "unit")
    message = _("“%(code)s” counts %(unit)s, and this one %(own)s; only the same adds up")
    return message % {**words, "unit": unit} if _plain(unit) != _plain(words["own"]) else ""


def _plain(unit: str) -> str:
    return " ".join(unit.split()).casefold()


def _targets(located: Located) -> Found:
    for at, indicator in located.rows("indicators"):
        for place, row in rows_in(at, indicator, "targets"):
            if "due_on" not in row and "period" not in row:
                yield place, _("say by when, by due_on or by the code of a period")


def _lists(located: Located) -> Found:
    for place, row in (*located.rows("indicators"), *located.rows("dimensions")):
        if code_in(row).casefold() == NAMED_BY_ADDRESS:
            yield (*place, "code"), _("“%(code)s” is an address of the site's own") % {"code": code_in(row)}
    for name, inside in (("vocabularies", "terms"), ("dimensions", "categories")):
        yield from twice(located, located.rows(name))
        for place, row in located.rows(name):
            yield from twice(located, rows_in(place, row, inside))


def _retired(located: Located) -> Found:
    terms = (one for at, row in located.rows("vocabularies") for one in rows_in(at, row, "terms"))
    for place, row in (*located.rows("indicators"), *terms):
        if "retired_on" in row and not text_in(row, "retired_reason"):
            yield (*place, "retired_on"), _("what is retired needs its retired_reason")
        if "retired_on" not in row and text_in(row, "retired_reason"):
            yield (*place, "retired_reason"), _("a retired_reason needs its retired_on")


def _languages(located: Located) -> Found:
    """Words in the original language stand in the row itself; a translation has some words in it."""
    original = located.text("language") or "en"
    for place, row in _translated(located):
        translations = row.get("translations")
        for language, words in translations.items() if isinstance(translations, dict) else ():
            if language == original:
                yield (*place, "translations", language), _("is the original language, and no translation")
            if isinstance(words, dict) and not words.keys() - {"official"}:
                yield (*place, "translations", language), _("has no words in it")


def _translated(located: Located) -> Iterator[Row]:
    yield (), located.data
    for name in ("elements", "indicators", "vocabularies"):
        for place, row in located.rows(name):
            yield place, row
            yield from rows_in(place, row, "terms")


def _amendments(located: Located) -> Found:
    original = located.text("language") or "en"
    elements = {code_in(row): row for _place, row in located.rows("elements")}
    rows = list(located.rows("amendments"))
    if rows and (located.text("status") or FrameworkStatus.DRAFT) == FrameworkStatus.DRAFT:
        yield ("amendments",), _("a draft is changed as it stands; only what is in force is amended")
    numbers: dict[str, int] = {}
    last: dict[tuple[str, str], Row] = {}
    for place, row in rows:
        element, language = code_in(row, "element"), text_in(row, "language") or original
        numbers[element] = numbers.get(element, 0) + 1
        if element and element not in elements:
            yield (*place, "element"), _("no element “%(code)s” is in this file") % {"code": element}
        elif text_in(row, "number") not in ("", str(numbers[element])):
            words = {"code": element, "number": numbers[element]}
            yield (*place, "number"), _("the next amendment of “%(code)s” is number %(number)s") % words
        if text_in(row, "before") and text_in(row, "before") == text_in(row, "after"):
            yield (*place, "after"), _("is the wording before; nothing is changed")
        previous = last.get((element, language))
        if previous and text_in(row, "before") and text_in(previous[1], "after") != text_in(row, "before"):
            message = _("is not what the amendment before it, in line %(line)s, made of it")
            yield (*place, "before"), message % {"line": located.line_of(previous[0])}
        last[element, language] = (place, row)
    for (element, language), (place, row) in last.items():
        if element in elements:
            yield from _outcome(place, row, _wording(elements[element], language, original), element, language)


def _outcome(place: Place, row: dict[str, Any], wording: str, element: str, language: str) -> Found:
    """The last amendment leads to the wording that stands in the file."""
    words = {"code": element, "language": language}
    if not wording:
        yield (*place, "language"), _("“%(code)s” has no wording in %(language)s in this file") % words
    elif text_in(row, "after") and text_in(row, "after") != wording:
        yield (
            (*place, "after"),
            _("is not the wording that “%(code)s” has in this file") % words,
        )


def _wording(element: dict[str, Any], language: str, original: str) -> str:
    translations = element.get("translations")
    words = translations.get(language) if isinstance(translations, dict) else None
    source = element if language == original else words if isinstance(words, dict) else {}
    return text_in(source, "wording")
