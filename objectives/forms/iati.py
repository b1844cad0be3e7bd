"""Choosing an IATI activity file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iomtrack.accounts.sheets import Sheet
from objectives.forms.once import OnceField


class IatiFileForm(Sheet):
    """One activity file. What is in it is told by reading it, and not by its name."""

    form_key = OnceField()
    file = forms.FileField(
        label=gettext_lazy("IATI activity file"),
        help_text=gettext_lazy("XML of IATI 2.01 to 2.03, as your organization publishes it; up to 50 MB."),
        widget=forms.FileInput(attrs={"accept": ".xml"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty. Choose another."),
        },
    )

    def clean_file(self) -> Any:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.IATI_MOST_BYTES:
            most = settings.IATI_MOST_BYTES // 1024 // 1024
            message = _("“%(name)s” is larger than %(most)s MB. The operator of the site can load it by a command.")
            raise forms.ValidationError(message % {"name": file.name, "most": most})
        return file
