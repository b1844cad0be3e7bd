"""Forms as a browser fills them in: what stands in them, and what a person types."""

from __future__ import annotations

from lxml import html

Sent = dict[str, list[str]]


def sheet(page: bytes, field: str) -> Sent:
    """What the form of a page that has a field would send as it stands. Raises StopIteration where none has it."""
    form = next(one for one in html.document_fromstring(page.decode()).forms if field in one.fields)
    found: Sent = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value)
    return found


def boxes(page: bytes, name: str) -> list[str]:
    """What could be ticked on a page under a name."""
    return [str(one) for one in html.document_fromstring(page.decode()).xpath("//input[@name=$name]/@value", name=name)]


def links(page: bytes, rel: str) -> list[str]:
    """Where the links of a kind ("next", "prev") lead."""
    return [str(one) for one in html.document_fromstring(page.decode()).xpath("//a[@rel=$rel]/@href", rel=rel)]


def entry(number: str, day: str, office: str) -> Sent:
    """What somebody types into the evidence form: all that it takes to submit the entry."""
    return {
        "title": [f"Training of border officials, day {number}"],
        "description": ["Forty officials were trained in examining travel documents, and passed the test. " * 6],
        "starts_on": [day],
        "ends_on": [day],
        "office": [office],
        "contributions": ["O4", "O9"],
        "how-O4": ["It trained those who examine documents."],
        "how-O9": ["It was asked for by the State."],
        "citation": [f"Report {number}"],
    }
