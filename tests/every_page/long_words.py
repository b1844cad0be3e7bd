"""A site on which all that people may type is long."""

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from iomtrack.work.letters import LetterState
from objectives.actions import accounts
from objectives.models import (
    AssessmentText,
    Category,
    Contribution,
    Element,
    Evidence,
    EvidenceDecision,
    Indicator,
    Office,
    Period,
    PeriodUnlock,
    Programme,
    State,
    Target,
)
from reports.models import Definition, Recipient
from tests import factories
from tests.conftest import triggers_off
from tests.site import Site, make_site

UNBROKEN = "Rückübernahmeabkommensdurchführungsprotokoll" * 2
TITLE = f"Two hundred characters, most of them without a space between: {UNBROKEN} {'x' * 48}"[:200]
LABEL = "Support to States in the orderly and humane management of migration, and the effective respect of rights"


def make_long_site(*, author: User, office: Office, reviewer: User, state: State) -> Site:
    """Something of everything, and all that people may type is long."""
    site = make_site(author=author, office=office, reviewer=reviewer, state=state, title=TITLE)
    Element.objects.update(label=LABEL, wording=f"to {LABEL}, {UNBROKEN};")
    Indicator.objects.update(title=f"Persons assisted {UNBROKEN}"[:120], unit="persons, cumulatively")
    Period.objects.filter(pk=site.period.pk).update(label="Third quarter of 2026, with the month that followed it")
    Office.objects.update(name="Nairobi, regional office for East Africa and the Horn")
    with triggers_off():  # as if it had been typed so
        EvidenceDecision.objects.update(reason=f"The days are wrong. {UNBROKEN}")
    Evidence.objects.update(description=f"Officials were trained. {UNBROKEN}")
    factories.SourceFactory(
        evidence=site.entries["draft"], citation=UNBROKEN, url=f"https://example.org/{UNBROKEN.encode().hex()}"
    )
    AssessmentText.objects.update(narrative=f"The work went on. {UNBROKEN}", challenges=UNBROKEN)
    PeriodUnlock.objects.update(reason=f"The road was cut. {UNBROKEN}")
    before = factories.PeriodFactory(
        framework=site.framework, code="2026-Q2", starts_on="2026-04-01", ends_on="2026-06-30", closed=True
    )
    for element in site.framework.elements.all():
        assessment = factories.AssessmentFactory(element=element, period=before)
        factories.AssessmentTextFactory(assessment=assessment, narrative=UNBROKEN)
        factories.AssessmentTextFactory(assessment=assessment, language="fr", narrative=UNBROKEN)
    Contribution.objects.update(how=UNBROKEN)
    Target.objects.update(reason=f"Less money. {UNBROKEN}")
    retired = factories.IndicatorFactory(
        element=site.element,
        code="O1.9",
        title=UNBROKEN,
        owner=UNBROKEN,
        retired_on="2026-08-01",
        retired_reason=UNBROKEN,
    )
    factories.TargetFactory(indicator=retired, due_on="2027-12-31", set_on="2026-01-01")
    theme = factories.TermFactory(vocabulary__framework=site.framework, label=UNBROKEN)
    for figure in site.indicator.figures.all():
        figure.evidence.terms.add(theme)
        for category in Category.objects.all():
            factories.FigurePartFactory(figure=figure, category=category, value=6)
    Category.objects.update(label=UNBROKEN)
    Definition.objects.update(title=f"Assessment of the plan in the light of {UNBROKEN}")
    factories.AmendmentFactory(
        element=site.element, before=f"to {LABEL}, {UNBROKEN};", after=f"to {UNBROKEN};", reason=UNBROKEN
    )
    translation = {"label": LABEL, "wording": f"to {UNBROKEN}", "official": False}
    Element.objects.filter(pk=site.element.pk).update(translations={"es": translation})
    User.objects.filter(pk=author.pk).update(name="Maria-Fernanda Wilhelmina van den Heuvel-Papadopoulou")
    recipient = factories.RecipientFactory(name=UNBROKEN[:80], email=f"{UNBROKEN[:50]}@example.org".replace("ü", "u"))
    factories.DeliveryFactory(rendition=site.issued, recipient=recipient, state=LetterState.PENDING)
    make_programmes(site.programme)
    make_people(factories.UserFactory(role=Role.ADMINISTRATOR), author)
    Recipient.objects.filter(pk=site.contact.pk).update(name=UNBROKEN[:120])
    factories.DeliveryFactory(rendition=site.issued, recipient=site.contact, state=LetterState.PENDING)
    return site


def make_programmes(programme: Programme) -> None:
    """One with long words in it, and one that was merged into it."""
    Programme.objects.update(title=TITLE, description=f"It helps. {UNBROKEN}")
    into = factories.ProgrammeFactory(code="RET-2", title=TITLE)
    factories.ProgrammeWordsFactory(programme=programme, state="stopped", error=f"Unexpected error: {UNBROKEN}")
    programme.donors.update(name=UNBROKEN, iati_ref=UNBROKEN)
    Programme.objects.filter(status="retired").update(merged_into=into, retired_reason=UNBROKEN)
    Office.objects.filter(retired_on__isnull=False).update(retired_reason=UNBROKEN)


def make_people(by: User, recorder: User) -> None:
    """Someone invited and someone deactivated, with long names, and a history on the recorder's page."""
    office = recorder.posting.office
    content = accounts.AccountInput(
        f"{UNBROKEN[:50]}@example.org".replace("ü", "u"), TITLE[:150], "recorder", office=office
    )
    accounts.invite(content=content, by=by)
    content = accounts.AccountInput("closed@example.org", UNBROKEN, "recorder", office=office)
    closed = accounts.invite(content=content, by=by)
    accounts.deactivate(user=closed, reason=UNBROKEN, by=by)
    factories.UserFactory.create_batch(26)
