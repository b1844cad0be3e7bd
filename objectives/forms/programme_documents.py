"""The rows of a programme's documents in its form, and the shares of its countries as they are typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.sheets import Problem, Sheet
from objectives.actions.programme_documents import (
    LONGEST_DESCRIPTION,
    LONGEST_TITLE,
    LONGEST_URL,
    DocumentInput,
    documents_of,
    media_type_problem,
    url_problem,
)
from objectives.document_categories import DocumentCategory
from objectives.enums import WordingLanguage
from objectives.folding import folded
from objectives.forms.fields import NOT_ON_THE_LIST, WordsField
from objectives.forms.period import day_field
from objectives.models import Programme, State
from objectives.numbers import plain, read_number

BETWEEN_SHARES = re.compile(r"[;\n]")
BETWEEN_CODES = re.compile(r"[\s,;]+")
SHARE_DECIMALS, SHOWN = 4, 40
NOTHING_BEFORE = DocumentInput("", {}, ())


class DocumentRows(Sheet):
    """Rows of documents. `documents` says how many there are, and is set before the rows are made."""

    documents: range = range(0)

    def add_document(self, index: int) -> None:
        """Its boxes have short names: they stand in a group that says which document it is."""
        fields: dict[str, forms.Field] = {
            "url": forms.CharField(
                label=_("Address"),
                max_length=LONGEST_URL,
                required=False,
                widget=forms.URLInput(attrs={"placeholder": "https://"}),
            ),
            **_worded_boxes(),
            "categories": forms.MultipleChoiceField(
                label=_("Kinds"),
                choices=DocumentCategory.choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                error_messages=NOT_ON_THE_LIST,
            ),
            "media_type": forms.CharField(
                label=_("Format"), max_length=120, required=False, help_text=_("application/pdf, text/html")
            ),
            "languages": forms.CharField(
                label=_("Written in"), max_length=120, required=False, help_text=_("Codes: en, fr, es")
            ),
            "dated_on": day_field(_("Date"), required=False),
        }
        for name, field in fields.items():
            self.fields[f"document_{name}_{index}"] = field

    def document_rows(self) -> list[tuple[list[forms.BoundField], forms.BoundField, list[forms.BoundField]]]:
        """For the page, of each document: the boxes that take a line each, its kinds, and those that share a line."""
        wide = ("url", *(f"{part}_{one}" for one in WordingLanguage for part in ("title", "description")))
        narrow = ("media_type", "languages", "dated_on")
        return [
            (
                [self[f"document_{name}_{index}"] for name in wide],
                self[f"document_categories_{index}"],
                [self[f"document_{name}_{index}"] for name in narrow],
            )
            for index in self.documents
        ]

    def clean(self) -> dict[str, Any]:
        """An address alone says what is wrong with it; what else is missing, the action says at its box."""
        typed = super().clean() or {}
        for index in self.filled_documents:
            for name, problem in (("url", url_problem), ("media_type", media_type_problem)):
                box = f"document_{name}_{index}"
                if box not in self.errors and (message := problem(typed.get(box, ""))):
                    self.add_error(box, message)
        return typed

    def problem_list(self) -> list[Problem]:
        """What stands in a group that is numbered says which: its boxes have short names."""
        return [Problem(one.target, self._of_its_group(one)) for one in super().problem_list()]

    def _of_its_group(self, problem: Problem) -> str:
        group, index = problem.target.removeprefix("id_").partition("_")[0], problem.target.rpartition("_")[2]
        values = {"number": int(index) + 1, "message": problem.message} if index.isdigit() else None
        if values and group == "budget":
            return gettext("Budget %(number)s: %(message)s") % values
        if values and group == "document":
            return gettext("Document %(number)s: %(message)s") % values
        return problem.message

    @property
    def filled_documents(self) -> list[int]:
        """The rows that say anything at all."""
        return [
            index
            for index in self.documents
            if any(value for name, value in self.cleaned_data.items() if name in self._boxes(index))
        ]

    def _boxes(self, index: int) -> set[str]:
        return {name for name in self.fields if name.startswith("document_") and name.endswith(f"_{index}")}

    def document_inputs(self, programme: Programme | None) -> Iterator[DocumentInput]:
        """What the form does not show (titles and descriptions in other languages) stays with the address, and with
        the row where the address in it is another than before."""
        rows = documents_of(programme) if programme else ()
        kept = {one.url: one for one in rows}
        typed_urls = {self.cleaned_data[f"document_url_{index}"] for index in self.filled_documents}
        for index in self.filled_documents:
            typed = {name: self.cleaned_data[f"document_{name}_{index}"] for name in ("url", "categories", "dated_on")}
            at_row = rows[index] if index < len(rows) and rows[index].url not in typed_urls else NOTHING_BEFORE
            before = kept.get(typed["url"], at_row)
            languages = self.cleaned_data[f"document_languages_{index}"]
            yield DocumentInput(
                url=typed["url"],
                titles=self._texts("title", index) | _not_shown(before.titles),
                categories=tuple(typed["categories"]),
                media_type=self.cleaned_data[f"document_media_type_{index}"],
                languages=tuple(one for one in BETWEEN_CODES.split(languages.lower()) if one),
                dated_on=typed["dated_on"],
                descriptions=self._texts("description", index) | _not_shown(before.descriptions),
            )

    def _texts(self, part: str, index: int) -> dict[str, str]:
        """What was typed as a part of a document, by language."""
        typed = {str(one): self.cleaned_data[f"document_{part}_{one}_{index}"] for one in WordingLanguage}
        return {language: text for language, text in typed.items() if text}


def _worded_boxes() -> dict[str, forms.Field]:
    """A title and a description in each language."""
    titles = {
        f"title_{one}": WordsField(
            label=_("Title in %(language)s") % {"language": one.label}, most=LONGEST_TITLE, required=False
        )
        for one in WordingLanguage
    }
    descriptions = {
        f"description_{one}": WordsField(
            label=_("Description in %(language)s") % {"language": one.label},
            widget=forms.Textarea(attrs={"rows": 2}),
            most=LONGEST_DESCRIPTION,
            required=False,
        )
        for one in WordingLanguage
    }
    return {**titles, **descriptions}


def _not_shown(texts: Mapping[str, str]) -> dict[str, str]:
    return {language: text for language, text in texts.items() if language not in WordingLanguage}


def documents_initial(programme: Programme) -> dict[str, Any]:
    """What a kept programme's documents fill their rows with."""
    initial: dict[str, Any] = {}
    for index, one in enumerate(documents_of(programme)):
        initial |= {
            f"document_url_{index}": one.url,
            f"document_categories_{index}": list(one.categories),
            f"document_media_type_{index}": one.media_type,
            f"document_languages_{index}": ", ".join(one.languages),
            f"document_dated_on_{index}": one.dated_on,
            **{f"document_title_{language}_{index}": title for language, title in one.titles.items()},
            **{f"document_description_{language}_{index}": text for language, text in one.descriptions.items()},
        }
    return initial


def read_shares(text: str, chosen: Iterable[State]) -> dict[str, Decimal]:
    """The share of each country by its ISO code: "KE 60", a line for each, or with semicolons between them.

    A country is named by its code or by its name, in English or in the reader's language. Raises ValidationError.
    """
    known = {folded(name): one.iso for one in chosen for name in (one.iso, one.name, str(one))}
    shares: dict[str, Decimal] = {}
    for line in filter(None, (one.strip() for one in BETWEEN_SHARES.split(text))):
        country, _space, number = line.rstrip("% ").replace("=", " ").replace(":", " ").rpartition(" ")
        country = " ".join(country.split())
        iso = known.get(folded(country), "")
        share = read_number(number, decimals=SHARE_DECIMALS) if country else None
        if share is None:
            message = gettext("“%(line)s” is no share. Write a country and its share: KE 60.")
            raise ValidationError(message % {"line": line[:SHOWN]})
        if not iso:
            message = gettext("“%(country)s” is none of the countries that are chosen.")
            raise ValidationError(message % {"country": country[:SHOWN]})
        if iso in shares:
            raise ValidationError(gettext("%(country)s is named twice.") % {"country": country})
        shares[iso] = share
    return shares


def typed_shares(shares: Mapping[str, Decimal]) -> str:
    """Shares as they are typed."""
    return "\n".join(f"{iso} {plain(share)}" for iso, share in shares.items())
