"""A small site that grows: thirty of everything, where there was one."""

from dataclasses import replace

from iomtrack.accounts.models import User
from objectives.models import AuditEvent, ImportBatch, ImportRow, Office, Period, State
from tests import factories, imports
from tests.reports.world import make_edition, make_recipient
from tests.site import Site, make_entry, make_issued


def make_earlier(site: Site, before: Period) -> None:
    """What an office and a programme said in the period before, and not since."""
    people = {"programme": site.programme, "office": site.programme.lead_office}
    entry = factories.EvidenceFactory(framework=site.framework, period=before, accepted=True, **people)
    element = factories.ElementFactory(framework=site.framework, position=90, code="O90")
    factories.ContributionFactory(evidence=entry, element=element)
    factories.FigureFactory(evidence=entry, indicator=factories.IndicatorFactory(element=element))


def grow_files(site: Site, number: int) -> None:
    """So many files more: on two entries, and to look after."""
    for _number in range(number):
        factories.ExportJobFactory(by=site.entries["draft"].author, ready=True)
        for status in ("accepted", "draft"):
            factories.AttachmentFactory(evidence=site.entries[status])
            factories.AttachmentFactory(evidence=site.entries[status], state="failed", error="It does not answer.")


def grow_imports(batch: ImportBatch) -> None:
    """Thirty imports more, each followed by another, and as many rows of one."""
    for number in range(30):
        first = imports.make("faulty", by=batch.by, framework=batch.framework)
        imports.make("ready", by=batch.by, framework=batch.framework, corrects=first)
        for outcome in ("new", "refused"):
            ImportRow.objects.create(
                batch=batch, source=batch, position=10 + 2 * number + (outcome == "new"), line=9, outcome=outcome
            )


def grow_review(site: Site, number: int) -> None:
    """So many versions, remarks and co-authors more, of two entries."""
    for _number in range(number):
        for status in ("accepted", "submitted"):
            factories.EvidenceVersionFactory(evidence=site.entries[status])
            factories.EvidenceRemarkFactory(evidence=site.entries[status])
        for status in ("accepted", "draft"):
            factories.CoAuthorFactory(evidence=site.entries[status])


def grow(site: Site, author: User, office: Office, reviewer: User) -> None:
    """Thirty more of everything."""
    people = {"author": author, "office": office, "reviewer": reviewer}
    world, entry = site.world, site.entries["accepted"]
    for number in range(30):
        element = factories.ElementFactory(framework=site.framework, position=100 + number)
        indicator = factories.IndicatorFactory(element=element)
        factories.IndicatorFactory(element=site.element)
        factories.LineageFactory(ancestor=world.elements[1], descendant=element, kind="refined")
        older = factories.ElementFactory(framework=world.framework, position=100 + number)
        factories.LineageFactory(ancestor=older, descendant=site.element, kind="merged")
        drafted = factories.ElementFactory(framework=site.draft, position=100 + number, code=f"P{number}")
        factories.ElementFactory(framework=site.draft, position=200 + number, code=f"Q{number}", parent=drafted)
        factories.LineageFactory(ancestor=element, descendant=drafted)
        ancestor = factories.ElementFactory(framework=site.framework, position=200 + number, code=f"D{number}")
        factories.LineageFactory(ancestor=ancestor, descendant=None, kind="discontinued", discontinued_in=site.draft)
        factories.AmendmentFactory(element=site.element, number=number + 1)
        for status in ("draft", "submitted", "accepted"):
            make_entry(status=status, element=site.element, indicator=site.indicator, title="Training", **people)
        factories.ContributionFactory(evidence=entry, element=element)
        factories.FigureFactory(evidence=entry, indicator=indicator)
        factories.SourceFactory(evidence=entry)
        entry.countries.add(factories.StateFactory())
        factories.TargetFactory(indicator=indicator)
        factories.TargetFactory(indicator=site.indicator, due_on=f"20{40 + number}-12-31")
        factories.IndicatorFactory(element=element, rolls_up_to=site.indicator)
        dimension = factories.DimensionFactory()
        category = factories.CategoryFactory(dimension=dimension)
        indicator.dimensions.add(dimension)
        site.indicator.dimensions.add(dimension)
        for figure in site.indicator.figures.all()[:5]:
            factories.FigurePartFactory(figure=figure, category=category)
        entry.terms.add(factories.TermFactory(vocabulary__framework=site.framework, vocabulary__position=200 + number))
        assessment = factories.AssessmentFactory(element=element, period=site.period)
        factories.AssessmentTextFactory(assessment=assessment)
        term = factories.TermFactory(vocabulary__framework=site.framework)
        entry.terms.add(term)
        factories.AssessmentVersionFactory(assessment=site.element.assessments.get(period=site.period))
        factories.AssessmentDecisionFactory(assessment=site.element.assessments.get(period=site.period))
        for of in (element, site.element):
            factories.FocalPointFactory(element=of)
        factories.PeriodUnlockFactory(period=site.period)
        factories.ReminderFactory(period=site.period, user=factories.FocalPointFactory(element=element).user)
        factories.PeriodFactory(
            framework=site.framework,
            code=f"p{number}",
            starts_on=f"19{60 + number}-01-01",
            ends_on=f"19{60 + number}-12-31",
        )
        definition = factories.DefinitionFactory(framework=world.framework)
        make_issued(replace(world, definition=definition), like=site.issued.edition)
        recipient = make_recipient("FR", email=f"r{number}@example.org")
        factories.DeliveryFactory(rendition=site.issued, recipient=recipient)
        factories.PostingFactory()
        recipient = make_recipient("KE", email=f"k{number}@example.org")
        factories.DeliveryFactory(rendition=site.issued, recipient=recipient)
        factories.DelegationFactory(state=State.objects.get(iso="KE"))
        AuditEvent.objects.record(by=factories.UserFactory(), action=f"kind{number}.save", on=element, after={"a": 1})
        AuditEvent.objects.record(by=factories.UserFactory(), action="account.change", on=author)
    make_edition(world, "stopped", revision=30)


def grow_ground(site: Site, number: int) -> None:
    """One more of what offices and programmes have."""
    office, programme = site.programme.lead_office, site.programme
    factories.PostingFactory(office=office)
    office.focal_points.add(factories.UserFactory())
    factories.OfficeFactory(parent=office)
    factories.OfficeFactory(merged_into=office, retired=True)
    child = factories.ProgrammeFactory(parent=programme, lead_office=office)
    factories.ProgrammeWordsFactory(programme=child, state="stopped")
    child.countries.add(factories.StateFactory())
    factories.ProgrammeDonorFactory(programme=child)
    factories.ProgrammeFactory(merged_into=programme, retired=True)
    programme.offices.add(factories.OfficeFactory())
    programme.countries.add(factories.StateFactory())
    programme.focal_points.add(factories.UserFactory())
    factories.ProgrammeDonorFactory(programme=programme)
    factories.ProgrammeDocumentFactory(programme=programme)
    days = {"starts_on": f"20{30 + number}-01-01", "ends_on": f"20{30 + number}-12-31"}
    factories.ProgrammeBudgetFactory(programme=programme, **days)
    entry = factories.EvidenceFactory(
        framework=site.framework, programme=programme, office=office, accepted=True, period=site.period
    )
    element = factories.ElementFactory(framework=site.framework, position=300 + number, code=f"G{number}")
    factories.ContributionFactory(evidence=entry, element=element)
