"""From signed off to issued: when every PDF is filed, the edition is out and its deliveries are written."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from iomtrack.accounts.system import system_account
from iomtrack.work.mail import message_id
from iomtrack.work.queue import wake
from objectives.models import AuditEvent
from reports.enums import EditionState, RenditionState
from reports.models import Delivery, Edition, Recipient, Rendition
from reports.queries import recipients_of


@transaction.atomic
def issue(*, edition_id: int) -> bool:
    """Issue a signed-off edition if all its PDFs are rendered, and write one delivery for each recipient.

    Whether it was issued by this call: of two who ask, one is answered yes.
    """
    edition = Edition.objects.select_for_update(of=("self",)).select_related("definition", "period").get(pk=edition_id)
    renditions = list(Rendition.objects.filter(edition=edition).order_by("pk"))
    rendered = bool(renditions) and all(one.state == RenditionState.RENDERED for one in renditions)
    if edition.state != EditionState.SIGNED_OFF or not rendered:
        return False
    edition.state, edition.issued_at = EditionState.ISSUED, timezone.now()
    edition.save(update_fields=["state", "issued_at"])
    deliveries = [_deliver(recipient, renditions) for recipient in recipients_of(edition)]
    AuditEvent.objects.record(
        by=system_account(),
        action="edition.issue",
        on=edition,
        after={"sha256": {one.language: one.sha256 for one in renditions}, "deliveries": len(deliveries)},
    )
    return True


def issue_ready() -> None:
    """Issue what is rendered and was not issued, its worker having died in between. For the tick."""
    unfinished = Rendition.objects.filter(edition=OuterRef("pk")).exclude(state=RenditionState.RENDERED)
    ready = Edition.objects.filter(~Exists(unfinished), state=EditionState.SIGNED_OFF)
    for pk in ready.values_list("pk", flat=True):
        issue(edition_id=pk)


def _deliver(recipient: Recipient, renditions: list[Rendition]) -> Delivery:
    """The delivery of the PDF in the recipient's language, or of the first where there is none in it."""
    rendition = next((one for one in renditions if one.language == recipient.reads), renditions[0])
    delivery = Delivery.objects.create(
        rendition=rendition,
        recipient=recipient,
        email=recipient.email,
        message_id=message_id("delivery", rendition.sha256[:16], rendition.pk, recipient.pk),
    )
    wake(Delivery, delivery.pk)
    return delivery
