"""A strategy, the elements it is made of, and how they descend from those of an earlier one."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from objectives.enums import KIND_PLURALS, ElementKind, FrameworkStatus, LineageKind
from objectives.models.disaggregation import Dimension


class Framework(models.Model):
    """One adopted strategy, known by its document symbol (MC/INF/274)."""

    symbol = models.CharField(_("document symbol"), max_length=60, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("original language"), max_length=35, default="en")
    status = models.CharField(
        _("status"), max_length=12, choices=FrameworkStatus.choices, default=FrameworkStatus.DRAFT
    )
    translations = models.JSONField(
        _("translations of the title"),
        default=dict,
        blank=True,
        help_text=_("For each language but the original, {title, official}: official says whose translation it is."),
    )
    issued_on = models.DateField(_("date of the document"))
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_by = models.CharField(_("adopted by"), max_length=200, blank=True)
    session = models.CharField(_("session"), max_length=120, blank=True)
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name=_("supersedes")
    )
    passages = models.JSONField(
        _("passages of its mandate"),
        default=list,
        blank=True,
        help_text=_("A list of {heading, symbol, paragraph, text}, quoted word for word."),
    )
    chapeaux = models.JSONField(
        _("lead-in of each kind"),
        default=dict,
        blank=True,
        help_text=_("For each kind of element, {text, paragraph}: the words that introduce the list."),
    )
    dimensions = models.ManyToManyField(
        Dimension,
        blank=True,
        related_name="frameworks",
        verbose_name=_("dimensions"),
        help_text=_(
            "Those that a file of it has described, so that they come out with it though no indicator uses them."
        ),
    )

    class Meta:
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=FrameworkStatus.values), name="framework_status_is_known"),
        ]

    def __str__(self) -> str:
        return self.symbol

    def get_absolute_url(self) -> str:
        return reverse("framework", args=[self.slug])


class Element(models.Model):
    """One trackable thing in a framework, with its official wording."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="elements")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.CharField(_("kind"), max_length=20, choices=ElementKind.choices)
    code = models.CharField(_("code"), max_length=20)
    position = models.PositiveSmallIntegerField(_("position"))
    label = models.CharField(_("short name"), max_length=160)
    wording = models.TextField(_("official wording"))
    source_symbol = models.CharField(_("source document"), max_length=60)
    source_paragraph = models.CharField(_("source paragraph"), max_length=40)
    translations = models.JSONField(
        _("translations"),
        default=dict,
        blank=True,
        help_text=_("For each language but the original, {label, wording, official}."),
    )
    footnotes = models.JSONField(
        _("footnotes"), default=list, blank=True, help_text=_("A list of {mark, text}, word for word.")
    )
    restatements = models.JSONField(
        _("restated elsewhere"),
        default=list,
        blank=True,
        help_text=_("A list of {symbol, paragraph, wording}: where a later document words it anew."),
    )

    class Meta:
        verbose_name = _("element")
        verbose_name_plural = _("elements")
        ordering = ["framework", "position"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="element_code_is_unique_in_its_framework"),
            models.UniqueConstraint(
                fields=["framework", "position"], name="element_position_is_unique_in_its_framework"
            ),
            models.CheckConstraint(condition=Q(kind__in=ElementKind.values), name="element_kind_is_known"),
            models.CheckConstraint(condition=~Q(wording=""), name="element_has_a_wording"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="element_is_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("element", args=[self.framework.slug, self.code])

    @property
    def kind_plural(self) -> str:
        """The name of a list of its kind: "Objectives"."""
        return str(KIND_PLURALS[ElementKind(self.kind)])

    @property
    def source(self) -> str:
        """Where the wording stands: "MC/INF/274, paragraph 28"."""
        return _("%(symbol)s, paragraph %(paragraph)s") % {
            "symbol": self.source_symbol,
            "paragraph": self.source_paragraph,
        }


class LineageQuerySet(models.QuerySet["Lineage"]):
    """Threads between frameworks."""

    def standing(self) -> Self:
        """Those that hold today: not the threads to a framework that is still a draft."""
        return self.filter(
            Q(descendant__isnull=True) | ~Q(descendant__framework__status=FrameworkStatus.DRAFT),
            Q(discontinued_in__isnull=True) | ~Q(discontinued_in__status=FrameworkStatus.DRAFT),
        )

    def into(self, framework: Framework) -> Self:
        """The threads that a framework states: where its elements come from, and what it discontinues.

        One that names no framework is stated by whichever supersedes its ancestor's.
        """
        unnamed = Q(kind=LineageKind.DISCONTINUED, discontinued_in=None)
        return self.filter(
            Q(descendant__framework=framework)
            | Q(discontinued_in=framework)
            | (unnamed & Q(ancestor__framework_id=framework.supersedes_id))
        )


class Lineage(models.Model):
    """One thread between an element and one of an earlier framework.

    "New" has no ancestor, "discontinued" no descendant; every other kind has both. An element merged from two
    has two rows.
    """

    descendant = models.ForeignKey(Element, models.PROTECT, null=True, blank=True, related_name="ancestry")
    ancestor = models.ForeignKey(Element, models.PROTECT, null=True, blank=True, related_name="succession")
    kind = models.CharField(_("kind"), max_length=14, choices=LineageKind.choices)
    discontinued_in = models.ForeignKey(
        Framework, models.PROTECT, null=True, blank=True, related_name="discontinuations", verbose_name=_("left out of")
    )
    note = models.TextField(_("what changed"), blank=True)
    source_symbol = models.CharField(_("source document"), max_length=60, blank=True)
    source_paragraph = models.CharField(_("source paragraph"), max_length=40, blank=True)

    objects = LineageQuerySet.as_manager()

    class Meta:
        verbose_name = _("lineage")
        verbose_name_plural = _("lineage")
        ordering = ["ancestor__position", "descendant__position"]
        constraints = [
            models.UniqueConstraint(fields=["descendant", "ancestor"], name="one_thread_between_two_elements"),
            models.CheckConstraint(condition=Q(kind__in=LineageKind.values), name="lineage_kind_is_known"),
            models.CheckConstraint(
                condition=(
                    Q(kind="new", ancestor__isnull=True, descendant__isnull=False)
                    | Q(kind="discontinued", descendant__isnull=True, ancestor__isnull=False)
                    | (~Q(kind__in=["new", "discontinued"]) & Q(ancestor__isnull=False, descendant__isnull=False))
                ),
                name="lineage_ends_fit_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(discontinued_in__isnull=True) | Q(kind="discontinued"),
                name="only_what_is_discontinued_is_left_out",
            ),
            models.UniqueConstraint(
                fields=["ancestor", "discontinued_in"], name="an_element_is_discontinued_once_in_a_framework"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ancestor or '–'} → {self.descendant or '–'} ({self.kind})"
