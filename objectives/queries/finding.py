"""What somebody means who names an office, an element or another thing in words: by its key, its code or its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Lower

from iomtrack.accounts.models import User
from objectives.enums import FrameworkStatus
from objectives.folding import Asked, folded
from objectives.models import Element, Framework, Indicator, Office, Programme, State, Term
from objectives.models.naming import in_language, readers_language

MOST_NAMED = 5  # things that an error names, where words fit several
MOST_PEOPLE = 50
LARGEST_KEY = 2**63 - 1
NOT_IN_WORDS = re.compile(r"[\s·,:()]+")

Choose = Callable[[str], list[Any]]


@dataclass(frozen=True)
class Subject:
    """How things of a kind are named: by which fields of codes, by words of which names, and what they are called.

    `wholes` are names that a word has to be, and not only a part of.
    """

    rows: Callable[[], QuerySet[Any]]
    codes: tuple[str, ...]
    names: Callable[[Any], Iterable[str]]
    wholes: Callable[[Any], Iterable[str]]
    label: Callable[[Any], str]
    is_current: Callable[[Any], bool] = lambda _row: False  # which of several with one code or name is meant
    is_few: bool = False  # all of them are read at once

    def named(self, typed: str) -> list[Any]:
        """What was meant: the row of a key, or of a code, or a few in which each word stands somewhere.

        Frameworks use the same codes and names one after another: one alone is that of the framework in force.
        """
        by_key = self.by_key(typed)
        if by_key is not None:
            return [by_key]
        rows = list(self.rows()) if self.is_few else self.rows()
        found = self._coded(rows, typed)[: MOST_NAMED + 1] or self._worded(rows, typed)
        current = [row for row in found if self.is_current(row)]
        return current if len(current) == 1 else found[: MOST_NAMED + 1]

    def by_key(self, typed: str) -> Model | None:
        """The row whose primary key this is, as addresses have it."""
        is_key = typed.isascii() and typed.isdigit() and int(typed) <= LARGEST_KEY
        return self.rows().filter(pk=int(typed)).first() if is_key else None

    def _coded(self, rows: QuerySet[Any] | list[Any], typed: str) -> list[Any]:
        if isinstance(rows, list):
            wanted = typed.casefold()
            return [one for one in rows if wanted in (str(getattr(one, code)).casefold() for code in self.codes)]
        coded = Q()
        for code in self.codes:
            coded |= Q(**{f"{code}__iexact": typed})
        return list(rows.filter(coded)[: MOST_NAMED + 1])

    def _worded(self, rows: Iterable[Any], typed: str) -> list[Any]:
        asked = Asked.of(NOT_IN_WORDS.sub(" ", typed))
        found = [one for one in rows if self._holds(one, asked.words)] if asked.words else []
        same = [one for one in found if folded(self.label(one)) == folded(typed)]
        return same or found

    def _holds(self, row: Any, words: Iterable[str]) -> bool:
        names = [folded(name) for name in self.names(row)]
        wholes = {folded(whole) for whole in self.wholes(row)}
        return all(word in wholes or any(word in name for name in names) for word in words)


def said_of(row: Any, part: str) -> list[str]:
    """One of its texts in every language that it has."""
    return [str(getattr(row, part)), *(str(words.get(part, "")) for words in row.translations.values())]


def element_label(element: Element) -> str:
    """ "MC/INF/274 · O3 Expert advice"."""
    return _element_said(element.framework.symbol, element.code, element.label)


def _element_said(symbol: str, code: str, label: str) -> str:
    return f"{symbol} · {code} {label}"


def indicator_label(indicator: Indicator) -> str:
    """ "MC/INF/274 · O1.1 Persons assisted to move"."""
    return f"{indicator.element.framework.symbol} · {indicator.code} {indicator.title}"


def programme_label(programme: Programme) -> str:
    """ "Return and reintegration (RET-1)"."""
    return f"{programme.title_here} ({programme.code})"


def office_label(office: Office) -> str:
    """ "Nairobi (NBO)"."""
    return f"{office} ({office.code})"


def term_label(term: Term) -> str:
    """ "Service areas: Counter-trafficking"."""
    return f"{term.vocabulary.name}: {term.label}"


ELEMENTS = Subject(
    rows=lambda: Element.objects.select_related("framework").order_by("-framework__issued_on", "position"),
    codes=("code",),
    names=lambda element: said_of(element, "label"),
    wholes=lambda element: (element.code, element.framework.symbol),
    label=element_label,
    is_current=lambda element: element.framework.status == FrameworkStatus.IN_FORCE,
)
INDICATORS = Subject(
    rows=lambda: Indicator.objects.select_related("element__framework").order_by(
        "-element__framework__issued_on", "element__position", "position"
    ),
    codes=("code",),
    names=lambda indicator: said_of(indicator, "title"),
    wholes=lambda indicator: (indicator.code, indicator.element.framework.symbol),
    label=indicator_label,
    is_current=lambda indicator: indicator.element.framework.status == FrameworkStatus.IN_FORCE,
)
OFFICES = Subject(
    rows=Office.objects.all,
    codes=("code",),
    names=lambda office: said_of(office, "name"),
    wholes=lambda office: (office.code,),
    label=office_label,
    is_few=True,
)
PROGRAMMES = Subject(
    rows=Programme.objects.all,
    codes=("code", "iati_identifier"),
    names=lambda programme: said_of(programme, "title"),
    wholes=lambda programme: (programme.code,),
    label=programme_label,
)
TERMS = Subject(
    rows=lambda: Term.objects.select_related("vocabulary").order_by(
        "-vocabulary__framework__issued_on", "vocabulary", "id"
    ),
    codes=("code",),
    names=lambda term: (*said_of(term, "label"), *said_of(term.vocabulary, "name")),
    wholes=lambda _term: (),
    label=term_label,
)


def states_named(typed: str) -> list[State]:
    """Countries and areas by ISO code or by name, in English or in the reader's language. One query."""
    wanted, states = folded(typed), list(State.objects.all())
    names = {one: (folded(one.name), folded(str(one))) for one in states}
    exact = [one for one in states if wanted in (one.iso.casefold(), *names[one])]
    return exact or [one for one in states if wanted and any(wanted in name for name in names[one])]


def people_named(typed: str) -> list[User]:
    """The people whom an e-mail address, a name or a part of one means; of many, the first fifty."""
    exact = list(User.objects.filter(email__iexact=typed)[:1]) if "@" in typed else []
    return exact or list(User.objects.filter(pk__in=_people_with(typed)).order_by(Lower("name"), "pk")[:MOST_PEOPLE])


def _people_with(typed: str) -> list[int]:
    wanted = folded(typed)
    return [key for key, name in User.objects.values_list("pk", "name") if wanted and wanted in folded(name)]


def keys_with(rows: QuerySet[Any], typed: str, texts: Callable[[Any], Iterable[str]]) -> list[int]:
    """The keys of the rows in whose texts each of the words stands. One query."""
    asked = Asked.of(typed)
    return [row.pk for row in rows.order_by() if asked.all_in(texts(row))]


def elements_below(element: Element) -> list[int]:
    """The keys of an element and of all that stand below it. One query."""
    parents = dict(Element.objects.filter(framework=element.framework_id).values_list("pk", "parent_id"))
    found, level = [element.pk], {element.pk}
    while level:
        level = {key for key, parent in parents.items() if parent in level} - set(found)
        found += sorted(level)
    return found


def elements_offered() -> list[str]:
    """The labels of the elements of frameworks in force, to choose from as one types. One query."""
    rows = Element.objects.filter(framework__in=Framework.objects.filter(status="in_force"))
    said = rows.order_by("-framework__issued_on", "position").values_list("framework__symbol", "code", "label")
    return [_element_said(*one) for one in said[:200]]


def offices_offered() -> list[str]:
    """The labels of the offices in use, to choose from as one types. One query."""
    offices = Office.objects.on_offer().values_list("name", "language", "translations", "code", named=True)
    language = readers_language()
    return [f"{in_language(one, 'name', language)} ({one.code})" for one in offices[:300]]
