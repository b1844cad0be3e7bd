"""A framework file that was uploaded and checked, and waits for a yes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from objectives.models.framework import Framework


class FrameworkUpload(models.Model):
    """One file, byte for byte, between the page that checks it and the page that loads it.

    Once it is loaded, its content goes, and the row says what it became.
    """

    name = models.CharField(_("name of the file"), max_length=200)
    content = models.BinaryField(_("content"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    framework = models.ForeignKey(Framework, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("uploaded framework file")
        verbose_name_plural = _("uploaded framework files")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="framework_upload_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("framework_load_checked", args=[self.pk])

    @property
    def is_loaded(self) -> bool:
        return self.framework_id is not None
