"""Starting stopped work again, once an administrator has put right what stopped it."""

from __future__ import annotations

from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from iomtrack.work.queue import wake
from objectives.models import AuditEvent
from reports.models import Delivery, Notice, Rendition
from reports.permissions import Capability, require

Stopped = TypeVar("Stopped", Rendition, Delivery, Notice)


@transaction.atomic
def retry(*, row: Stopped, by: User) -> Stopped:
    """Let stopped work wait for a worker again, its attempts counted anew. An edition is composed again instead.

    Raises ActionError unless it has stopped.
    """
    require(by, Capability.SIGN_OFF)
    model = type(row)
    row = model._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if row.state != model.WORK.stopped:
        raise ActionError(_("Only what has stopped can be started again."))
    before = {"state": row.state, "attempts": row.attempts, "error": row.error}
    row.state, row.attempts, row.error, row.leased_until = model.WORK.waiting, 0, "", None
    row.save()
    AuditEvent.objects.record(
        by=by, action=f"{model._meta.model_name}.retry", on=row, before=before, after={"state": row.state}
    )
    wake(model, row.pk)
    return row
