"""What a programme has several of: countries with their shares, and documents that can be read elsewhere."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from objectives.document_categories import DocumentCategory
from objectives.models.naming import in_language, readers_language
from objectives.models.state import State

WHOLE = 100  # per cent


class ProgrammeCountry(models.Model):
    """A country or area where a programme works, and its share of what the programme spends, where it is known.

    Shares of a programme, that of regions with them, come to 100 per cent: the actions see to that.
    """

    programme = models.ForeignKey("objectives.Programme", models.CASCADE, related_name="places")
    state = models.ForeignKey(State, models.CASCADE, related_name="+", verbose_name=_("country or area"))
    percentage = models.DecimalField(
        _("share"), max_digits=7, decimal_places=4, null=True, blank=True, help_text=_("Per cent.")
    )

    class Meta:
        verbose_name = _("country of a programme")
        verbose_name_plural = _("countries of programmes")
        db_table = "objectives_programme_countries"  # which it had before it kept shares
        ordering = ["programme", "state__name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "state"], name="a_programme_names_a_country_once"),
            models.CheckConstraint(
                condition=Q(percentage__isnull=True) | Q(percentage__gte=0, percentage__lte=WHOLE),
                name="share_of_a_country_is_a_percentage",
            ),
        ]

    def __str__(self) -> str:
        return str(self.state)


class ProgrammeDocument(models.Model):
    """A document about a programme, where it can be read. It is linked to, and not kept."""

    programme = models.ForeignKey("objectives.Programme", models.CASCADE, related_name="documents")
    position = models.PositiveSmallIntegerField(_("position"))
    url = models.URLField(_("address"), max_length=500)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language of the title"), max_length=20, default="en", help_text=_("BCP 47."))
    translations = models.JSONField(
        _("translations"), default=dict, blank=True, help_text=_("For each other language, {title, description}.")
    )
    description = models.TextField(_("description"), blank=True)
    categories = models.CharField(
        _("kinds"), max_length=150, help_text=_("Codes of IATI’s list DocumentCategory, with a space between them.")
    )
    media_type = models.CharField(_("format"), max_length=120, blank=True, help_text=_("A media type: text/html."))
    languages = models.CharField(
        _("languages of the document"), max_length=120, blank=True, help_text=_("ISO 639-1, with a space between them.")
    )
    dated_on = models.DateField(_("date"), null=True, blank=True)

    class Meta:
        verbose_name = _("document of a programme")
        verbose_name_plural = _("documents of programmes")
        ordering = ["programme", "position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "url"], name="a_programme_names_a_document_once"),
            models.CheckConstraint(condition=~Q(title=""), name="document_has_a_title"),
            models.CheckConstraint(condition=~Q(categories=""), name="document_is_of_some_kind"),
            models.CheckConstraint(
                condition=Q(url__startswith="https://") | Q(url__startswith="http://"), name="document_is_on_the_web"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title_here(self) -> str:
        """The title in the reader's language, or in English, or in whichever there is."""
        return in_language(self, "title", readers_language())

    @property
    def description_here(self) -> str:
        """The description in the reader's language, or in English, or in whichever there is."""
        return in_language(self, "description", readers_language())

    @property
    def kinds(self) -> list[str]:
        """What it is, in words."""
        known = dict(DocumentCategory.choices)
        return [str(known.get(one, one)) for one in self.categories.split()]
