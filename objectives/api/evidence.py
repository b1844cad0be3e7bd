"""Evidence: what one may see, by when it last changed; and logging, changing and submitting what one writes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router
from pydantic import AwareDatetime, BeforeValidator

from iomtrack.accounts.errors import ActionError
from iomtrack.rest.once import located, once
from iomtrack.rest.paging import LAST_YEAR, Page, PageQuery, page_of
from iomtrack.rest.problems import Fault, Problem, of_action
from iomtrack.rest.tokens import TokenRequest, refuse_form
from iomtrack.rest.wording import MOMENT
from objectives.actions import evidence as actions
from objectives.api import shapes, showing
from objectives.api.frameworks import asked_for, named, of_period, readable, require_record, unknown
from objectives.api.reading import Reading, kept_by
from objectives.api.standing import filled, require_as_it_stands, require_source
from objectives.api.typed import EvidenceChangeIn, EvidenceIn, NewEvidenceIn
from objectives.enums import EvidenceStatus, FrameworkStatus
from objectives.models import Element, Evidence, Office, Programme
from objectives.permissions import Capability, require
from objectives.queries.evidence import evidence_page, with_all_parts
from objectives.validators import EARLIEST, figure_name

router = Router(tags=["Evidence"])
TEXT = Field(max_length=120)
ORDER = ("updated_at", "id")


def written_out(value: Any) -> Any:
    """A moment is written as such: a bare number is none. Raises ValueError."""
    if isinstance(value, str) and "T" not in value.upper():
        raise ValueError(MOMENT)
    return value


class EvidenceQuery(PageQuery):
    """Which records: each parameter narrows the list further."""

    framework: Annotated[str, TEXT] = ""
    element: Annotated[str, Field(max_length=120, description="With `framework`")] = ""
    period: Annotated[str, TEXT] = ""
    office: Annotated[str, TEXT] = ""
    programme: Annotated[str, TEXT] = ""
    external_reference: Annotated[str, TEXT] = ""
    status: EvidenceStatus | None = None
    changed_since: Annotated[
        AwareDatetime | None, BeforeValidator(written_out), Field(description="With a time zone: 2026-11-26T09:00:00Z")
    ] = None


@router.get("/evidence", response=Page[shapes.EvidenceOut], summary="Records, the longest unchanged first")
def index(request: TokenRequest, query: Query[EvidenceQuery]) -> dict[str, Any]:
    require_record(request)
    rows = narrowed(Evidence.objects.visible_to(request.user), query)
    return page_of(with_all_parts(rows), query, ORDER, showing.evidence_out)


@router.get("/evidence/{reference}", response=shapes.EvidenceOut, summary="One record")
def one(request: TokenRequest, reference: str) -> shapes.EvidenceOut:
    return shown(request, reference)


@router.post("/evidence", response={201: shapes.EvidenceOut}, summary="Log a record, as a draft or submitted at once")
def create(request: TokenRequest, typed: NewEvidenceIn) -> HttpResponse:
    refuse_form(request)
    require(request.user, Capability.LOG_EVIDENCE)
    return located(once(request, lambda: (201, created(request, typed))), request, "reference")


@router.put(
    "/evidence/{reference}",
    response=shapes.EvidenceOut,
    summary="Write a draft or returned record anew, as its author or a co-author",
)
def replace(request: TokenRequest, reference: str, typed: EvidenceIn, edit_number: int | None = None) -> Any:
    """With `edit_number`, here or in the body, only where the record has not been saved since it was read: else 409."""
    return rewritten(request, reference, typed, edit_number)


@router.patch(
    "/evidence/{reference}",
    response=shapes.EvidenceOut,
    summary="Change what is named of a draft or returned record, as its author or a co-author",
)
def change(request: TokenRequest, reference: str, typed: EvidenceChangeIn, edit_number: int | None = None) -> Any:
    """What is not named stays as it is. `edit_number` as with PUT."""
    return rewritten(request, reference, typed, edit_number)


@router.post("/evidence/{reference}/submit", response=shapes.EvidenceOut, summary="Send one's own record to review")
def submit(request: TokenRequest, reference: str) -> HttpResponse:
    refuse_form(request)

    def work() -> tuple[int, shapes.EvidenceOut]:
        evidence = written(request, reference)
        attempt(lambda: actions.submit(evidence=evidence, by=request.user), evidence)
        return 200, shown(request, reference)

    return once(request, work)


def narrowed(rows: Any, query: EvidenceQuery) -> Any:
    """The records that a query asks for. Raises Problem 422 where it names what is not there."""
    framework = asked_for(query.framework)
    if framework is not None:
        rows = rows.filter(framework=framework)
    rows = of_period(rows, query.period, framework)
    if query.element:
        if framework is None:
            message = _("Give “framework” with it: elements of several have the same code.")
            raise Problem(422, message, [Fault(parameter="element", detail=message)])
        element = Element.objects.filter(framework=framework, code=readable(query.element)).first()
        if element is None:
            raise unknown("element", query.element)
        rows = rows.filter(contributions__element=element)
    for name, model in (("office", Office), ("programme", Programme)):
        code = readable(getattr(query, name))
        if code:
            found = model._default_manager.filter(code=code).first()
            if found is None:
                raise unknown(name, code)
            rows = rows.filter(**{name: found})
    if query.external_reference:
        rows = rows.filter(external_reference=readable(query.external_reference))
    if query.status is not None:
        rows = rows.filter(status=query.status)
    elif query.changed_since is None:  # who asks what has changed has to hear of that too
        rows = rows.kept()
    return rows if query.changed_since is None else rows.filter(updated_at__gte=moment(query.changed_since))


def moment(value: datetime) -> datetime:
    """A moment that every database can hold. Raises Problem 422."""
    if not EARLIEST.year <= value.year < LAST_YEAR:
        raise unknown("changed_since", value.isoformat())
    return value


def rewritten(request: TokenRequest, reference: str, typed: EvidenceIn, edit_number: int | None) -> shapes.EvidenceOut:
    """A record, once it says what was sent."""
    refuse_form(request)
    with transaction.atomic():
        evidence = written(request, reference, lock=True)
        if any(seen not in (None, evidence.edit_number) for seen in (edit_number, typed.edit_number)):
            raise saved_meanwhile(evidence)
        stands = shown(request, reference)
        if evidence.is_editable:  # else that is what is told
            require_as_it_stands(typed, stands)
        whole = filled(typed, stands) if isinstance(typed, EvidenceChangeIn) else typed
        content = Reading(evidence.framework, kept_by(evidence)).evidence(whole)
        attempt(lambda: actions.save(evidence=evidence, content=content, by=request.user), evidence)
    return shown(request, reference)


def created(request: TokenRequest, typed: NewEvidenceIn) -> shapes.EvidenceOut:
    """A new record, submitted where that was asked for."""
    framework = in_force(typed.framework)
    require_source(typed)
    if typed.reference is not None:
        require_as_it_stands(typed, read_from(request, typed.reference))
    content = Reading(framework).evidence(typed)
    try:
        with transaction.atomic():
            evidence = actions.create(
                framework=framework, content=content, by=request.user, external_reference=typed.external_reference
            )
    except IntegrityError:
        raise taken(typed) from None
    if typed.submit:
        attempt(lambda: actions.submit(evidence=evidence, by=request.user), evidence)
    return shown(request, evidence.reference)


def read_from(request: TokenRequest, reference: str) -> shapes.EvidenceOut:
    """The record that a new one was read from. Raises Problem 422 where it is not there for this person."""
    try:
        return shown(request, reference)
    except Http404:
        message = _("There is no “%(value)s” here.") % {"value": reference}
        raise Problem(422, message, [Fault(pointer="/reference", detail=message)]) from None


def in_force(slug: str) -> Any:
    """The framework that a new record is of. Raises Problem 422."""
    framework = named(slug)
    if framework.status != FrameworkStatus.IN_FORCE:
        message = _("Evidence is logged under a framework in force alone.")
        raise Problem(422, message, [Fault(pointer="/framework", detail=message)])
    return framework


def saved_meanwhile(evidence: Evidence) -> Problem:
    """What the program read is no longer what the record says."""
    message = _("It was saved meanwhile: it stands at edit_number %(number)s. Read it anew.")
    return Problem(409, message % {"number": evidence.edit_number})


def taken(typed: NewEvidenceIn) -> Problem:
    """Another record has the external reference: whose, is not said."""
    reference = typed.external_reference
    message = _("A record with the external reference “%(reference)s” is here already.") % {"reference": reference}
    return Problem(409, message, [Fault(pointer="/external_reference", detail=message)])


def written(request: TokenRequest, reference: str, *, lock: bool = False) -> Evidence:
    """A record that this person writes, as its author or as a colleague whom the author lets, or 404."""
    require_record(request)
    rows = Evidence.objects.written_by(request.user).filter(reference=readable(reference))
    rows = rows.select_for_update(of=("self",)) if lock else rows
    evidence = rows.select_related("framework", "office", "programme").first()
    if evidence is None:
        raise Http404
    return evidence


def shown(request: TokenRequest, reference: str) -> shapes.EvidenceOut:
    """A record as this person sees it, or 404."""
    require_record(request)
    found = evidence_page(request.user, readable(reference))
    if found is None:
        raise Http404
    return showing.evidence_out(found)


def attempt(work: Any, evidence: Evidence) -> None:
    """Do what an action does; its refusal names the places of the body."""
    try:
        work()
    except ActionError as error:
        raise of_action(error, pointers(evidence)) from None


def pointers(evidence: Evidence) -> Mapping[str, str]:
    """Where in the body stands what a form's field holds."""
    contributions = list(evidence.contributions.select_related("element"))
    figures = list(evidence.figures.select_related("indicator__element"))
    return {
        **{name: f"/{name}" for name in ("title", "description", "starts_on", "ends_on", "office", "contributions")},
        **{f"how-{one.element.code}": f"/contributions/{index}/how" for index, one in enumerate(contributions)},
        **{
            figure_name(one.indicator.element, one.indicator): f"/figures/{index}/parts"
            for index, one in enumerate(figures)
        },
        "citation": "/sources",
    }
