"""The alternative for moving evidence in and out: django-import-export, tuned as its documentation advises.

In: bulk, no differences, known entries looked up at once, one transaction. It fills in the record's own columns alone;
elements, figures and sources, which it can only write one by one, it leaves out. Out: with what is joined read at once.
"""

from itertools import count
from typing import Any

from import_export.fields import Field
from import_export.instance_loaders import CachedInstanceLoader
from import_export.resources import ModelResource
from import_export.widgets import ForeignKeyWidget
from tablib import Dataset

from objectives.models import Evidence, Office

OWN = ("external_reference", "title", "description", "starts_on", "ends_on", "office")
OUT = (
    "reference", "external_reference", "framework__symbol", "period__code", "status", "title", "description",
    "beneficiaries", "sensitivity", "starts_on", "ends_on", "office__code", "office__name", "programme__code",
    "author__name", "created_at", "submitted_at", "reviewer__name", "reviewed_at",
)  # fmt: skip


class EvidenceIn(ModelResource):
    """Drafts of a person, under a framework."""

    office = Field(attribute="office", column_name="office", widget=ForeignKeyWidget(Office, "code"))

    class Meta:
        model = Evidence
        fields = OWN
        import_id_fields = ("external_reference",)
        instance_loader_class = CachedInstanceLoader
        use_bulk = True
        batch_size = 1000
        skip_diff = True
        use_transactions = True

    def __init__(self, **owner: Any) -> None:
        super().__init__()
        self.owner, self.numbers = owner, count(1)

    def before_save_instance(self, instance: Evidence, row: Any, **kwargs: Any) -> None:
        for name, value in self.owner.items():
            setattr(instance, name, value)
        instance.reference = f"IE-{next(self.numbers)}"


class EvidenceOut(ModelResource):
    """The columns that `bench_export.plain` writes too."""

    class Meta:
        model = Evidence
        fields = OUT
        export_order = OUT


def brought_in(data: bytes, form: str, **owner: Any) -> int:
    """Read a file by tablib, and import it; how many records are new."""
    rows = Dataset().load(data if form == "xlsx" else data.decode(), format=form)
    result = EvidenceIn(**owner).import_data(rows, raise_errors=True, use_transactions=True)
    return int(result.totals["new"])


def taken_out(rows: int, form: str) -> Any:
    """The first records, as a file."""
    entries = Evidence.objects.select_related("framework", "period", "office", "programme", "author", "reviewer")
    return EvidenceOut().export(entries.order_by("pk")[:rows]).export(form)
