"""Having the rows of an undone import again: as a new import of the same files, checked as the site is by now."""

from __future__ import annotations

import shutil
from tempfile import TemporaryFile
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.translation import gettext as _

from iomtrack.accounts.errors import ActionError
from iomtrack.accounts.models import User
from objectives.actions.imports import upload_once
from objectives.import_enums import ImportState
from objectives.models import ImportBatch
from objectives.permissions import Capability, require

AS_BEFORE = ("framework", "name", "kind", "charset", "landing", "decimal_mark", "corrects")


def bring_again(*, batch: ImportBatch, by: User) -> ImportBatch:
    """A new import of all that an undone one had brought, also where several files had brought it.

    Done once: as long as the new one is neither undone nor thrown away, it is found and no other made. Outside of any
    transaction, as `upload` is. Raises ActionError.
    """
    require(by, Capability.LOG_EVIDENCE)
    if batch.by_id != by.pk:
        raise ActionError(_("Only the person who uploaded a file says what becomes of it."))
    if batch.state != ImportState.UNDONE:
        raise ActionError(_("Only what was undone can be brought again."))
    with TemporaryFile() as copy:
        try:
            with batch.file.open("rb") as kept:
                shutil.copyfileobj(kept, copy)
        except FileNotFoundError as error:
            raise ActionError(_("The file is not in the store any more. Upload it again.")) from error
        how = {name: getattr(batch, name) for name in AS_BEFORE}
        return upload_once(form_key=key_of(batch), by=by, file=copy, **how)


def key_of(batch: ImportBatch) -> UUID:
    """By which the import is known that brings an undone one again, so that it is made once."""
    return uuid5(NAMESPACE_URL, f"import {batch.pk} again")


def brought_again(batch: ImportBatch) -> ImportBatch | None:
    """The import that brings an undone one again, unless it is over itself. A query for each that was made."""
    key, found = key_of(batch), None
    while made := ImportBatch.objects.filter(form_token=f"{batch.by_id}:{key}").first():
        found, key = made, uuid5(key, str(made.pk))
    return found if found is not None and found.state not in (ImportState.UNDONE, ImportState.DROPPED) else None
