"""Uploading a spreadsheet of evidence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iomtrack.accounts.sheets import Sheet
from objectives.amounts import size_text
from objectives.exchange.spreadsheets.telling import kind_of
from objectives.files.errors import FileRefused
from objectives.forms.once import OnceField
from objectives.import_enums import DecimalMark, ImportLanding
from objectives.models import Framework

CHARSETS = [
    ("", gettext_lazy("Find out")),
    ("utf-8", "UTF-8"),
    ("utf-16", "UTF-16"),
    ("windows-1252", "Windows-1252, Latin-1"),
]


class CorrectionForm(Sheet):
    """A spreadsheet, told by its content. `kind` is known once it is clean."""

    form_key = OnceField()
    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv,.tsv,.txt"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty. Choose another."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = ""
        self.fields["file"].help_text = _("XLSX, ODS or CSV, up to %(size)s and %(rows)s rows.") % {
            "size": size_text(settings.IMPORT_MOST_BYTES),
            "rows": number_format(settings.IMPORT_MOST_ROWS, force_grouping=True),
        }

    def clean_file(self) -> Any:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.IMPORT_MOST_BYTES:
            raise forms.ValidationError(too_large())
        try:
            self.kind = kind_of(file)  # type: ignore[arg-type]
        except FileRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file


def too_large() -> str:
    """What is said of a file beyond the limit."""
    most = size_text(settings.IMPORT_MOST_BYTES)
    return _("The file is larger than %(most)s. Split it into several, and upload them one by one.") % {"most": most}


class ImportForm(CorrectionForm):
    """A spreadsheet, and what becomes of what stands in it."""

    framework = forms.ModelChoiceField(
        label=gettext_lazy("Framework"),
        queryset=Framework.objects.none(),
        to_field_name="slug",
        empty_label=None,
        error_messages={"invalid_choice": gettext_lazy("Choose a framework of the list.")},
    )
    landing = forms.ChoiceField(
        label=gettext_lazy("What the entries become"), choices=ImportLanding.choices, widget=forms.RadioSelect
    )
    decimal_mark = forms.ChoiceField(
        label=gettext_lazy("How numbers are written that stand there as text"),
        choices=DecimalMark.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    charset = forms.ChoiceField(
        label=gettext_lazy("Writing of a CSV file"),
        help_text=gettext_lazy("Change it only where letters with accents come out wrong."),
        choices=CHARSETS,
        required=False,
    )

    field_order = ["framework", "file", "landing", "decimal_mark", "charset"]

    def __init__(self, *args: Any, frameworks: list[Framework], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = Framework.objects.filter(pk__in=[one.pk for one in frameworks])
        self.fields["framework"].queryset = chosen  # type: ignore[attr-defined]
