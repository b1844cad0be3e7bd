"""Who receives reports, and what became of each one sent."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from iomtrack.work.letters import Letter
from objectives.enums import OfficialLanguage
from objectives.models import State
from reports.models.edition import Edition, Rendition
from reports.models.work import EditionWork


class Recipient(models.Model):
    """An address that reports go to, for a State. `user` is set where the same person signs in to the portal."""

    state = models.ForeignKey(State, models.PROTECT, related_name="recipients")
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=5, blank=True, help_text=_("Empty: that of the State."))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="recipients"
    )
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")
        ordering = ["state__name", "name"]
        constraints = [
            models.UniqueConstraint(fields=["state", "email"], name="one_recipient_for_each_address_of_a_state"),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"

    @property
    def language_name(self) -> str:
        """Its own language in words, or "" where it has none."""
        return str(dict(OfficialLanguage.choices).get(self.language, self.language))

    @property
    def reads(self) -> str:
        """The language in which to write to it: its own, or else that of its State."""
        return self.language or self.state.language


class Delivery(EditionWork, Letter):
    """One rendition to one recipient, at the address as it was when the edition was issued."""

    TASK: ClassVar[str] = "reports.send_delivery"

    rendition = models.ForeignKey(Rendition, models.PROTECT, related_name="deliveries")
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="deliveries")
    downloaded_at = models.DateTimeField(_("first downloaded at"), null=True, blank=True)

    class Meta(Letter.Meta):
        abstract = False
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["rendition", "recipient__state__name", "id"]
        constraints = [
            *Letter.Meta.constraints,
            models.UniqueConstraint(
                fields=["rendition", "recipient"], name="one_delivery_of_a_rendition_to_a_recipient"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rendition} → {self.email}"

    @property
    def edition_concerned(self) -> Edition:
        return self.rendition.edition
