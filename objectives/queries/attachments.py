"""Attached files: of an entry, one to download, and those that somebody has to look after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core.files import File
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from iomtrack.accounts.models import User
from objectives.enums import ScanState
from objectives.models import Attachment, Evidence, FileLeftOut

NEWS_DAYS = 30  # that an infected file is told of at home


def attachments_of(evidence: Evidence) -> list[Attachment]:
    """What hangs on an entry, in the order that it came in. One query, or none where the entry's page has asked."""
    return [one for one in evidence.attachments.all() if one.removed_at is None]


def corrected_files(correction: Evidence) -> list[Attachment]:
    """The files of the entry that a correction corrects, each with `is_left_out`. One query, or none."""
    if correction.corrects_id is None:
        return []
    left_out = Exists(FileLeftOut.objects.filter(correction=correction, attachment=OuterRef("pk")))
    return list(Attachment.objects.present().filter(evidence=correction.corrects_id).annotate(is_left_out=left_out))


def attachment_for(user: User, reference: str, pk: int) -> Attachment | None:
    """One file of an entry, or None where it does not exist for this person."""
    return (
        Attachment.objects.visible_to(user)
        .filter(evidence__reference=reference, pk=pk)
        .select_related("evidence")
        .first()
    )


def removed_by(user: User, reference: str, pk: int) -> Attachment | None:
    """A file that this person took off an entry that they may see, or None."""
    gone = Attachment.objects.filter(removed_by=user, evidence__in=Evidence.objects.visible_to(user))
    return gone.filter(evidence__reference=reference, pk=pk).select_related("evidence").first()


def open_file(attachment: Attachment) -> File | None:
    """Its bytes, for whoever may see it; None until its scan is over, and where the store does not have it."""
    if not attachment.is_open:
        return None
    try:
        return attachment.file.open("rb")
    except FileNotFoundError:
        return None


def to_look_after() -> QuerySet[Attachment]:
    """Files that were infected, or whose scan has failed or has not come to an end, the newest first."""
    states = [ScanState.INFECTED, ScanState.FAILED, ScanState.WAITING, ScanState.SCANNING]
    return (
        Attachment.objects.present()
        .filter(state__in=states)
        .select_related("evidence", "uploaded_by")
        .order_by("-uploaded_at", "-id")
    )


@dataclass(frozen=True)
class FileNews:
    """Counts for the home page: one's own files that were infected of late, and what administrators look after."""

    own_infected: int
    infected: int
    failed: int


def file_news(user: User) -> FileNews:
    """One query, over the few files that are not clean."""
    fresh = Q(state=ScanState.INFECTED, scanned_at__gte=timezone.now() - timedelta(days=NEWS_DAYS))
    numbers = (
        Attachment.objects.present()
        .filter(state__in=[ScanState.INFECTED, ScanState.FAILED])
        .aggregate(
            own_infected=Count("id", filter=fresh & Q(uploaded_by=user)),
            infected=Count("id", filter=fresh),
            failed=Count("id", filter=Q(state=ScanState.FAILED)),
        )
    )
    return FileNews(**numbers)
