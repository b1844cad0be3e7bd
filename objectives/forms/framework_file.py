"""Choosing a framework file to load."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iomtrack.accounts.sheets import Sheet

ENDINGS = (".yaml", ".yml", ".json", ".txt")
MAX_BYTES = 10_000_000


class FrameworkFileForm(Sheet):
    """One framework file, as docs/reference/framework-file.md describes it."""

    file = forms.FileField(
        label=gettext_lazy("Framework file"),
        help_text=gettext_lazy("YAML or JSON in UTF-8, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty. Choose another."),
        },
    )

    def clean_file(self) -> Any:
        file: UploadedFile = self.cleaned_data["file"]
        name = file.name or ""
        if not name.lower().endswith(ENDINGS):
            message = _("“%(name)s” is no framework file. Choose one that ends in .yaml, .yml or .json.")
            raise forms.ValidationError(message % {"name": name})
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(_("“%(name)s” is larger than 10 MB.") % {"name": name})
        return file
