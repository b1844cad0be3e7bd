"""What is kept of a programme: as it is handed in, as it is written, and as the audit keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.db.models import Model, Prefetch

from iomtrack.accounts.errors import ActionError
from objectives.actions.programme_documents import document_rows, documents_as_kept, documents_of
from objectives.actions.programme_input import BudgetInput, DonorInput, ProgrammeInput
from objectives.actions.programme_problems import UNEVEN, content_problems
from objectives.actions.programme_words import ask_for_words
from objectives.models import Programme, ProgrammeBudget, ProgrammeCountry, ProgrammeDocument, ProgrammeDonor
from objectives.models.naming import all_languages, as_columns

__all__ = ["UNEVEN", "BudgetInput", "DonorInput", "ProgrammeInput"]  # what is handed in is part of every call here


def write(programme: Programme, content: ProgrammeInput) -> None:
    """Put the content into the row and its dependants. A first save gives the row its key.

    Raises ActionError, by field, where it does not hold together.
    """
    if problems := content_problems(programme, content):
        raise ActionError(problems)
    called = (programme.title, programme.translations) if programme.pk else None
    put_columns(programme, content)
    programme.save()
    if called not in (None, (programme.title, programme.translations)):
        ask_for_words(programme)
    programme.offices.set(content.offices)
    programme.focal_points.set(content.focal_points)
    write_parts([(programme, content)])


def put_columns(programme: Programme, content: ProgrammeInput) -> None:
    """Give the row the content that stands in its columns. It is not saved."""
    for name, value in as_columns(_texts(content), "title").items():
        setattr(programme, name, value)
    for name in ("parent", "lead_office", "starts_on", "ends_on"):
        setattr(programme, name, getattr(content, name))
    if content.parent or content.awaited_parent is not None:
        programme.awaited_parent = (not content.parent and content.awaited_parent) or None
    if content.awaited_parts is not None:
        programme.awaited_parts = list(content.awaited_parts) or None
    if content.stand_in is not None:
        programme.stand_in_title = content.stand_in or None
    programme.iati_identifier = content.iati_identifier.strip() or None
    programme.regions_percentage = content.regions_share


def write_parts(rows: Sequence[tuple[Programme, ProgrammeInput]]) -> None:
    """Write the countries, donors, budgets and documents of programmes anew. Two statements for each kind."""
    programmes = [programme.pk for programme, _content in rows]
    for model, made in PARTS.items():
        model._default_manager.filter(programme__in=programmes).delete()
        model._default_manager.bulk_create(part for programme, content in rows for part in made(programme, content))


def _places(programme: Programme, content: ProgrammeInput) -> Iterator[ProgrammeCountry]:
    for one in dict.fromkeys(content.countries):
        yield ProgrammeCountry(programme=programme, state=one, percentage=content.shares.get(one.iso))


def _donors(programme: Programme, content: ProgrammeInput) -> Iterator[ProgrammeDonor]:
    for place, one in enumerate(content.donors):
        yield ProgrammeDonor(programme=programme, position=place, name=one.name.strip(), iati_ref=one.iati_ref.strip())


def _budgets(programme: Programme, content: ProgrammeInput) -> Iterator[ProgrammeBudget]:
    for one in content.budgets:
        yield ProgrammeBudget(programme=programme, **asdict(one))


def _documents(programme: Programme, content: ProgrammeInput) -> Iterator[ProgrammeDocument]:
    return document_rows(programme, content.documents)


PARTS: dict[type[Model], Callable[[Programme, ProgrammeInput], Iterator[Any]]] = {
    ProgrammeCountry: _places,
    ProgrammeDonor: _donors,
    ProgrammeBudget: _budgets,
    ProgrammeDocument: _documents,
}


def _texts(content: ProgrammeInput) -> dict[str, dict[str, str]]:
    languages = dict.fromkeys([*content.titles, *content.descriptions])
    parts = (("title", content.titles), ("description", content.descriptions))
    return {one: {part: texts.get(one, "").strip() for part, texts in parts} for one in languages}


def with_parts(keys: Sequence[int]) -> list[Programme]:
    """Programmes with all that hangs on them, as they stand, in the order of their keys. Nine queries."""
    places = Prefetch("places", ProgrammeCountry.objects.select_related("state").order_by("state__iso"))
    return list(
        Programme.objects.filter(pk__in=keys)
        .select_related("parent", "lead_office")
        .prefetch_related("offices", places, "donors", "budgets", "documents", "focal_points")
        .order_by("pk")
    )


def snapshot(programme: Programme) -> dict[str, Any]:
    """What is said of a programme, for the audit."""
    (kept,) = with_parts([programme.pk])
    return told(kept)


def told(programme: Programme) -> dict[str, Any]:
    """The same, of one that was read `with_parts`. No query."""
    regions = programme.regions_percentage
    return {
        "code": programme.code,
        "iati_identifier": programme.iati_identifier,
        "title": all_languages(programme, "title"),
        "description": all_languages(programme, "description"),
        "status": programme.status,
        "parent": programme.parent.code if programme.parent else None,
        **({"awaited_parent": programme.awaited_parent} if programme.awaited_parent else {}),
        **({"awaited_parts": programme.awaited_parts} if programme.awaited_parts else {}),
        **({"stand_in_title": programme.stand_in_title} if programme.stand_in_title else {}),
        "lead_office": programme.lead_office.code if programme.lead_office else None,
        "offices": sorted(one.code for one in programme.offices.all()),
        "countries": [one.state.iso for one in programme.places.all()],
        "shares": {**_shares(programme), **({"regions": regions} if regions is not None else {})},
        "starts_on": programme.starts_on,
        "ends_on": programme.ends_on,
        "donors": [(one.name, one.iati_ref) for one in in_position(programme.donors.all())],
        "budgets": [(one.kind, one.currency, one.amount, one.starts_on, one.ends_on) for one in by_day(programme)],
        "documents": documents_as_kept(programme),
        "focal_points": sorted(one.email for one in programme.focal_points.all()),
    }


def shares_of(programme: Programme) -> dict[str, Decimal]:
    """The share of each country (ISO code) that has one, in per cent."""
    (kept,) = with_parts([programme.pk])
    return _shares(kept)


def _shares(programme: Programme) -> dict[str, Decimal]:
    return {one.state.iso: one.percentage for one in programme.places.all() if one.percentage is not None}


def in_position(donors: Iterable[ProgrammeDonor]) -> list[ProgrammeDonor]:
    return sorted(donors, key=lambda one: one.position)


def by_day(programme: Programme) -> list[ProgrammeBudget]:
    return sorted(programme.budgets.all(), key=lambda one: (one.starts_on, one.kind))


def as_input(programme: Programme) -> ProgrammeInput:
    """All that is said of a programme, as it would be handed in anew."""
    (kept,) = with_parts([programme.pk])
    return said(kept)


def said(programme: Programme) -> ProgrammeInput:
    """The same, of one that was read `with_parts`. No query."""
    donors, budgets = in_position(programme.donors.all()), by_day(programme)
    return ProgrammeInput(
        titles=all_languages(programme, "title"),
        descriptions=all_languages(programme, "description"),
        iati_identifier=programme.iati_identifier or "",
        parent=programme.parent,
        awaited_parent=programme.awaited_parent or "",
        awaited_parts=tuple(programme.awaited_parts or ()),
        stand_in=programme.stand_in_title or "",
        lead_office=programme.lead_office,
        offices=tuple(programme.offices.all()),
        countries=tuple(one.state for one in programme.places.all()),
        shares=_shares(programme),
        regions_share=programme.regions_percentage,
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
        donors=tuple(DonorInput(one.name, one.iati_ref) for one in donors),
        budgets=tuple(BudgetInput(one.amount, one.currency, one.starts_on, one.ends_on, one.kind) for one in budgets),
        documents=documents_of(programme),
        focal_points=tuple(programme.focal_points.all()),
    )
