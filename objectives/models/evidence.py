"""Dated records of what was done or seen, what they contribute to, and the figures they carry."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from objectives.enums import EDITABLE, Answer, DatePrecision, EvidenceStatus, Qualifier, Sensitivity
from objectives.models.disaggregation import Category
from objectives.models.evidence_rows import EvidenceQuerySet
from objectives.models.framework import Element, Framework
from objectives.models.indicator import Indicator
from objectives.models.office import Office
from objectives.models.period import Period, PeriodUnlock
from objectives.models.programme import Programme
from objectives.models.sorting import AsSorted
from objectives.models.state import State
from objectives.models.vocabulary import Term


class Evidence(models.Model):
    """One record. A draft may lack almost anything; what is submitted is complete (the constraints say so)."""

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    external_reference = models.CharField(_("external reference"), max_length=120, unique=True, null=True, blank=True)
    form_token = models.CharField(max_length=120, unique=True, null=True, blank=True)  # the form that it was made by
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="evidence")
    # what is without an index of its own here is the beginning of one below, which does as well
    period = models.ForeignKey(Period, models.PROTECT, null=True, blank=True, related_name="evidence", db_index=False)
    status = models.CharField(_("status"), max_length=10, choices=EvidenceStatus.choices, default=EvidenceStatus.DRAFT)
    title = models.CharField(_("title"), max_length=200, blank=True)
    description = models.TextField(_("what was done"), blank=True)
    beneficiaries = models.CharField(_("who benefited"), max_length=500, blank=True)
    sensitivity = models.CharField(
        _("sensitivity"), max_length=10, choices=Sensitivity.choices, default=Sensitivity.SHAREABLE
    )
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    date_precision = models.CharField(max_length=6, choices=DatePrecision.choices, default=DatePrecision.DAY)
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="evidence", db_index=False)
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # evidence_of_programme begins with it
        related_name="evidence",
        verbose_name=_("programme"),
    )
    countries = models.ManyToManyField(
        State, blank=True, related_name="evidence", verbose_name=_("countries and areas")
    )
    terms = models.ManyToManyField(Term, blank=True, related_name="evidence", verbose_name=_("themes"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="evidence", db_index=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    unlock = models.ForeignKey(
        PeriodUnlock,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name=_("came late by"),
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="reviewed_evidence"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("corrects")
    )
    is_sample = models.BooleanField(default=False)
    edit_number = models.PositiveIntegerField(default=0)  # counts saves, so that two editors at once are told

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["-ends_on", "-id"]
        indexes = [
            models.Index(fields=["status", "submitted_at"], name="evidence_queue"),
            models.Index(fields=["period", "status", "author"], name="evidence_of_period"),
            # with what tells whether a person may see it, so that PostgreSQL counts and finds without the records
            models.Index(fields=["office", "status"], include=["author", "id"], name="evidence_of_office"),
            models.Index(
                fields=["office", "period", "status", "id"], include=["author"], name="evidence_of_office_in_period"
            ),
            models.Index(
                fields=["programme", "period", "status", "id"],
                include=["office", "author"],
                name="evidence_of_programme",
            ),
            models.Index(fields=["author", "status"], include=["office", "id"], name="evidence_of_author"),
            models.Index(fields=["-ends_on", "-id"], name="evidence_by_date"),
            models.Index(fields=["updated_at", "id"], name="evidence_by_change"),
            # each order of the list with the key as its last word, so that a page is read from its place in it
            models.Index(AsSorted("title"), "id", name="evidence_by_title"),
            models.Index(fields=["status", "id"], name="evidence_by_status"),
            models.Index(fields=["created_at", "id"], name="evidence_by_entry"),
            models.Index(fields=["submitted_at", "id"], name="evidence_by_submission"),
            # and with the status, as to those without an office or programme another index would lead
            models.Index(fields=["office", "id"], include=["status"], name="evidence_by_office"),
            models.Index(fields=["programme", "id"], include=["status"], name="evidence_by_programme"),
            models.Index(fields=["period", "id"], name="evidence_by_period"),
            models.Index(fields=["author", "id"], name="evidence_by_author"),
            models.Index(fields=["period", "-ends_on", "-id"], name="evidence_of_period_by_date"),
            models.Index(fields=["status", "-ends_on", "-id"], name="evidence_of_status_by_date"),
            models.Index(fields=["sensitivity", "-ends_on", "-id"], name="sensitive_evidence_by_date"),
            models.Index(fields=["office", "-ends_on", "-id"], name="evidence_of_office_by_date"),
            models.Index(fields=["programme", "-ends_on", "-id"], name="evidence_of_programme_by_date"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=EvidenceStatus.values), name="evidence_status_is_known"),
            models.CheckConstraint(condition=Q(sensitivity__in=Sensitivity.values), name="sensitivity_is_known"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="evidence_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "discarded"])
                | (
                    ~Q(title="")
                    & ~Q(description="")
                    & Q(
                        starts_on__isnull=False,
                        ends_on__isnull=False,
                        office__isnull=False,
                        period__isnull=False,
                        submitted_at__isnull=False,
                    )
                ),
                name="submitted_evidence_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "returned", "withdrawn", "taken_over"])
                | Q(reviewer__isnull=False, reviewed_at__isnull=False),
                name="reviewed_evidence_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True) | ~Q(reviewer=F("author")), name="nobody_reviews_their_own_evidence"
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(status__in=["accepted", "withdrawn"]),
                name="a_correction_counts_nowhere_itself",
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(status__in=["draft", "submitted", "returned"]),
                name="one_correction_of_an_entry_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("evidence", args=[self.reference])

    @property
    def status_label(self) -> str:
        """Its status in words; a tenth of what `get_status_display` costs, which a long list would pay for each row."""
        return str(EvidenceStatus(self.status).label)

    @property
    def is_editable(self) -> bool:
        """Whether its status lets its author change it."""
        return self.status in EDITABLE


class Contribution(models.Model):
    """That a record serves an element, and how, in one line."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="contributions", db_index=False)
    element = models.ForeignKey(Element, models.PROTECT, related_name="contributions", db_index=False)
    how = models.CharField(_("how it served it"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["element__position"]
        indexes = [models.Index(fields=["element", "evidence"], name="contribution_of_element")]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "element"], name="one_contribution_for_each_element"),
        ]

    def __str__(self) -> str:
        return f"{self.evidence} → {self.element.code}"


class Figure(models.Model):
    """What a record says of an indicator: a number, or that there is none and why.

    No row is "not reported" too; neither that nor "not applicable" is ever 0.
    """

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="figures", db_index=False)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="figures", db_index=False)
    answer = models.CharField(_("answer"), max_length=14, choices=Answer.choices, default=Answer.VALUE)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4, null=True, blank=True)
    qualifier = models.CharField(max_length=6, choices=Qualifier.choices, default=Qualifier.EXACT)
    is_confirmed = models.BooleanField(
        _("confirmed"),
        default=False,
        help_text=_("Its author said that it is right, though it dwarfs all that is known."),
    )

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["indicator__element__position", "indicator__position", "id"]
        indexes = [models.Index(fields=["indicator", "evidence"], name="figure_of_indicator")]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "indicator"], name="one_figure_for_each_indicator"),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="figure_answer_is_known"),
            models.CheckConstraint(
                condition=Q(answer="value", value__isnull=False) | (~Q(answer="value") & Q(value__isnull=True)),
                name="figure_has_a_value_or_says_why_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code}: {self.value}"


class FigurePart(models.Model):
    """The part of a figure that falls to one category. Those of a dimension add up where `Indicator.parts_add_up`."""

    figure = models.ForeignKey(Figure, models.CASCADE, related_name="parts")
    category = models.ForeignKey(Category, models.PROTECT, related_name="parts")
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)

    class Meta:
        verbose_name = _("part of a figure")
        verbose_name_plural = _("parts of figures")
        ordering = ["category__dimension__position", "category__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["figure", "category"], name="one_part_for_each_category"),
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.value}"


class Source(models.Model):
    """Where a record can be checked: a document symbol with its paragraph, or an address."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="sources")
    citation = models.CharField(_("document"), max_length=300, blank=True)
    paragraph = models.CharField(_("paragraph or footnote"), max_length=60, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(citation="") | ~Q(url=""), name="source_is_a_document_or_an_address"),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.citation, self.paragraph, self.url) if part)


class ReferenceCounter(models.Model):
    """The last number given out for a year, so that references (EV-2026-0001) never repeat."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
