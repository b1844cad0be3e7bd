"""How the official wording of an element in force was changed: by decision, with a reason, and nothing lost."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from objectives.models.framework import Element


class Amendment(models.Model):
    """One change of an element's wording in one language.

    The wording of a day is the element's own, but for amendments that took effect after it: then it is what the
    earliest of those replaced (`objectives.queries.wording`).
    """

    element = models.ForeignKey(Element, models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField(_("number"))
    language = models.CharField(_("language"), max_length=35)
    effective_on = models.DateField(_("takes effect on"))
    before = models.TextField(_("wording before"))
    after = models.TextField(_("wording after"))
    reason = models.TextField(_("reason"))
    source_symbol = models.CharField(_("document of the decision"), max_length=60, blank=True)
    source_paragraph = models.CharField(_("paragraph of the decision"), max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["element", "number"]
        constraints = [
            models.UniqueConstraint(fields=["element", "number"], name="amendment_number_is_unique_in_its_element"),
            models.CheckConstraint(condition=~Q(reason=""), name="amendment_has_a_reason"),
            models.CheckConstraint(condition=~Q(before=""), name="amendment_keeps_the_wording_before"),
            models.CheckConstraint(condition=~Q(after=""), name="amendment_has_a_wording_after"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="amendment_changes_the_wording"),
        ]

    def __str__(self) -> str:
        return f"{self.element.code}, amendment {self.number}"

    @property
    def source(self) -> str:
        """Where the decision stands: "MC/2180, paragraph 4", or "" where that is not known."""
        if not (self.source_symbol and self.source_paragraph):
            return self.source_symbol
        return _("%(symbol)s, paragraph %(paragraph)s") % {
            "symbol": self.source_symbol,
            "paragraph": self.source_paragraph,
        }
