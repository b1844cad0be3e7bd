"""Framework files as hypothesis makes them: every part of the format, with words that are hard to write down."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

HARD = st.sampled_from(
    [
        ": ",
        " #",
        "- ",
        "'",
        '"',
        "\\",
        "\n",
        "\n\n",
        "  ",
        "\t",
        "\u2028",
        "\x85",
        "é",
        "مياه",
        "河",
        "😀",
        "|",
        ">",
        "%",
        "~",
    ]
)
PLAIN = st.text("abcdefg hij,.-", min_size=1, max_size=12)
DAYS = st.dates(min_value=date(1001, 1, 1), max_value=date(9998, 12, 31)).map(str)
NUMBERS = st.decimals(-10_000_000, 10_000_000, places=4).map(lambda value: format(value, "f"))
LANGUAGES = ("fr", "ar", "pt-BR", "zh-Hans", "es")
KINDS = ("objective", "role", "expected_result", "capacity", "outcome", "output")
OLDER = {
    "format": "framework/1",
    "symbol": "OLD/1",
    "title": "The plan before",
    "issued_on": "1000-01-01",
    "elements": [
        {"code": code, "kind": "objective", "label": code, "wording": f"to {code}", "paragraph": "1"}
        for code in ("A", "B", "C", "D")
    ],
}


def texts(longest: int = 300) -> st.SearchStrategy[str]:
    """Words as people type them, with what YAML would take for its own."""
    parts = st.lists(PLAIN | HARD, min_size=1, max_size=6)
    return parts.map(lambda found: "".join(found)[:longest].strip() or "x")


def some(draw: st.DrawFn, values: dict[str, Any], **optional: st.SearchStrategy[Any]) -> dict[str, Any]:
    """Fields, and some of the optional ones."""
    return values | {name: draw(one) for name, one in optional.items() if draw(st.booleans())}


def translations(words: dict[str, st.SearchStrategy[str]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(
        st.sampled_from(LANGUAGES), st.fixed_dictionaries({**words, "official": st.booleans()}), max_size=2
    )


@st.composite
def files(draw: st.DrawFn) -> dict[str, Any]:
    """A framework file with some of every part, that supersedes OLD/1."""
    elements = draw(element_lists())
    chapeau = st.fixed_dictionaries({"text": texts()}, optional={"paragraph": texts(40), "symbol": texts(60)})
    dimensions = draw(dimension_lists())
    status = draw(st.sampled_from(["draft", "in_force", "superseded"]))
    passage = st.fixed_dictionaries({"heading": texts(200), "paragraph": texts(40), "text": texts()})
    values = {
        "format": "framework/1",
        "symbol": "NEW/1",
        "title": draw(texts()),
        "issued_on": draw(DAYS),
        "supersedes": "OLD/1",
        "status": status,
        "elements": elements,
        "indicators": draw(indicator_lists(elements, [one["code"] for one in dimensions])),
        "lineage": draw(threads([one["code"] for one in elements])),
        "amendments": [] if status == "draft" else amendments(draw, elements),
        "vocabularies": draw(vocabulary_lists()),
        "dimensions": dimensions,
    }
    return some(
        draw,
        values,
        adopted_on=DAYS,
        adopted_by=texts(200),
        session=texts(120),
        slug=st.just("another-address"),
        translations=translations({"title": texts()}),
        passages=st.lists(passage, max_size=2),
        chapeaux=st.dictionaries(st.sampled_from(KINDS), chapeau, max_size=3),
    )


@st.composite
def element_lists(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A tree of up to eight elements, of any depth."""
    rows: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 8))):
        code = draw(st.sampled_from([f"{number}", f"1.{number}.a", f"SO-{number}", f"Ц_{number}"]))
        row = {
            "code": code,
            "kind": draw(st.sampled_from(KINDS)),
            "label": draw(texts(160)),
            "wording": draw(texts()),
            "paragraph": draw(texts(40)),
        }
        if rows and draw(st.booleans()):
            row["parent"] = draw(st.sampled_from([one["code"] for one in rows]))
        footnote = st.fixed_dictionaries({"mark": texts(40), "text": texts()})
        restatement = st.fixed_dictionaries({"symbol": texts(60), "paragraph": texts(40), "wording": texts()})
        words = {"wording": texts(), "label": texts(160)}
        rows.append(
            some(
                draw,
                row,
                symbol=texts(60),
                footnotes=st.lists(footnote, max_size=2),
                restatements=st.lists(restatement, max_size=2),
                translations=translations(words),
            )
        )
    return rows


@st.composite
def dimension_lists(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Dimensions, of which some have the code of one that is ready-made; whether an indicator uses them is open."""
    words = {
        name: st.dictionaries(st.sampled_from(LANGUAGES), st.fixed_dictionaries({name: texts(120)}), max_size=2)
        for name in ("name", "label")
    }
    rows = []
    for code in draw(st.lists(st.sampled_from(["place", "sex", "d-2", "Zone_1"]), max_size=3, unique=True)):
        categories = [
            some(draw, {"code": f"c{n}", "label": draw(texts(120))}, retired_on=DAYS, translations=words["label"])
            for n in range(draw(st.integers(0, 3)))
        ]
        row = {"code": code, "name": draw(texts(120)), "categories": categories}
        rows.append(some(draw, row, translations=words["name"]))
    return rows


@st.composite
def indicator_lists(draw: st.DrawFn, elements: list[dict[str, Any]], described: list[str]) -> list[dict[str, Any]]:
    """Indicators with targets; one of an element below may roll up to one of an element above."""
    parents = {one["code"]: one.get("parent") for one in elements}
    rows: list[dict[str, Any]] = []
    for number in range(draw(st.integers(0, 4))):
        element = draw(st.sampled_from(sorted(parents)))
        row = {
            "element": element,
            "code": f"I-{number}" if draw(st.booleans()) else f"{element}.{number}",
            "title": draw(texts(200)),
            "unit": "litres",
            "aggregation": draw(st.sampled_from(["sum", "latest", "average", "maximum"])),
        }
        baseline = {"baseline": draw(NUMBERS), "baseline_date": draw(texts(40))} if draw(st.booleans()) else {}
        above = parents[element]
        measured = [one["code"] for one in rows if one["element"] == above]
        if measured and draw(st.booleans()):
            row["rolls_up_to"] = draw(st.sampled_from([measured[0], f"{above}/{measured[0]}"]))
        rows.append(
            some(
                draw,
                row | baseline,
                direction=st.sampled_from(["increase", "decrease", "none"]),
                decimals=st.integers(0, 4),
                owner=texts(200),
                translations=translations({"title": texts(200), "unit": texts(60)}),
                targets=target_lists(),
                retired_on=st.just("2040-01-01"),
                dimensions=st.lists(st.sampled_from(["age-group", "sex", *described]), max_size=3, unique=True),
            )
        )
        if "retired_on" in rows[-1]:
            rows[-1]["retired_reason"] = draw(texts(300))
    return rows


@st.composite
def target_lists(draw: st.DrawFn) -> list[dict[str, Any]]:
    targets = []
    for day in draw(st.lists(DAYS, max_size=3, unique=True)):
        targets.append({"value": draw(NUMBERS), "due_on": day})
        if draw(st.booleans()):
            targets.append({"value": draw(NUMBERS), "due_on": day, "reason": draw(texts()), "set_on": "9999-01-01"})
    return targets


@st.composite
def threads(draw: st.DrawFn, codes: list[str]) -> list[dict[str, Any]]:
    """Threads from the older framework: one refined, one merged from two, one discontinued, one new."""
    descendant = st.sampled_from(codes)
    merged = draw(descendant)
    kinds = [
        {"kind": "refined", "ancestor": "A", "descendant": draw(descendant)},
        {"kind": "merged", "ancestor": "B", "descendant": merged},
        {"kind": "merged", "ancestor": "C", "descendant": merged, "ancestor_framework": "OLD/1"},
        {"kind": "discontinued", "ancestor": "D"},
        {"kind": "new", "descendant": draw(descendant)},
    ]
    return [some(draw, one, note=texts(), paragraph=texts(40)) for one in kinds]


@st.composite
def vocabulary_lists(draw: st.DrawFn) -> list[dict[str, Any]]:
    rows = []
    for number in range(draw(st.integers(0, 2))):
        terms = [
            some(
                draw,
                {"code": f"t-{n}", "label": draw(texts(200))},
                wording=texts(),
                paragraph=texts(40),
                symbol=texts(60),
                translations=translations({"label": texts(200), "wording": texts()}),
            )
            for n in range(draw(st.integers(0, 3)))
        ]
        retired = {"code": "gone", "label": "Gone", "retired_on": "2020-01-01", "retired_reason": draw(texts(300))}
        row = {"code": f"v{number}", "name": draw(texts(120)), "terms": [*terms, retired]}
        rows.append(some(draw, row, paragraph=texts(40), translations=translations({"name": texts(120)})))
    return rows


def amendments(draw: st.DrawFn, elements: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Amendments that lead to the wordings of some elements, in any of their languages."""
    rows = []
    for element in elements:
        worded = {language: one["wording"] for language, one in element.get("translations", {}).items()}
        language = draw(st.sampled_from(["en", *sorted(worded)]))
        last = worded.get(language, element["wording"])
        earlier = [one for one in draw(st.lists(texts(), max_size=2, unique=True)) if one != last]
        for number, (before, after) in enumerate(pairwise([*earlier, last])):
            row = {
                "element": element["code"],
                "number": str(number + 1),
                "language": language,
                "effective_on": draw(DAYS),
                "before": before,
                "after": after,
                "reason": draw(texts()),
            }
            rows.append(some(draw, row, symbol=texts(60), paragraph=texts(40)))
    return rows
