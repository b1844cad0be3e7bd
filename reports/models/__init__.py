"""What we say: definitions, editions with their renditions, and deliveries."""

from reports.models.definition import Definition
from reports.models.delivery import Delivery, Recipient
from reports.models.edition import Edition, Rendition
from reports.models.heartbeat import Heartbeat
from reports.models.notice import Notice
from reports.models.work import EditionWork

__all__ = [
    "Definition",
    "Delivery",
    "Edition",
    "EditionWork",
    "Heartbeat",
    "Notice",
    "Recipient",
    "Rendition",
]
