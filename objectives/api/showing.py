"""Rows as the interface gives them. Whatever a row needs is joined or fetched before; nothing is asked for here."""

from __future__ import annotations

from objectives.api import shapes
from objectives.enums import EvidenceStatus
from objectives.models import (
    Assessment,
    Attachment,
    Element,
    Evidence,
    Figure,
    Framework,
    Indicator,
    Office,
    Period,
    Programme,
    State,
    Vocabulary,
)


def framework_out(one: Framework) -> shapes.FrameworkOut:
    """A framework; `supersedes` is joined."""
    return shapes.FrameworkOut(
        slug=one.slug,
        symbol=one.symbol,
        title=one.title,
        language=one.language,
        status=one.status,
        issued_on=one.issued_on,
        adopted_on=one.adopted_on,
        supersedes=one.supersedes.slug if one.supersedes else None,
    )


def period_out(one: Period) -> shapes.PeriodOut:
    """A period."""
    return shapes.PeriodOut(
        code=one.code,
        label=one.label,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        deadline=one.deadline,
        status=one.status,
    )


def element_out(one: Element) -> shapes.ElementOut:
    """An element; its framework and parent are joined."""
    return shapes.ElementOut(
        id=one.pk,
        framework=one.framework.slug,
        code=one.code,
        kind=one.kind,
        parent=one.parent.code if one.parent else None,
        label=one.label,
        wording=one.wording,
        source_symbol=one.source_symbol,
        source_paragraph=one.source_paragraph,
    )


def indicator_out(one: Indicator) -> shapes.IndicatorOut:
    """An indicator; its element, dimensions and targets are fetched, the newest revision of each target first."""
    holding = {target.due_on: target for target in reversed(one.targets.all())}
    return shapes.IndicatorOut(
        id=one.pk,
        framework=one.element.framework.slug,
        element=one.element.code,
        code=one.code,
        title=one.title,
        unit=one.unit,
        decimals=one.decimals,
        aggregation=one.aggregation,
        direction=one.direction,
        baseline=one.baseline,
        baseline_date=one.baseline_date,
        retired_on=one.retired_on,
        dimensions=[
            shapes.DimensionOut(
                code=dimension.code,
                name=dimension.name,
                categories=[category.code for category in dimension.categories.all()],
            )
            for dimension in one.dimensions.all()
        ],
        targets=[
            shapes.TargetOut(due_on=target.due_on, value=target.value, revision=target.revision)
            for _day, target in sorted(holding.items())
        ],
    )


def vocabulary_out(one: Vocabulary) -> shapes.VocabularyOut:
    """A vocabulary with its terms."""
    terms = [shapes.TermOut(code=term.code, label=term.label, retired_on=term.retired_on) for term in one.terms.all()]
    return shapes.VocabularyOut(code=one.code, name=one.name, terms=terms)


def office_out(one: Office) -> shapes.OfficeOut:
    """An office; its country and the offices beside it are joined."""
    return shapes.OfficeOut(
        code=one.code,
        name=one.name,
        kind=one.kind,
        country=one.state.iso if one.state else None,
        parent=one.parent.code if one.parent else None,
        retired_on=one.retired_on,
        merged_into=one.merged_into.code if one.merged_into else None,
    )


def programme_out(one: Programme) -> shapes.ProgrammeOut:
    """A programme; what it names is joined or fetched."""
    return shapes.ProgrammeOut(
        code=one.code,
        iati_identifier=one.iati_identifier,
        title=one.title,
        language=one.language,
        status=one.status,
        lead_office=one.lead_office.code if one.lead_office else None,
        countries=sorted(state.iso for state in one.countries.all()),
        donors=[donor.name for donor in one.donors.all()],
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        parent=one.parent.code if one.parent else None,
        merged_into=one.merged_into.code if one.merged_into else None,
    )


def country_out(one: State) -> shapes.CountryOut:
    """A country or area."""
    return shapes.CountryOut(iso=one.iso, name=one.name)


def assessment_out(one: Assessment) -> shapes.AssessmentOut:
    """An approved assessment; its element, period and texts are fetched."""
    texts = list(one.texts.all())
    if one.approved_at is None:
        raise ValueError(f"{one.pk} is not approved")
    return shapes.AssessmentOut(
        id=one.pk,
        framework=one.element.framework.slug,
        element=one.element.code,
        period=one.period.code,
        finding=one.finding,
        measurability=one.measurability,
        continuation=one.continuation,
        narrative={text.language: text.narrative for text in texts},
        challenges={text.language: text.challenges for text in texts},
        source=one.source,
        approved_at=one.approved_at,
    )


def evidence_out(one: Evidence) -> shapes.EvidenceOut:
    """A record with all its parts fetched, as `objectives.queries.evidence.with_all_parts` does."""
    return shapes.EvidenceOut(
        reference=one.reference,
        external_reference=one.external_reference,
        framework=one.framework.slug,
        period=one.period.code if one.period else None,
        status=one.status,
        title=one.title,
        description=one.description,
        beneficiaries=one.beneficiaries,
        sensitivity=one.sensitivity,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        date_precision=one.date_precision,
        office=one.office.code if one.office else None,
        programme=one.programme.code if one.programme else None,
        countries=sorted(state.iso for state in one.countries.all()),
        themes=[f"{term.vocabulary.code}/{term.code}" for term in one.terms.all()],
        contributions=[
            shapes.ContributionOut(element=part.element.code, how=part.how) for part in one.contributions.all()
        ],
        figures=[figure_out(figure) for figure in one.figures.all()],
        sources=[
            shapes.SourceOut(citation=source.citation, paragraph=source.paragraph, url=source.url)
            for source in one.sources.all()
        ],
        attachments=[attachment_out(file) for file in one.attachments.all()],
        author=one.author.name,
        created_at=one.created_at,
        updated_at=one.updated_at,
        submitted_at=one.submitted_at,
        reviewed_at=one.reviewed_at,
        returned_because=returned_because(one),
        is_sample=one.is_sample,
        edit_number=one.edit_number,
    )


def attachment_out(one: Attachment) -> shapes.AttachmentOut:
    """An attached file."""
    return shapes.AttachmentOut(
        id=one.pk,
        name=one.name,
        size=one.size,
        sha256=one.sha256,
        content_type=one.content_type,
        scan=one.state,
        is_open=one.is_open,
    )


def figure_out(one: Figure) -> shapes.FigureOut:
    """A figure with its parts."""
    return shapes.FigureOut(
        element=one.indicator.element.code,
        indicator=one.indicator.code,
        answer=one.answer,
        value=one.value,
        qualifier=one.qualifier,
        parts={f"{part.category.dimension.code}/{part.category.code}": part.value for part in one.parts.all()},
    )


def returned_because(one: Evidence) -> str | None:
    """The reason of the last return, while a record is returned."""
    if one.status != EvidenceStatus.RETURNED:
        return None
    reasons = [decision.reason for decision in one.decisions.all() if decision.after == EvidenceStatus.RETURNED]
    return reasons[-1] if reasons else None
