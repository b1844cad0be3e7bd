"""Uploaded spreadsheets as rows of the database, with a small CSV in the store."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from iomtrack.accounts.models import User
from objectives.models import Framework, ImportBatch, ImportRow
from tests import factories

CSV = b"external_reference,title,office\nX-1,A visit,NBO\nX-2,Another,NO-SUCH\n"


def make(state: str, *, by: User, framework: Framework, rows: int = 2, **fields: Any) -> ImportBatch:
    """An import in a state, with rows as a check has found them: all sound, or the last to put right.

    One that is written has its drafts.
    """
    faulty = state == "faulty"
    batch = ImportBatch(
        framework=framework,
        by=by,
        name="rows.csv",
        kind="csv",
        size=len(CSV),
        sha256=hashlib.sha256(CSV).hexdigest(),
        state=state,
        total=rows,
        done=rows,
        new=rows - faulty,
        refused=int(faulty),
        written_at=timezone.now() if state in ("written", "undone") else None,
        undone_at=timezone.now() if state == "undone" else None,
        **fields,
    )
    batch.file.save("rows.csv", ContentFile(CSV), save=False)
    batch.save()
    entries = [
        factories.EvidenceFactory(framework=framework, author=by, external_reference=f"X-{batch.pk}-{at + 1}")
        for at in range(rows if state == "written" else 0)
    ]
    ImportRow.objects.bulk_create(
        ImportRow(
            batch=batch,
            source=batch,
            position=at,
            line=at + 2,
            reference=f"X-{at + 1}",
            title="A visit",
            outcome="refused" if faulty and at == rows - 1 else "new",
            evidence=entries[at] if entries else None,
            edit_number=entries[at].edit_number if entries else None,
            problems=[["C", "office", "It is not known."]] if faulty and at == rows - 1 else [],
        )
        for at in range(rows)
    )
    return batch
