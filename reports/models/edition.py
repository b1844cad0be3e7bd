"""One report of one definition for one period, and its PDFs."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.enums import Role
from iomtrack.accounts.models import User
from iomtrack.work.rows import WorkRow, WorkStates
from objectives.enums import Standing
from objectives.models import Delegation, Period, State, StateStanding
from reports.enums import Audience, EditionState, RenditionState
from reports.models.definition import Definition
from reports.models.work import EditionWork
from reports.permissions import Capability, may


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions, as one person may see them."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Who may see editions sees all; staff the issued ones; a delegate those to all Members or to their State."""
        if may(user, Capability.VIEW_EDITIONS):
            return self
        if not isinstance(user, User) or not may(user, Capability.READ_ISSUED):
            return self.none()
        issued = self.filter(state=EditionState.ISSUED)
        if user.role != Role.DELEGATE:
            return issued
        own = Delegation.objects.filter(user=user)
        to_my_state = Q(definition__audience=Audience.ONE_STATE, for_state__in=own.values("state_id"))
        members = StateStanding.objects.on(timezone.localdate()).filter(standing=Standing.MEMBER)
        if own.filter(state__standings__in=members).exists():
            return issued.filter(Q(definition__audience=Audience.ALL_MEMBERS) | to_my_state)
        return issued.filter(to_my_state)


class Edition(EditionWork, WorkRow):
    """A report whose facts (`content`) are frozen when it is composed, and final when it is signed off."""

    TASK: ClassVar[str] = "reports.compose_edition"
    WORK: ClassVar[WorkStates] = WorkStates(EditionState.DUE, EditionState.COMPOSING, EditionState.STOPPED)

    definition = models.ForeignKey(Definition, models.PROTECT, related_name="editions")
    period = models.ForeignKey(Period, models.PROTECT, related_name="editions")
    revision = models.PositiveSmallIntegerField(_("revision"), default=0)
    state = models.CharField(_("state"), max_length=12, choices=EditionState.choices, default=EditionState.DUE)
    content = models.JSONField(_("content"), null=True, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    introductions = models.JSONField(
        _("introductions"), default=dict, blank=True, help_text=_("For each language, the paragraphs of section I.")
    )
    touches_sample = models.BooleanField(
        default=False, help_text=_("Any sample data in its content or, before composing, in its period.")
    )
    template_version = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    composed_at = models.DateTimeField(null=True, blank=True)
    signed_off_at = models.DateTimeField(_("signed off at"), null=True, blank=True)
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="signed_off_editions"
    )
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    for_state = models.ForeignKey(State, models.PROTECT, null=True, blank=True, related_name="editions")

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-period__ends_on", "definition__code", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["definition", "period", "revision"],
                name="one_edition_of_a_definition_for_a_period_and_revision",
            ),
            models.CheckConstraint(condition=Q(state__in=EditionState.values), name="edition_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["awaiting", "signed_off", "issued"])
                | (Q(content__isnull=False, composed_at__isnull=False) & ~Q(content_sha256="")),
                name="composed_edition_has_its_content",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["signed_off", "issued"], signed_off_at__isnull=False, signed_off_by__isnull=False
                )
                | (~Q(state__in=["signed_off", "issued"]) & Q(signed_off_at__isnull=True, signed_off_by__isnull=True)),
                name="signed_off_edition_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(state="issued", issued_at__isnull=False) | (~Q(state="issued") & Q(issued_at__isnull=True)),
                name="issued_edition_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.definition.code} {self.period.code} revision {self.revision}"

    def get_absolute_url(self) -> str:
        return reverse("edition", args=[self.pk])

    @property
    def edition_concerned(self) -> Edition:
        return self


def rendition_path(rendition: Rendition, filename: str) -> str:
    """Where a rendition's PDF is filed under MEDIA_ROOT."""
    return f"renditions/{rendition.edition_id}/{filename}"


class RenditionQuerySet(models.QuerySet["Rendition"]):
    """Renditions, as one person may see them."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those of the editions one may see; a delegate sees those for all, and those for their own State."""
        seen = self.filter(edition__in=Edition.objects.visible_to(user))
        if isinstance(user, User) and user.role == Role.DELEGATE:
            own = Delegation.objects.filter(user=user).values("state_id")
            return seen.filter(Q(for_state__isnull=True) | Q(for_state__in=own))
        return seen


class Rendition(EditionWork, WorkRow):
    """One PDF of an edition: a language and a scope (all Members, or one State)."""

    TASK: ClassVar[str] = "reports.render_rendition"
    WORK: ClassVar[WorkStates] = WorkStates(RenditionState.PENDING, RenditionState.RENDERING, RenditionState.STOPPED)

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="renditions")
    language = models.CharField(_("language"), max_length=5)
    for_state = models.ForeignKey(State, models.PROTECT, null=True, blank=True, related_name="renditions")
    state = models.CharField(_("state"), max_length=10, choices=RenditionState.choices, default=RenditionState.PENDING)
    file = models.FileField(_("file"), upload_to=rendition_path, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(_("bytes"), null=True, blank=True)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    rendered_at = models.DateTimeField(null=True, blank=True)

    objects = RenditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        ordering = ["edition", "language", "for_state"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "language", "for_state"], name="one_rendition_in_each_language_for_a_state"
            ),
            models.UniqueConstraint(
                fields=["edition", "language"],
                condition=Q(for_state__isnull=True),
                name="one_rendition_in_each_language_for_all",
            ),
            models.CheckConstraint(condition=Q(state__in=RenditionState.values), name="rendition_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state="rendered") | (~Q(sha256="") & ~Q(file="") & Q(rendered_at__isnull=False)),
                name="rendered_rendition_has_its_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} [{self.language}]"

    @property
    def edition_concerned(self) -> Edition:
        return self.edition
