"""The words of each letter, in its reader's language: plain text and simple HTML, with a link and no attachment."""

from __future__ import annotations

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from iomtrack.accounts.languages import language_of
from iomtrack.accounts.organization import organization_here
from iomtrack.work.letters import Letter
from reports.delivery.addresses import edition_link, portal_link
from reports.enums import NoticeKind
from reports.models import Delivery, Edition, Notice


def delivery_letter(delivery: Delivery) -> EmailMultiAlternatives:
    """Tells a recipient that a report has been issued, and where to read it."""
    edition = delivery.rendition.edition
    with override(delivery.recipient.reads):
        return _letter(
            delivery, "email/delivery", edition, _subject(edition), link=portal_link(), name=delivery.recipient.name
        )


def notice_letter(notice: Notice) -> EmailMultiAlternatives:
    """Asks an administrator to sign an edition off, or says what has stopped and why."""
    edition, link = notice.edition, edition_link(notice.edition)
    with override(language_of(notice.user)):
        if notice.kind == NoticeKind.SIGN_OFF:
            subject = _("To sign off: %(report)s") % {"report": _subject(edition)}
            return _letter(notice, "email/sign_off", edition, subject, link=link, name=notice.user.name)
        subject = _("Stopped: %(report)s") % {"report": _subject(edition)}
        return _letter(notice, "email/stopped", edition, subject, link=link, name=notice.user.name, notice=notice)


def _subject(edition: Edition) -> str:
    """The report's title and period; what rests on sample data says so first."""
    words = {"title": edition.definition.title, "period": edition.period.label_here}
    if edition.touches_sample:
        return _("[Sample data] %(title)s, %(period)s") % words
    return _("%(title)s, %(period)s") % words


def _letter(letter: Letter, template: str, edition: Edition, subject: str, **words: Any) -> EmailMultiAlternatives:
    context = {"edition": edition, "organization": organization_here(), "subject": subject, **words}
    message = EmailMultiAlternatives(
        subject=" ".join(filter(None, subject.splitlines())),
        body=render_to_string(f"{template}.txt", context).strip() + "\n",
        to=[letter.email],
        headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return message
