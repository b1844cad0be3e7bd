"""The judgement of one element for one period, its words in each language, and how it came about."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.models import User
from objectives.enums import AssessmentStatus, Basis, Continuation, Finding, Measurability
from objectives.models.framework import Element
from objectives.models.period import Period
from objectives.permissions import Capability, may


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Assessments, as one person may see them."""

    def approved(self) -> Self:
        """What counts on screens and in reports: approved assessments alone."""
        return self.filter(status=AssessmentStatus.APPROVED)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Who may write them sees all; focal points see those of their elements; staff see what is approved."""
        if may(user, Capability.WRITE_ASSESSMENT):
            return self
        if isinstance(user, User) and may(user, Capability.VIEW_RECORD):
            own = FocalPoint.objects.filter(user=user).values("element_id")
            return self.filter(Q(status=AssessmentStatus.APPROVED) | Q(element__in=own))
        return self.none()


class Assessment(models.Model):
    """Finding, measurability and continuation; each says whether it was judged of this element by name.

    A draft may lack anything; what is submitted is complete. A blank measurability or continuation means that the
    judgement was not made, and is shown as a gap.
    """

    element = models.ForeignKey(Element, models.PROTECT, related_name="assessments")
    period = models.ForeignKey(Period, models.PROTECT, related_name="assessments")
    status = models.CharField(
        _("status"), max_length=10, choices=AssessmentStatus.choices, default=AssessmentStatus.DRAFT
    )
    finding = models.CharField(_("finding"), max_length=24, choices=Finding.choices, blank=True)
    finding_basis = models.CharField(max_length=8, choices=Basis.choices, default=Basis.SPECIFIC)
    measurability = models.CharField(_("measurability"), max_length=14, choices=Measurability.choices, blank=True)
    measurability_basis = models.CharField(max_length=8, choices=Basis.choices, default=Basis.SPECIFIC)
    continuation = models.CharField(_("continuation"), max_length=18, choices=Continuation.choices, blank=True)
    continuation_basis = models.CharField(max_length=8, choices=Basis.choices, default=Basis.SPECIFIC)
    source = models.CharField(_("source"), max_length=200, blank=True)
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField(_("last written at"), default=timezone.now)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    is_sample = models.BooleanField(default=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["period", "element__position"]
        constraints = [
            models.UniqueConstraint(fields=["element", "period"], name="one_assessment_of_an_element_in_a_period"),
            models.CheckConstraint(condition=Q(status__in=AssessmentStatus.values), name="assessment_status_is_known"),
            models.CheckConstraint(
                condition=Q(finding="") | Q(finding__in=Finding.values), name="assessment_finding_is_known"
            ),
            models.CheckConstraint(
                condition=Q(measurability="") | Q(measurability__in=Measurability.values),
                name="assessment_measurability_is_known",
            ),
            models.CheckConstraint(
                condition=Q(continuation="") | Q(continuation__in=Continuation.values),
                name="assessment_continuation_is_known",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | ~Q(finding=""), name="submitted_assessment_has_a_finding"
            ),
            models.CheckConstraint(
                condition=Q(status="draft", submitted_by__isnull=True, submitted_at__isnull=True)
                | (~Q(status="draft") & Q(submitted_by__isnull=False, submitted_at__isnull=False)),
                name="submitted_assessment_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(status="approved", approved_by__isnull=False, approved_at__isnull=False)
                | (~Q(status="approved") & Q(approved_by__isnull=True, approved_at__isnull=True)),
                name="approved_assessment_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("submitted_by")),
                name="nobody_approves_their_own_assessment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.element.code} {self.period.code}: {self.finding or self.status}"

    @property
    def is_draft(self) -> bool:
        """Whether its words can still be changed."""
        return self.status == AssessmentStatus.DRAFT

    @property
    def is_approved(self) -> bool:
        return self.status == AssessmentStatus.APPROVED


class AssessmentText(models.Model):
    """The words of an assessment in one language, so that saving one never touches another."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5)
    narrative = models.TextField(_("narrative"), blank=True)
    challenges = models.TextField(_("challenges"), blank=True)

    class Meta:
        verbose_name = _("assessment text")
        verbose_name_plural = _("assessment texts")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "language"], name="one_assessment_text_in_each_language"),
            models.CheckConstraint(
                condition=~Q(narrative="") | ~Q(challenges=""), name="assessment_text_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment} [{self.language}]"


class AssessmentVersion(models.Model):
    """An assessment as one person saved it: its judgement, and its words in the language they wrote in.

    `content` holds what `objectives.actions.assessment.AssessmentInput` holds. Rows are added and never changed.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=5)
    content = models.JSONField(_("what it said"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version of an assessment")
        verbose_name_plural = _("versions of assessments")
        ordering = ["assessment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="assessment_version_has_its_own_number"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}, version {self.number}"


class AssessmentDecision(models.Model):
    """One move of an assessment from a status to the next: who, when, and the reason given."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="decisions")
    before = models.CharField(max_length=10, choices=AssessmentStatus.choices)
    after = models.CharField(max_length=10, choices=AssessmentStatus.choices)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("decision on an assessment")
        verbose_name_plural = _("decisions on assessments")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(after="draft") | ~Q(reason=""), name="return_and_reopening_have_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}: {self.before} → {self.after}"


class FocalPoint(models.Model):
    """A person who answers for an element: writes its assessments, and is reminded of what it lacks."""

    element = models.ForeignKey(Element, models.CASCADE, related_name="focal_points")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="focal_points")

    class Meta:
        verbose_name = _("focal point")
        verbose_name_plural = _("focal points")
        ordering = ["element__position", "user__name"]
        constraints = [
            models.UniqueConstraint(fields=["element", "user"], name="one_is_focal_point_of_an_element_once"),
        ]

    def __str__(self) -> str:
        return f"{self.element.code}: {self.user}"
