"""Under which programme or project it was done: who pays for it, where it works, and what it may cost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Upper
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from iomtrack.accounts.models import User
from objectives.enums import BudgetKind, ProgrammeStatus, WordingLanguage
from objectives.hierarchy import all_below
from objectives.models.naming import in_language, readers_language
from objectives.models.office import Office
from objectives.models.programme_parts import WHOLE
from objectives.models.state import State
from objectives.permissions import Capability, may

LETTERS_OF_A_CURRENCY = 3  # ISO 4217
RETIRED = Q(status=ProgrammeStatus.RETIRED)


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Programmes, as one person may see them, and as they can be chosen."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whoever may see the record sees every programme; a delegate none."""
        return self if may(user, Capability.VIEW_RECORD) else self.none()

    def on_offer(self) -> Self:
        """Those that can be chosen for something new: active ones, and proposed ones until they are decided on."""
        return self.exclude(RETIRED)

    def counted_with(self, programme: Programme) -> Self:
        """A programme and all that were merged into it: their entries are counted with its own."""
        return self.filter(Q(pk=programme.pk) | Q(merged_into=programme))

    def keys_below(self, programme: Programme) -> list[int]:
        """The keys of a programme, of all that stand below it, and of what was merged into any of these. A merged one
        stands where the one that stays does. One query, at once."""
        return keys_below(programme, self.order_by().values_list("pk", "parent", "merged_into"))


def keys_below(programme: Programme, rows: Iterable[tuple[int, int | None, int | None]]) -> list[int]:
    """The same, of all programmes that there are: (key, parent, merged into)."""
    all_rows = list(rows)
    parents = {pk: parent for pk, parent, merged in all_rows if merged is None}
    wanted = {programme.pk, *all_below(parents, programme.pk)}
    return sorted(wanted | {pk for pk, _parent, merged in all_rows if merged in wanted})


class Programme(models.Model):
    """A programme or project. One that history names is retired or merged, never deleted.

    Programmes stand below others without a circle, in few levels: the actions see to that (`objectives.hierarchy`),
    one at a time, and the database refuses a circle (migration 0047).
    """

    code = models.CharField(_("code"), max_length=40, unique=True)
    iati_identifier = models.CharField(_("IATI identifier"), max_length=120, unique=True, null=True, blank=True)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    language = models.CharField(
        _("language of the title"), max_length=5, choices=WordingLanguage.choices, default=WordingLanguage.ENGLISH
    )
    translations = models.JSONField(
        _("translations"), default=dict, blank=True, help_text=_("For each other language, {title, description}.")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    awaited_parent = models.CharField(  # noqa: DJ001 a column that may be null is added without a new table
        _("part of, not on record yet"),
        max_length=120,
        null=True,
        blank=True,
        help_text=_("The IATI identifier of what its file says it is part of."),
    )
    awaited_parts = models.JSONField(
        _("parts, not on record yet"),
        null=True,
        blank=True,
        help_text=_("The IATI identifiers of what its file says is part of it."),
    )
    stand_in_title = models.CharField(  # noqa: DJ001 as above
        _("title in another language"),
        max_length=200,
        null=True,
        blank=True,
        help_text=_("What its file calls it, in a language of no other title."),
    )
    lead_office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="programmes_led", verbose_name=_("lead office")
    )
    offices = models.ManyToManyField(
        Office, blank=True, related_name="programmes", verbose_name=_("offices that take part")
    )
    countries = models.ManyToManyField(
        State,
        blank=True,
        through="objectives.ProgrammeCountry",
        related_name="programmes",
        verbose_name=_("countries and areas"),
    )
    regions_percentage = models.DecimalField(
        _("share of regions"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("Per cent of what is of no single country."),
    )
    focal_points = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="programmes_answered_for", verbose_name=_("focal points")
    )
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=ProgrammeStatus.choices, default=ProgrammeStatus.ACTIVE
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposed_programmes",
        verbose_name=_("proposed by"),
    )
    proposed_at = models.DateTimeField(_("proposed at"), null=True, blank=True)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    retired_reason = models.CharField(_("why it was retired"), max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    is_sample = models.BooleanField(default=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ProgrammeStatus.values), name="programme_status_is_known"),
            models.CheckConstraint(condition=~Q(code=""), name="programme_has_a_code"),
            models.CheckConstraint(condition=~Q(title=""), name="programme_has_a_title"),
            models.CheckConstraint(
                condition=Q(iati_identifier__isnull=True) | ~Q(iati_identifier=""),
                name="programme_has_an_iati_identifier_or_none",
            ),
            models.CheckConstraint(
                condition=Q(language__in=WordingLanguage.values), name="programme_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="programme_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(regions_percentage__isnull=True)
                | Q(regions_percentage__gte=0, regions_percentage__lte=WHOLE),
                name="share_of_regions_is_a_percentage",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="programme_is_not_its_own_parent"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="programme_is_not_merged_into_itself"),
            models.CheckConstraint(condition=Q(merged_into__isnull=True) | RETIRED, name="merged_programme_is_retired"),
            models.CheckConstraint(
                condition=(RETIRED & Q(retired_on__isnull=False) & ~Q(retired_reason=""))
                | (~RETIRED & Q(retired_on__isnull=True, retired_reason="")),
                name="retired_programme_says_when_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(status=ProgrammeStatus.PROPOSED) | Q(proposed_by__isnull=False, proposed_at__isnull=False),
                name="proposed_programme_says_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title_here}"

    def get_absolute_url(self) -> str:
        return reverse("programme", args=[self.code])

    @property
    def title_here(self) -> str:
        """The title in the reader's language, or in English, or in whichever there is."""
        return in_language(self, "title", readers_language())

    @property
    def description_here(self) -> str:
        """The description in the reader's language, or in English, or in whichever there is."""
        return in_language(self, "description", readers_language())


class ProgrammeDonor(models.Model):
    """Who pays for a programme, as its agreement names them."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="donors")
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("donor"), max_length=200)
    iati_ref = models.CharField(_("IATI organization identifier"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("donor")
        verbose_name_plural = _("donors")
        ordering = ["programme", "position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="a_programme_names_a_donor_once"),
            models.CheckConstraint(condition=~Q(name=""), name="donor_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeBudget(models.Model):
    """What a programme may cost over some days. A revised one stands in the place of the original of the same days.

    What counts is reckoned in one place: `objectives.queries.budgets`.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="budgets")
    kind = models.CharField(_("kind"), max_length=8, choices=BudgetKind.choices, default=BudgetKind.ORIGINAL)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, help_text=_("ISO 4217."))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        verbose_name = _("budget")
        verbose_name_plural = _("budgets")
        ordering = ["programme", "starts_on", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "starts_on", "ends_on"], name="one_budget_of_each_kind_for_the_same_days"
            ),
            models.CheckConstraint(condition=Q(kind__in=BudgetKind.values), name="budget_kind_is_known"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="budget_is_not_below_zero"),
            models.CheckConstraint(
                condition=Q(currency=Upper("currency")) & Q(Exact(Length("currency"), LETTERS_OF_A_CURRENCY)),
                name="budget_currency_is_three_capitals",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="budget_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.amount} ({self.get_kind_display()}, {self.starts_on} – {self.ends_on})"
