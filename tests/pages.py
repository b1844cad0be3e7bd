"""A page as a browser reads it: its faults, its words, and where its error links lead."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django.http import HttpResponse
from lxml import html
from lxml.html import HtmlElement
from tinyhtml5.parser import HTMLParser

DATA = ("application/json", "application/ld+json")  # in a script element, but not run
UNLABELLED = ("hidden", "submit", "button", "reset", "image")


def read(response: HttpResponse) -> HtmlElement:
    """The page's tree."""
    return html.document_fromstring(response.content.decode())


def words(node: Any) -> str:
    """What stands on a page, or in a part of one, with single spaces; one part is parted from the next."""
    tree = node if isinstance(node, HtmlElement) else read(node)
    return " ".join(word for text in tree.itertext() for word in text.split())


def main(response: HttpResponse) -> str:
    """What stands in the page's main part."""
    return words(read(response).get_element_by_id("main"))


def messages(response: HttpResponse) -> list[str]:
    """The messages at the top of a page."""
    return [words(node) for node in read(response).find_class("message")]


def error_links(response: HttpResponse) -> list[tuple[str, str]]:
    """The error summary of a page: (id that the line leads to, or "", what it says), in order."""
    summary = read(response).xpath("//*[@id='errors']")
    lines = summary[0].xpath(".//li") if summary else []
    return [("".join(line.xpath("a/@href")).removeprefix("#"), words(line)) for line in lines]


def field_errors(response: HttpResponse) -> list[str]:
    """The errors that stand at their fields, in the page's order."""
    return [words(node).removeprefix("Error: ") for node in read(response).xpath("//*[@class='field-errors']/p")]


def rows(response: HttpResponse) -> list[str]:
    """The titles of a list's rows, in the page's order."""
    return [words(node) for node in read(response).find_class("row-title")]


def faults(markup: str) -> list[str]:
    """All that is wrong with a page: HTML errors, and what a reader or a screen reader would miss."""
    parser = HTMLParser(namespace_html_elements=False)
    parser.parse(markup)
    broken = [f"{code} {data} at {place}" for place, code, data in parser.errors]
    return broken + list(_raw(markup)) + list(_missing(html.document_fromstring(markup)))


def sound(response: HttpResponse) -> bool:
    """Nothing is wrong with a page."""
    return faults(response.content.decode()) == []


def _raw(markup: str) -> list[str]:
    """What Python makes of a thing that has no words of its own."""
    return re.findall(r"&lt;[^&]{1,200} (?:at|object at) 0x[0-9a-f]+|functools\.partial\([^)]{0,200}", markup)


def _missing(tree: HtmlElement) -> Iterator[str]:
    if not tree.get("lang"):
        yield "no language"
    title = "".join(tree.xpath("//title/text()")).strip()
    if not title or title.startswith("·"):
        yield f"no title: {title!r}"
    if len(tree.xpath("//h1")) != 1 or not words(tree.xpath("//h1")[0]):
        yield f"{len(tree.xpath('//h1'))} h1"
    yield from _unlabelled(tree)
    yield from _nameless(tree)
    yield from _inline(tree)
    yield from _dangling(tree)
    levels = [int(node.tag[1]) for node in tree.xpath("//h1|//h2|//h3|//h4")]
    yield from (f"h{lower} after h{upper}" for upper, lower in pairwise(levels) if lower > upper + 1)


def _unlabelled(tree: HtmlElement) -> Iterator[str]:
    for node in tree.xpath("//input|//select|//textarea"):
        if node.get("type") in UNLABELLED:
            continue
        labels = [*tree.xpath("//label[@for=$id]", id=node.get("id") or ""), *node.iterancestors("label")]
        if not any(words(label) for label in labels) and not node.get("aria-label"):
            yield f"no label: {node.get('name')}"


def _nameless(tree: HtmlElement) -> Iterator[str]:
    for node in tree.xpath("//a|//button"):
        if not words(node) and not node.get("aria-label"):
            yield f"nameless {node.tag}: {dict(node.attrib)}"


def _inline(tree: HtmlElement) -> Iterator[str]:
    """What the site's Content-Security-Policy forbids: styles and scripts that stand in the page itself."""
    for node in tree.xpath("//style|//script[not(@src)]"):
        if node.get("type") not in DATA:
            yield f"inline {node.tag}"
    for name, value in ((name, value) for node in tree.xpath("//*") for name, value in node.attrib.items()):
        if name == "style" or name.startswith("on") or value.strip().lower().startswith("javascript:"):
            yield f"inline {name}: {value}"


def _dangling(tree: HtmlElement) -> Iterator[str]:
    ids = Counter(tree.xpath("//@id"))
    yield from (f"{number} × id {name}" for name, number in ids.items() if number > 1)
    named = [
        name for value in tree.xpath("//@aria-describedby|//@aria-labelledby|//label/@for") for name in value.split()
    ]
    linked = [href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")]
    yield from (f"no such id: {name}" for name in [*named, *linked] if name not in ids)
