"""A draft strategy that supersedes the small framework, for the tests of the editor."""

from __future__ import annotations

import datetime
from typing import Any

from objectives.actions.element_draft import ElementInput
from objectives.models import Element, Framework
from tests import factories


def make_draft(supersedes: Framework | None = None, **fields: Any) -> Framework:
    """An empty draft, MC/INF/300, issued on 1 June 2026."""
    values = {"symbol": "MC/INF/300", "slug": "mc-inf-300", "title": "The next strategy", "status": "draft"}
    return factories.FrameworkFactory(
        **{**values, "issued_on": datetime.date(2026, 6, 1), "supersedes": supersedes, **fields}
    )


def make_tree(framework: Framework, outline: str) -> dict[str, Element]:
    """Elements as an outline says: "O1(O1.1 O1.2) O2" has two below O1. By code."""
    made: dict[str, Element] = {}
    above: list[Element | None] = [None]
    for word in outline.replace("(", " ( ").replace(")", " ) ").split():
        if word == "(":
            above.append(list(made.values())[-1])
        elif word == ")":
            above.pop()
        else:
            made[word] = factories.ElementFactory(
                framework=framework, code=word, parent=above[-1], position=len(made) + 1
            )
    return made


def outline(framework: Framework) -> str:
    """The elements of a framework as they stand, as `make_tree` reads them; by position, with parents checked."""
    text, path = "", []
    for element in framework.elements.select_related("parent").order_by("position"):
        parent = element.parent.code if element.parent else None
        if path and parent == path[-1]:
            text += "("
        else:
            while path and (path[-2] if len(path) > 1 else None) != parent:
                path.pop()
                text += ")"
            assert path or parent is None, f"{element.code} does not stand with its parent"
            path = path[:-1]
            text += " " if text else ""
        text += element.code
        path.append(element.code)
    return text + ")" * (len(path) - 1)


def words(**changes: Any) -> ElementInput:
    """What is typed for an element."""
    values = {
        "code": "O9",
        "kind": "objective",
        "label": "A new objective",
        "wording": "to do something new",
        "source_symbol": "MC/INF/300",
        "source_paragraph": "12",
    }
    return ElementInput(**{**values, **changes})
