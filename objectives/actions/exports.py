"""Taking evidence out: noted at once, and large exports queued, kept for some days, and deleted."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from iomtrack.work.queue import wake
from iomtrack.work.rows import WorkRow
from objectives.actions.attachments import forget
from objectives.exchange_enums import ExportFormat, ExportShape, ExportState
from objectives.models import AuditEvent, ExportJob
from objectives.permissions import Capability, require

MOST_UNDER_WAY = 3  # of one person


@transaction.atomic
def note_export(*, filters: str, form: str, shape: str, by: User) -> None:
    """Note that a person takes evidence out at once, and which. `filters` is the query of the list's address."""
    require(by, Capability.VIEW_RECORD)
    AuditEvent.objects.record(by=by, action="evidence.export", on=by, after=_facts(filters, form, shape))


@transaction.atomic
def request_export(*, filters: str, form: str, shape: str, by: User, with_mark: bool = True) -> ExportJob:
    """Have the worker make an export. The same one that is under way already is given back, and no second is made.

    Raises ActionError where a person has three of them under way.
    """
    require(by, Capability.VIEW_RECORD)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # one request of a person at a time
    asked = {"filters": filters, "form": ExportFormat(form), "shape": ExportShape(shape), "with_mark": with_mark}
    under_way = ExportJob.objects.filter(by=by).under_way()
    if same := under_way.filter(**asked).first():
        return same
    if under_way.count() >= MOST_UNDER_WAY:
        raise ActionError(
            _("%(number)s of your exports are being made. Wait until one is ready.") % {"number": MOST_UNDER_WAY}
        )
    expires_at = timezone.now() + timedelta(days=settings.EXPORT_KEPT_DAYS)
    job = ExportJob.objects.create(by=by, expires_at=expires_at, **asked)
    AuditEvent.objects.record(by=by, action="evidence.export", on=job, after=_facts(filters, form, shape))
    wake(ExportJob, job.pk)
    return job


@transaction.atomic
def remove_export(*, job: ExportJob, by: User) -> None:
    """Delete one's own export before its time. Raises ActionError while the worker has it."""
    require(by, Capability.VIEW_RECORD)
    job = ExportJob.objects.select_for_update(no_key=True).get(pk=job.pk, by=by)
    if job.state == ExportState.MAKING:
        raise ActionError(_("This export is being made. It can be deleted once it is ready."))
    _expire(job)


def expire_exports() -> None:
    """Delete what has been kept for long enough: for the tick."""
    for pk in list(ExportJob.objects.over().values_list("pk", flat=True)):
        with transaction.atomic():
            job = ExportJob.objects.over().select_for_update(no_key=True).filter(pk=pk).first()
            if job is not None:
                _expire(job)


def tell_nobody(row: WorkRow, problem: str) -> None:
    """The page of exports says which could not be made, and why."""


def _expire(job: ExportJob) -> None:
    """Let the file go; that there was an export stays known."""
    kept = job.file.name or ""
    job.state, job.file = ExportState.EXPIRED, ""
    job.save(update_fields=["state", "file"])
    if kept:
        transaction.on_commit(lambda: forget(kept))


def _facts(filters: str, form: str, shape: str) -> dict[str, str]:
    return {"filters": filters, "format": form, "lines": shape}
