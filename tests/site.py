"""A small site with something of everything on it, for tests that walk all pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from iomtrack.accounts.models import User
from objectives.enums import EvidenceStatus, FrameworkStatus
from objectives.models import (
    AuditEvent,
    Dimension,
    Element,
    Evidence,
    Framework,
    Indicator,
    Office,
    Period,
    PeriodUnlock,
    Programme,
    State,
    Term,
)
from reports.enums import Audience, RenditionState
from reports.models import Edition, Recipient, Rendition
from tests import factories
from tests.reports.world import World, make_edition, make_recipient, make_world

PDF = b"%PDF-1.7\n%%EOF\n"


@dataclass
class Site:
    """The record in force with an entry in every status, a draft to follow it, and editions in three states.

    O1 is assessed, R1 is not, and R2's assessment awaits approval: the author, its focal point, submitted it.
    """

    world: World
    framework: Framework
    element: Element
    indicator: Indicator
    period: Period
    unlock: PeriodUnlock
    entries: dict[str, Evidence]
    draft: Framework
    awaiting: Edition
    issued: Rendition
    for_kenya: Rendition
    term: Term
    event: AuditEvent
    contact: Recipient
    programme: Programme


def make_site(
    *, author: User, office: Office, reviewer: User, state: State, title: str = "Training in Nairobi"
) -> Site:
    """All of it. The entries are the author's, and their title is the one given."""
    world = make_world()
    framework = world.successor
    framework.status = FrameworkStatus.IN_FORCE
    framework.save()
    element = framework.elements.get(code="O1")
    factories.ElementFactory(framework=framework, position=2, code="R1", kind="role", label="Role R1")
    r2 = factories.ElementFactory(framework=framework, position=3, code="R2", kind="role", label="Role R2")
    period = factories.PeriodFactory(framework=framework, deadline=date(2026, 10, 15))
    indicator = factories.IndicatorFactory(element=element, code="O1.1")
    indicator.dimensions.add(make_sex())
    factories.TargetFactory(indicator=indicator, set_by=reviewer)
    people = {"author": author, "office": office, "reviewer": reviewer}
    entries = {
        status: make_entry(status=status, element=element, indicator=indicator, **people, title=title)
        for status in EvidenceStatus.values
    }
    entries["correction"] = make_entry(status="draft", element=element, indicator=indicator, **people, title=title)
    Evidence.objects.filter(pk=entries["correction"].pk).update(corrects=entries["accepted"])
    assessment = factories.AssessmentFactory(element=element, period=period, assessed_by=reviewer)
    factories.AssessmentTextFactory(assessment=assessment, challenges="Roads were closed.")
    factories.AssessmentVersionFactory(assessment=assessment, by=reviewer)
    factories.AssessmentDecisionFactory(assessment=assessment, by=reviewer)
    factories.FocalPointFactory(element=r2, user=author)
    submitted = factories.AssessmentFactory(element=r2, period=period, assessed_by=author, submitted=True)
    factories.AssessmentTextFactory(assessment=submitted)
    unlock = factories.PeriodUnlockFactory(period=period, office=office)
    factories.ReminderFactory(period=period, user=author, state="stopped", error="550 No such mailbox")
    make_recipient("FR")
    return Site(
        world=world,
        framework=framework,
        element=element,
        indicator=indicator,
        period=period,
        unlock=unlock,
        entries=entries,
        draft=make_next(framework),
        awaiting=make_edition(world, "awaiting"),
        issued=make_issued(world, revision=1),
        for_kenya=make_issued(world, for_state=state),
        term=factories.TermFactory(vocabulary__framework=framework),
        event=AuditEvent.objects.record(
            by=author,
            action="evidence.save",
            on=entries["draft"],
            before={"title": title[::-1], "status": "draft"},
            after={"title": title, "status": "draft", "countries": ["KE"]},
        ),
        contact=make_recipient(state.iso),
        programme=make_ground(office, author, state, entries["accepted"], entries["draft"]),
    )


def make_ground(office: Office, author: User, state: State, *entries: Evidence) -> Programme:
    """A programme that entries were logged under, one that is proposed and one that is retired; an office without
    people and one that is retired."""
    factories.OfficeFactory(code="KRT", name="Khartoum", parent=office)
    factories.OfficeFactory(code="OLD", name="Old seat", retired=True)
    programme = factories.ProgrammeFactory(
        code="RET-1", title="Safe return in the lake region", lead_office=office, iati_identifier="XM-1-RET-1"
    )
    programme.offices.add(office)
    programme.focal_points.add(author)
    programme.countries.add(state)
    factories.ProgrammeDonorFactory(programme=programme, iati_ref="XM-2")
    programme.places.update(percentage=100)
    factories.ProgrammeDocumentFactory(programme=programme, languages="en fr", dated_on=date(2026, 2, 1))
    factories.ProgrammeBudgetFactory(programme=programme)
    factories.ProgrammeBudgetFactory(programme=programme, kind="revised", amount=80)
    factories.ProgrammeFactory(code="PROPOSED-1", title="Help desk", proposed=True, proposed_by=author)
    factories.ProgrammeFactory(code="RET-0", title="Return, first phase", retired=True, parent=programme)
    Evidence.objects.filter(pk__in=[one.pk for one in entries]).update(programme=programme)
    return programme


def make_next(framework: Framework) -> Framework:
    """A draft to follow a framework: N1, which descends from O1, with N1.1 below it, and N2."""
    draft = factories.FrameworkFactory(
        symbol="MC/NEXT", slug="mc-next", status=FrameworkStatus.DRAFT, supersedes=framework, issued_on=date(2026, 6, 1)
    )
    first = factories.ElementFactory(framework=draft, position=1, code="N1", label="Objective N1")
    factories.ElementFactory(framework=draft, position=2, code="N1.1", label="Objective N1.1", parent=first)
    factories.ElementFactory(framework=draft, position=3, code="N2", label="Objective N2")
    factories.LineageFactory(descendant=first, ancestor=framework.elements.get(code="O1"), kind="refined")
    return draft


def make_sex() -> Dimension:
    """The dimension sex, with its categories."""
    sex = factories.DimensionFactory(code="sex", name="Sex")
    for position, code in enumerate(("female", "male")):
        factories.CategoryFactory(dimension=sex, code=code, label=code.title(), position=position)
    return sex


def make_entry(
    *, status: str, author: User, office: Office, reviewer: User, title: str, element: Element, indicator: Indicator
) -> Evidence:
    """A complete entry in a status, with the decision that took it there."""
    decided = status not in (EvidenceStatus.DRAFT, EvidenceStatus.SUBMITTED)
    corrects = None
    if status in (EvidenceStatus.TAKEN_OVER, EvidenceStatus.DISCARDED):
        corrects = factories.EvidenceFactory(framework=element.framework, author=author, office=office, accepted=True)
    evidence = factories.EvidenceFactory(
        framework=element.framework,
        corrects=corrects,
        author=author,
        office=office,
        title=title,
        status=status,
        submitted_at=None if status == EvidenceStatus.DRAFT else timezone.now(),
        reviewer=reviewer if decided else None,
        reviewed_at=timezone.now() if decided else None,
    )
    factories.ContributionFactory(evidence=evidence, element=element)
    factories.FigureFactory(evidence=evidence, indicator=indicator, value=12)
    factories.SourceFactory(evidence=evidence)
    if status != EvidenceStatus.DRAFT:
        factories.EvidenceVersionFactory(evidence=evidence, content={"title": title, "description": title})
        factories.EvidenceVersionFactory(evidence=evidence, content={"title": title[::-1], "description": title})
        factories.EvidenceRemarkFactory(evidence=evidence, by=reviewer, text=title)
    if decided:
        factories.EvidenceDecisionFactory(
            evidence=evidence, before=EvidenceStatus.SUBMITTED, after=status, by=reviewer, reason="The days are wrong."
        )
    return evidence


def make_issued(
    world: World, *, for_state: State | None = None, revision: int = 0, like: Edition | None = None
) -> Rendition:
    """An issued PDF: to all Members, or to one State in a definition of its own. `like` is whose content it has."""
    if for_state is not None:
        brief = factories.DefinitionFactory(
            framework=world.framework, title=f"Brief for {for_state.name}", audience=Audience.ONE_STATE
        )
        world = replace(world, definition=brief)
    rendition = Rendition(
        edition=make_edition(world, "issued", like=like, revision=revision, for_state=for_state),
        language="en",
        for_state=for_state,
        state=RenditionState.RENDERED,
        sha256="ab" * 32,
        size=len(PDF),
        pages=3,
        rendered_at=timezone.now(),
    )
    rendition.file.save("report.pdf", ContentFile(PDF), save=True)
    return rendition
