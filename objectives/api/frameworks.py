"""Frameworks, their periods, elements, indicators, vocabularies, values and assessments."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import Prefetch
from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Field, Query, Router

from iomtrack.rest.paging import Page, PageQuery, page_of
from iomtrack.rest.problems import Fault, Problem
from iomtrack.rest.tokens import TokenRequest
from objectives.api import shapes, showing
from objectives.models import Assessment, Element, Framework, Indicator, Period, Target
from objectives.permissions import Capability, may
from objectives.queries.figures import outcomes_for

router = Router(tags=["Frameworks"])
TEXT = Field(max_length=120)


class OfFramework(PageQuery):
    """A page of a list, narrowed to a framework by its slug."""

    framework: Annotated[str, TEXT] = ""


class OfElement(OfFramework):
    """The same, and to an element by its code."""

    element: Annotated[str, TEXT] = ""


class OfPeriod(OfElement):
    """The same, and to a period by its code."""

    period: Annotated[str, TEXT] = ""


@router.get("/frameworks", response=list[shapes.FrameworkOut], summary="Every framework, the newest first")
def frameworks(request: TokenRequest) -> list[shapes.FrameworkOut]:
    require_record(request)
    return [showing.framework_out(one) for one in Framework.objects.select_related("supersedes")]


@router.get("/frameworks/{slug}", response=shapes.FrameworkOut, summary="One framework")
def framework(request: TokenRequest, slug: str) -> shapes.FrameworkOut:
    return showing.framework_out(find(request, slug))


@router.get("/frameworks/{slug}/periods", response=list[shapes.PeriodOut], summary="Its periods, the newest first")
def periods(request: TokenRequest, slug: str) -> list[shapes.PeriodOut]:
    found = find(request, slug)
    return [showing.period_out(one) for one in found.periods.order_by("-ends_on")]


@router.get("/frameworks/{slug}/vocabularies", response=list[shapes.VocabularyOut], summary="Its vocabularies")
def vocabularies(request: TokenRequest, slug: str) -> list[shapes.VocabularyOut]:
    found = find(request, slug)
    return [showing.vocabulary_out(one) for one in found.vocabularies.prefetch_related("terms")]


@router.get(
    "/frameworks/{slug}/periods/{code}/values",
    response=list[shapes.ValueOut],
    summary="What the accepted evidence of a period comes to, by indicator",
)
def values(request: TokenRequest, slug: str, code: str) -> list[shapes.ValueOut]:
    found = find(request, slug)
    period = Period.objects.filter(framework=found, code=readable(code)).first()
    if period is None:
        raise Http404
    indicators = list(
        Indicator.objects.asked_in(period)
        .filter(element__framework=found)
        .select_related("element")
        .order_by("element__position", "position", "id")
    )
    outcomes = outcomes_for(period, indicators)
    return [value_out(one, outcomes.get(one.pk)) for one in indicators]


def value_out(indicator: Indicator, outcome: Any) -> shapes.ValueOut:
    """What a period says of an indicator."""
    value = outcome.value if outcome else None
    return shapes.ValueOut(
        element=indicator.element.code,
        indicator=indicator.code,
        value=value.value if value else None,
        qualifier=value.qualifier if value else None,
        not_applicable=outcome.not_applicable if outcome else False,
    )


@router.get("/elements", response=Page[shapes.ElementOut], summary="Objectives, roles and other elements")
def elements(request: TokenRequest, query: Query[OfFramework]) -> dict[str, Any]:
    require_record(request)
    rows = Element.objects.select_related("framework", "parent")
    if query.framework:
        rows = rows.filter(framework=named(query.framework))
    return page_of(rows, query, ["id"], showing.element_out)


@router.get("/indicators", response=Page[shapes.IndicatorOut], summary="Indicators with baselines and targets")
def indicators(request: TokenRequest, query: Query[OfElement]) -> dict[str, Any]:
    require_record(request)
    rows = Indicator.objects.select_related("element__framework").prefetch_related(
        "dimensions__categories", Prefetch("targets", Target.objects.order_by("due_on", "-revision"))
    )
    return page_of(of_element(rows, query, asked_for(query.framework)), query, ["id"], showing.indicator_out)


@router.get("/assessments", response=Page[shapes.AssessmentOut], summary="Approved assessments")
def assessments(request: TokenRequest, query: Query[OfPeriod]) -> dict[str, Any]:
    require_record(request)
    rows = Assessment.objects.visible_to(request.user).approved()
    rows = rows.select_related("element__framework", "period").prefetch_related("texts")
    framework = asked_for(query.framework)
    rows = of_period(of_element(rows, query, framework), query.period, framework)
    return page_of(rows, query, ["id"], showing.assessment_out)


def of_element(rows: Any, query: OfElement, framework: Framework | None) -> Any:
    """The rows of a framework, and of the element that a query names. Raises Problem 422 where there is no such one."""
    if framework is not None:
        rows = rows.filter(element__framework=framework)
    if query.element:
        require_one("element", query.element, Element.objects.all(), framework)
        rows = rows.filter(element__code=query.element)
    return rows


def of_period(rows: Any, code: str, framework: Framework | None) -> Any:
    """The rows of the period with a code, if there is one. Raises Problem 422 where no such period is."""
    if code:
        require_one("period", code, Period.objects.all(), framework)
        rows = rows.filter(period__code=code)
    return rows


def require_one(parameter: str, code: str, among: Any, framework: Framework | None) -> None:
    """Raise Problem 422 where a code is that of nothing here: an empty list would look like an answer."""
    if framework is not None:
        among = among.filter(framework=framework)
    if not among.filter(code=readable(code)).exists():
        raise unknown(parameter, code)


def require_record(request: TokenRequest) -> None:
    """404 for whom the record does not exist: a delegate reads issued reports alone."""
    if not may(request.user, Capability.VIEW_RECORD):
        raise Http404


def find(request: TokenRequest, slug: str) -> Framework:
    """The framework of an address, or 404."""
    require_record(request)
    found = Framework.objects.select_related("supersedes").filter(slug=readable(slug)).first()
    if found is None:
        raise Http404
    return found


def asked_for(slug: str) -> Framework | None:
    """The framework that a parameter names, if it names one. Raises Problem 422 where there is none."""
    return named(slug) if slug else None


def named(slug: str) -> Framework:
    """The framework that a parameter names. Raises Problem 422 where there is none."""
    found = Framework.objects.filter(slug=readable(slug)).first()
    if found is None:
        raise unknown("framework", slug)
    return found


def unknown(parameter: str, value: str) -> Problem:
    """A parameter that names nothing here."""
    message = _("There is no “%(value)s” here.") % {"value": value[:60]}
    return Problem(422, message, [Fault(parameter=parameter, detail=message)])


def readable(value: str) -> str:
    """A part of an address, or 404: what holds a NUL is the name of nothing."""
    if "\x00" in value:
        raise Http404
    return value
