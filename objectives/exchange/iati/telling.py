"""Telling what became of the parts of an activity, and reading what many of them have: words, days, attributes."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from objectives.enums import WordingLanguage
from objectives.exchange.iati.report import Report
from objectives.exchange.iati.xml import XML_LANG

NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")


class Teller:
    """Tells a common report of one activity after the other. `language` is that of the activity at hand."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.identifier = self.language = ""

    def used(self, child: Any, element: str = "") -> None:
        self.report.used(element or str(child.tag), child.sourceline)

    def passed(self, child: Any, why: str, element: str = "") -> None:
        self.report.passed_over(element or str(child.tag), child.sourceline, why)

    def wrong(self, child: Any, element: str, message: str) -> None:
        tag = "" if child.tag == "iati-activity" else str(child.tag)
        path = "/".join(part for part in (tag, element) if part)
        self.report.wrong(child.sourceline, self.identifier[:60], path, message)

    def cut(self, child: Any, longest: int, element: str) -> None:
        self.passed(child, _("what is over %(most)s characters is cut off") % {"most": longest}, element)

    def day(self, child: Any, text: str, element: str = "") -> date | None:
        """A day; the time that some files add to it is left off."""
        try:
            return date.fromisoformat(text.strip()[:10])
        except ValueError:
            message = _("“%(text)s” is no day. Write it as 2026-09-14.") % {"text": text.strip()[:40]}
            self.wrong(child, element, message)
            return None

    def language_of(self, narrative: Any) -> str:
        """That of the narrative, of the activity, of the file, or English; without what follows a hyphen."""
        return (narrative.get(XML_LANG) or self.language or WordingLanguage.ENGLISH).lower().partition("-")[0]


def shortened(text: str, longest: int) -> str:
    """A text that fits; what is cut off is marked."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def text_of(element: Any) -> str:
    """The words of an element, with one space for each gap."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def attribute(parent: Any, child: str, name: str) -> str:
    found = parent.find(child)
    return str(found.get(name, "")) if found is not None else ""


def decimal_of(text: str) -> Decimal | None:
    """A number as XML writes it, or with the exponent that some programs add; None for anything else."""
    return Decimal(text) if NUMBER.fullmatch(text) else None


def reference_of(element: Any) -> str:
    """The identifier that an element refers to, with one space for each gap, as `text_of` has it."""
    return " ".join(element.get("ref", "").split())
