"""Reading what we say: editions, deliveries, and what is due."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from iomtrack.work.letters import LetterState
from objectives.enums import Standing
from objectives.models import Framework, Period, State
from objectives.queries.name_order import by_name
from objectives.queries.states import states_on
from reports.due import Kind, Span, due
from reports.enums import Audience, EditionState, RenditionState
from reports.models import Definition, Delivery, Edition, Recipient, Rendition
from reports.permissions import Capability, may


def due_editions(*, now: datetime) -> list[tuple[int, int]]:
    """The (definition, period) keys that want an edition and have none, oldest period first. Three queries."""
    kinds = [Kind(*row) for row in Definition.objects.values_list("id", "framework_id", "rhythm", "is_active")]
    spans = [
        Span(*row)
        for row in Period.objects.filter(closed_at__isnull=False)
        .order_by()
        .values_list("id", "framework_id", "ends_on", "closed_at")
    ]
    editions = set(Edition.objects.order_by().values_list("definition_id", "period_id"))
    return due(kinds, spans, editions, now=now)


def last_frozen_before(definition: Definition, period: Period) -> datetime | None:
    """When the content was frozen of the last report of a kind that was signed off on an earlier period. One query."""
    signed_off = Edition.objects.filter(
        definition=definition,
        period__ends_on__lt=period.starts_on,
        state__in=[EditionState.SIGNED_OFF, EditionState.ISSUED],
    )
    return signed_off.aggregate(last=Max("composed_at"))["last"]


def editions(user: User | AnonymousUser) -> QuerySet[Edition]:
    """The editions that a person may see, newest period first, without their content: for lists."""
    return (
        Edition.objects.visible_to(user)
        .select_related("definition", "period", "period__framework", "signed_off_by")
        .defer("content", "introductions")
        .annotate(
            recipients=Count("renditions__deliveries", distinct=True),
            sent=Count(
                "renditions__deliveries", distinct=True, filter=Q(renditions__deliveries__state=LetterState.SENT)
            ),
            has_stopped_work=_has_stopped_work(),
        )
        .order_by("-period__ends_on", "definition__code", "-revision")
    )


def _has_stopped_work() -> Q:
    """Whether the edition, one of its PDFs or one of its deliveries has stopped and wants a decision."""
    renditions = Rendition.objects.filter(edition=OuterRef("pk"), state=RenditionState.STOPPED)
    deliveries = Delivery.objects.filter(rendition__edition=OuterRef("pk"), state=LetterState.STOPPED)
    return Q(state=EditionState.STOPPED) | Q(Exists(renditions)) | Q(Exists(deliveries))


def edition_with_its_ledger(user: User | AnonymousUser) -> QuerySet[Edition]:
    """The editions that a person may see, each with its PDFs and what became of every delivery. Three queries."""
    deliveries = Delivery.objects.select_related("recipient__state").order_by("id")
    renditions = Rendition.objects.visible_to(user).prefetch_related(Prefetch("deliveries", deliveries))
    return (
        Edition.objects.visible_to(user)
        .select_related("definition", "period__framework", "signed_off_by")
        .prefetch_related(Prefetch("renditions", renditions))
    )


def ledger_of(edition: Edition) -> list[tuple[Rendition, list[Delivery]]]:
    """Each PDF with its deliveries, by the names of the States that their reader is shown. No query once it is read."""
    return [
        (rendition, by_name(rendition.deliveries.all(), lambda one: one.recipient.state))
        for rendition in edition.renditions.all()
    ]


def portal(user: User | AnonymousUser) -> QuerySet[Rendition]:
    """The PDFs of issued editions that a person may read, newest period first."""
    return (
        Rendition.objects.visible_to(user)
        .filter(edition__state=EditionState.ISSUED)
        .select_related("edition__definition", "edition__period__framework")
        .defer("edition__content", "edition__introductions")
        .order_by("-edition__period__ends_on", "edition__definition__code", "-edition__revision", "language")
    )


def recipients_of(edition: Edition) -> QuerySet[Recipient]:
    """Whom an edition is sent to: the active recipients of today's Member States, or of the one State that it is for.

    Who signs in to the portal too is not written to once their account is deactivated.
    """
    active = Recipient.objects.filter(is_active=True).exclude(user__is_active=False)
    active = active.select_related("state").order_by("state__name", "id")
    if edition.definition.audience == Audience.ONE_STATE:
        return active.filter(state=edition.for_state)
    return active.filter(state__in=states_on(timezone.localdate(), Standing.MEMBER))


def recipients_by_state(edition: Edition) -> list[Recipient]:
    """The same, by the names of their States that whoever reads the list is shown."""
    return by_name(recipients_of(edition), lambda one: one.state)


def contacts(state: State) -> list[Recipient]:
    """The contacts of a State: those that reports go to first, each group by name."""
    rows = Recipient.objects.filter(state=state).select_related("user", "state").order_by("pk")
    return sorted(by_name(rows, lambda one: one.name), key=lambda one: not one.is_active)


def deliveries_to(state: State) -> QuerySet[Delivery]:
    """What was sent to the contacts of a State, the newest first, without the content of the editions."""
    return (
        Delivery.objects.filter(recipient__state=state)
        .select_related("recipient", "rendition__edition__definition", "rendition__edition__period")
        .defer("rendition__edition__content", "rendition__edition__introductions")
        .order_by("-created_at", "-pk")
    )


def definitions() -> QuerySet[Definition]:
    """Every kind of report, by framework, newest first."""
    return Definition.objects.select_related("framework").order_by("-framework__issued_on", "code")


def frameworks_without_report() -> list[Framework]:
    """The frameworks with a period that no kind of report is defined for: nothing is composed when one closes."""
    served = Definition.objects.filter(is_active=True).values("framework_id")
    return list(Framework.objects.filter(periods__isnull=False).exclude(pk__in=served).distinct())


def languages_of(framework: Framework) -> list[str]:
    """The languages that the reports on a framework are made in, in the order of their definitions; each once.

    The setting NARRATIVE_LANGUAGES names it: narratives are wanted in these.
    """
    lists = Definition.objects.filter(framework=framework, is_active=True).values_list("languages", flat=True)
    return list(dict.fromkeys(language for languages in lists for language in languages))


def administrators() -> QuerySet[User]:
    """The people who sign off, and are told of what awaits them or has stopped."""
    return User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).order_by("pk")


def editions_to_sign_off(user: User) -> int:
    """How many editions wait for this person's signature."""
    if not may(user, Capability.SIGN_OFF):
        return 0
    return Edition.objects.filter(state=EditionState.AWAITING_SIGN_OFF).count()
