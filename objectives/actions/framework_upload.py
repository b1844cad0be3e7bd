"""Keeping an uploaded framework file between its check and its loading."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from iomtrack.accounts.models import User
from objectives.models import AuditEvent, Framework, FrameworkUpload
from objectives.permissions import Capability, require

KEPT = timedelta(days=1)  # what nobody said yes to by then is thrown away
LONGEST_NAME = 200


@transaction.atomic
def hold_upload(*, name: str, content: bytes, by: User) -> FrameworkUpload:
    """Keep a checked file until it is loaded. Files that have waited for a day go."""
    require(by, Capability.MANAGE_FRAMEWORKS)
    FrameworkUpload.objects.filter(framework=None, at__lt=timezone.now() - KEPT).delete()
    upload = FrameworkUpload.objects.create(name=name[-LONGEST_NAME:], content=content, by=by)
    facts = {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    AuditEvent.objects.record(by=by, action="framework.upload", on=upload, after=facts)
    return upload


def mark_loaded(*, upload: FrameworkUpload, framework: Framework, by: User) -> None:
    """Say what an upload became, and let its content go. The load itself is in the audit, in the same transaction."""
    require(by, Capability.MANAGE_FRAMEWORKS)
    upload.framework, upload.content = framework, b""
    upload.save(update_fields=["framework", "content"])
